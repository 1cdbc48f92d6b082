package io.accelnet.cli.view;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The virtual functions of a host, by the status that the operator has written.
 *
 * @param name its AccelNetNode
 * @param cluster the cluster that it is a member of; empty: none
 * @param state why it is up or isn't, as the reason of a condition; empty while nobody has looked at it
 * @param up whether it is up, or nobody has said that it isn't
 * @param functions how many virtual functions its cluster may use on it
 * @param used how many of them VMs have
 * @param free how many can still be given
 */
public record HostUse(String name, String cluster, String state, boolean up, int functions, int used, int free) {
    /** What the status of an AccelNetNode says. */
    public static HostUse of(AccelNetNode node) {
        Optional<AccelNetNodeStatus> status = Optional.ofNullable(node.getStatus());
        String state = status.map(AccelNetNodeStatus::conditions).orElse(List.of()).stream()
                .filter(condition -> ConditionType.AVAILABLE.wire().equals(condition.getType()))
                .map(Condition::getReason)
                .findFirst()
                .orElse("");
        return new HostUse(
                node.getMetadata().getName(),
                status.map(AccelNetNodeStatus::cluster).orElse(""),
                state,
                // Of a node that nobody has looked at yet it isn't said that it is down.
                state.isEmpty() || state.equals(Reason.UP.wire()),
                orZero(status.map(AccelNetNodeStatus::virtualFunctions).orElse(null)),
                orZero(status.map(AccelNetNodeStatus::used).orElse(null)),
                orZero(status.map(AccelNetNodeStatus::free).orElse(null)));
    }

    /** The share of its virtual functions that VMs have, 0 to 1. */
    public double share() {
        return functions == 0 ? 0 : (double) used / functions;
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
