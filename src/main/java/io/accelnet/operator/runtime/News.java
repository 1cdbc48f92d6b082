package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.BiPredicate;

/** Raises the signal for what a watch delivers, unless it can't change a plan: a heartbeat, or the echo of our own write. */
record News<T extends HasMetadata>(BiPredicate<T, T> isNews, Signal signal, Assumed assumed, Vanishing vanishing)
        implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
        vanishing.came(object);
        signal.raise();
    }

    @Override
    public void onUpdate(T before, T after) {
        if (isNews.test(before, after)) {
            signal.raise();
        }
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
        assumed.deleted(object);
        vanishing.went(object);
        signal.raise();
    }

    @Override
    public void onList(String version, boolean remainedEmpty) {
        signal.raise();
    }
}
