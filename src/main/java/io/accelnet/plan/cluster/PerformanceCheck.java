package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The check documented as {@code cannot_provision_performance}. It passes if some adapter that the VM could use can give one
 * virtual function with as many queue pairs as the level takes. Whether that is in use doesn't matter.
 */
final class PerformanceCheck {
    private final ClusterView view;
    private final boolean nobodyStays;
    private final OptionalInt most;

    /** Goes through the members once, for all VMs. */
    PerformanceCheck(ClusterView view) {
        this.view = view;
        List<NodeSnapshot> staying = view.staying();
        this.nobodyStays = staying.isEmpty();
        this.most = most(staying);
    }

    /** The finding for a VM. If the VM reports that it runs on a member, only that node's adapters count. */
    Finding finding(VmSnapshot vm) {
        ConditionType type = ConditionType.PERFORMANCE_PROVISIONABLE;
        if (nobodyStays || view.pools().areEmpty()) {
            return Finding.unknown(
                    type, Reason.PENDING, "Depends on the prerequisites of AccelNetCluster " + vm.cluster() + ".");
        }
        Optional<NodeSnapshot> pinned = view.validReport(vm).flatMap(view::member);
        OptionalInt best = pinned.map(node -> most(List.of(node))).orElse(most);
        int needed = view.definition().queuePairsOf(vm.level());
        if (best.isEmpty()) {
            // A member without any virtual function fails SriovSupported: no other performance would help.
            return Finding.unknown(
                    type, Reason.PENDING, "Depends on the prerequisites of AccelNetCluster " + vm.cluster() + ".");
        }
        if (best.getAsInt() >= needed) {
            return Finding.holds(
                    type,
                    Reason.PASSED,
                    "Adapters of the cluster can provide performance "
                            + vm.level().label() + ".");
        }
        if (pinned.filter(node -> view.isLeaving(node.name())).isPresent()) {
            return Finding.unknown(
                    type,
                    Reason.PENDING,
                    "Depends on whether node " + pinned.get().name() + ", which is leaving cluster " + vm.cluster()
                            + ", is taken back.");
        }
        String where = pinned.map(node -> "node " + node.name()).orElse("any node of cluster " + vm.cluster());
        return Finding.fails(
                type,
                Reason.CANNOT_PROVISION_PERFORMANCE,
                "Cannot provision " + vm.level().label() + " on this system. It takes "
                        + Phrases.count(needed, "queue pair") + " per virtual function, and no adapter of " + where
                        + " gives one virtual function more than " + Phrases.count(best.getAsInt(), "queue pair")
                        + ". Select a different performance, or update the network adapters.");
    }

    private OptionalInt most(Collection<NodeSnapshot> nodes) {
        return nodes.stream()
                .flatMap(node -> node.adapters().stream()
                        .filter(adapter -> view.pools().contains(adapter))
                        .filter(adapter -> Hardware.functions(node, adapter) > 0))
                .mapToInt(PerformanceCheck::queuePairsOfOneFunction)
                .max();
    }

    private static int queuePairsOfOneFunction(AdapterSnapshot adapter) {
        return Math.min(
                adapter.maxQueuePairsPerFunction().orElse(Integer.MAX_VALUE),
                adapter.queuePairs().orElse(Integer.MAX_VALUE));
    }
}
