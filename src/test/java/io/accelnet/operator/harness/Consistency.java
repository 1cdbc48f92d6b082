package io.accelnet.operator.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.AssignedFunction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold between ledgers and VMs once nothing changes any more. */
public final class Consistency {
    private Consistency() {}

    /** Every VM's status names exactly what one ledger holds for it, and no ledger holds anything else. */
    public static void assertHolds(Arena arena) {
        assertThat(inLedgers(arena.nodes())).isEqualTo(inStatuses(arena.vms()));
    }

    /** By VM's UID, where it has what. */
    public static Map<String, Set<String>> inLedgers(List<AccelNetNode> nodes) {
        Map<String, Set<String>> held = new HashMap<>();
        for (AccelNetNode node : nodes) {
            if (node.getStatus() == null) {
                continue;
            }
            for (Allocation entry : node.getStatus().allocations()) {
                held.computeIfAbsent(entry.uid(), uid -> new HashSet<>())
                        .add("%s of %s on %s/%d, %d queue pairs"
                                .formatted(
                                        entry.networkAdapter(),
                                        entry.name(),
                                        node.getMetadata().getName() + "/" + entry.adapter(),
                                        entry.virtualFunction(),
                                        entry.queuePairs()));
            }
        }
        return held;
    }

    /** By VM's UID, what its status names. */
    public static Map<String, Set<String>> inStatuses(List<AccelNetVM> vms) {
        Map<String, Set<String>> named = new HashMap<>();
        for (AccelNetVM vm : vms) {
            if (vm.getStatus() == null) {
                continue;
            }
            for (AssignedFunction function : vm.getStatus().virtualFunctions()) {
                named.computeIfAbsent(vm.getMetadata().getUid(), uid -> new HashSet<>())
                        .add("%s of %s on %s/%d, %d queue pairs"
                                .formatted(
                                        function.networkAdapter(),
                                        vm.getMetadata().getName(),
                                        vm.getStatus().nodeName() + "/" + function.adapter(),
                                        function.virtualFunction(),
                                        function.queuePairs()));
            }
        }
        return named;
    }
}
