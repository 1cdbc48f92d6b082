package io.accelnet.operator.planning;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.UnaryOperator;

/**
 * Tells of objects as a cache keeps them. The client (7.8.0) stores what trimming leaves, and tells of the whole object: beside what was kept
 * of it, each change would look as if all that isn't kept had come.
 *
 * @param trim what the cache keeps of an object; of what it keeps, all
 * @param news is told
 */
public record TrimmedNews<R extends HasMetadata>(UnaryOperator<R> trim, CacheNews news)
        implements ResourceEventHandler<R> {
    @Override
    public void onAdd(R added) {
        news.created(trim.apply(added));
    }

    @Override
    public void onUpdate(R before, R after) {
        news.updated(trim.apply(before), trim.apply(after));
    }

    @Override
    public void onDelete(R deleted, boolean finalStateUnknown) {
        news.deleted(trim.apply(deleted));
    }
}
