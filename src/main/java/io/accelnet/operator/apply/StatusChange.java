package io.accelnet.operator.apply;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.operator.gather.Ledgers;
import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Objects;

/**
 * A status that differs from what the object has.
 *
 * @param object the object that the plan was made from
 * @param desired the status that it should have
 * @param decision what the plan decided of the object, from which the status was made
 * @param before the conditions that it has
 * @param after the conditions that it should have
 * @param <S> the type of its status
 */
public record StatusChange<S>(
        CustomResource<?, S> object, S desired, Object decision, List<Condition> before, List<Condition> after) {
    /** A change that is a decision of its own. */
    public StatusChange(CustomResource<?, S> object, S desired, List<Condition> before, List<Condition> after) {
        this(object, desired, desired, before, after);
    }

    /** Whether both write the same decision over the same version; the time that a condition is given may differ. */
    public boolean isSameWrite(StatusChange<?> other) {
        return version().equals(other.version()) && decision.equals(other.decision());
    }

    /** The object's name. */
    public ObjectKey key() {
        return ObjectKey.of(object);
    }

    /** Whether it changes a node's ledger. */
    public boolean isOfLedger() {
        return object instanceof AccelNetNode node
                && desired instanceof AccelNetNodeStatus status
                && !status.allocations().equals(Ledgers.allocations(node));
    }

    /** The version that the plan was made from. */
    public String version() {
        return Objects.requireNonNull(object.getMetadata().getResourceVersion(), "only stored objects are planned for");
    }
}
