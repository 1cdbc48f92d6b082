package io.accelnet.operator.apply;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.Allocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is left of a ledger's change when the whole is too large to be stored: who is to have nothing there any more goes. */
final class Releases {
    private Releases() {}

    /** The status that a node has, without the entries of such VMs; empty if there are none. Nobody else's entries change. */
    static Optional<AccelNetNodeStatus> of(StatusChange<?> change) {
        if (!(change.object() instanceof AccelNetNode node)
                || !(change.desired() instanceof AccelNetNodeStatus desired)) {
            return Optional.empty();
        }
        @Nullable AccelNetNodeStatus before = node.getStatus();
        if (before == null) {
            return Optional.empty();
        }
        Set<String> stay = desired.allocations().stream().map(Allocation::uid).collect(Collectors.toSet());
        List<Allocation> kept = before.allocations().stream()
                .filter(entry -> stay.contains(entry.uid()))
                .toList();
        return kept.size() == before.allocations().size()
                ? Optional.empty()
                : Optional.of(new AccelNetNodeStatus(
                        before.observedGeneration(),
                        before.cluster(),
                        before.leavingSince(),
                        before.kubernetesNodeSeen(),
                        before.virtualFunctions(),
                        kept.size(),
                        before.free(),
                        before.adapters(),
                        kept,
                        before.conditions()));
    }
}
