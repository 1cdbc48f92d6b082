package io.accelnet.operator.planning;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.KubernetesNodes;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Objects;

/** Takes what the caches say of coming, changing and going, and raises the signal unless it can't change a plan. */
public final class CacheNews {
    private final Signal signal;
    private final Assumed assumed;
    private final ChangeQueue queue;
    private final Departures departures;
    private final NamedVirtualMachines named = new NamedVirtualMachines();

    /** Tells these. */
    public CacheNews(Signal signal, Assumed assumed, ChangeQueue queue, Departures departures) {
        this.signal = signal;
        this.assumed = assumed;
        this.queue = queue;
        this.departures = departures;
    }

    /** It is new. */
    public void created(HasMetadata object) {
        switch (object) {
            case ReferencedObject<?, ?> referenced -> raiseIfNamed(referenced);
            case AccelNetVM vm -> {
                named.came(vm);
                departures.came(vm);
                signal.raise();
            }
            default -> {
                departures.came(object);
                signal.raise();
            }
        }
    }

    /** A kind of others is listed, or isn't served any more. */
    public void kindChanged() {
        signal.raise();
    }

    /** It has changed. */
    public void updated(HasMetadata before, HasMetadata after) {
        if (after instanceof AccelNetVM vm) {
            named.came(vm);
            named.went((AccelNetVM) before);
        }
        if (changesPlans(before, after)) {
            signal.raise();
        }
    }

    /** It is gone. */
    public void deleted(HasMetadata object) {
        if (object instanceof ReferencedObject<?, ?> referenced) {
            raiseIfNamed(referenced);
            return;
        }
        if (object instanceof AccelNetVM vm) {
            named.went(vm);
        }
        assumed.deleted(object);
        departures.went(object);
        queue.gone(object);
        signal.raise();
    }

    private void raiseIfNamed(ReferencedObject<?, ?> object) {
        if (named.concerns(object)) {
            signal.raise();
        }
    }

    /** A heartbeat doesn't, nor does an annotation, nor what we have written ourselves. */
    private boolean changesPlans(HasMetadata before, HasMetadata after) {
        return switch (after) {
            case Node node -> !KubernetesNodes.read((Node) before).equals(KubernetesNodes.read(node));
            case Namespace namespace ->
                !Objects.equals(
                        before.getMetadata().getLabels(),
                        namespace.getMetadata().getLabels());
            case ReferencedObject<?, ?> referenced ->
                !((ReferencedObject<?, ?>) before).facts().equals(referenced.facts()) && named.concerns(referenced);
            case CustomResource<?, ?> ours ->
                !PlanInput.isSame((CustomResource<?, ?>) before, ours)
                        && !queue.isWriting(ours)
                        && assumed.isNews(ours);
            default -> true;
        };
    }
}
