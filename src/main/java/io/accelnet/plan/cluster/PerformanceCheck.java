package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The check documented as {@code cannot_provision_performance}. It passes if some adapter of each intent from which the VM could have
 * something can give one virtual function with as many queue pairs as the level takes. Whether that is in use doesn't matter.
 */
final class PerformanceCheck {
    private final ClusterView view;
    private final boolean nobodyStays;
    private final List<OptionalInt> mostOfPools;

    /** Goes through the members once for each pool, for all VMs. */
    PerformanceCheck(ClusterView view) {
        this.view = view;
        List<NodeSnapshot> staying = view.staying();
        this.nobodyStays = staying.isEmpty();
        this.mostOfPools = IntStream.range(0, view.pools().all().size())
                .mapToObj(pool -> most(staying, pool))
                .toList();
    }

    /** The finding for a VM. If the VM reports that it runs on a member, only that node's adapters count. */
    Finding finding(VmSnapshot vm) {
        if (nobodyStays || view.pools().areEmpty()) {
            return pending(vm);
        }
        Optional<NodeSnapshot> pinned = view.validReport(vm).flatMap(view::member);
        int needed = view.definition().queuePairsOf(vm.level());
        for (int pool : neededPools(vm)) {
            OptionalInt best = pinned.map(node -> most(List.of(node), pool)).orElseGet(() -> mostOfPools.get(pool));
            if (best.isEmpty()) {
                // A member without any virtual function fails SriovSupported: no other performance would help.
                return pending(vm);
            }
            if (best.getAsInt() < needed) {
                return tooFew(vm, pinned, pool, needed, best.getAsInt());
            }
        }
        return Finding.holds(
                ConditionType.PERFORMANCE_PROVISIONABLE,
                Reason.PASSED,
                "Adapters of the cluster can provide performance " + vm.level().label() + ".");
    }

    /** The pools of its network adapters; the first, while these aren't known. */
    private List<Integer> neededPools(VmSnapshot vm) {
        List<Integer> perPool =
                view.perPool(vm.facts().map(VmFacts::networkAdapters).orElse(List.of()), view.asked(vm));
        List<Integer> needed = IntStream.range(0, perPool.size())
                .filter(pool -> perPool.get(pool) > 0)
                .boxed()
                .toList();
        return needed.isEmpty() ? List.of(0) : needed;
    }

    private Finding tooFew(VmSnapshot vm, Optional<NodeSnapshot> pinned, int pool, int needed, int best) {
        if (pinned.filter(node -> view.isLeaving(node.name())).isPresent()) {
            return Finding.unknown(
                    ConditionType.PERFORMANCE_PROVISIONABLE,
                    Reason.PENDING,
                    "Depends on whether node " + pinned.get().name() + ", which is leaving cluster " + vm.cluster()
                            + ", is taken back.");
        }
        String where = pinned.map(node -> "node " + node.name()).orElse("any node of cluster " + vm.cluster());
        return Finding.fails(
                ConditionType.PERFORMANCE_PROVISIONABLE,
                Reason.CANNOT_PROVISION_PERFORMANCE,
                "Cannot provision " + vm.level().label() + " on this system. It takes "
                        + Phrases.count(needed, "queue pair") + " per virtual function, and no adapter of "
                        + (view.pools().several() ? "intent " + view.pools().intent(pool) + " on " : "") + where
                        + " gives one virtual function more than " + Phrases.count(best, "queue pair")
                        + ". Select a different performance, or update the network adapters.");
    }

    private static Finding pending(VmSnapshot vm) {
        return Finding.unknown(
                ConditionType.PERFORMANCE_PROVISIONABLE,
                Reason.PENDING,
                "Depends on the prerequisites of AccelNetCluster " + vm.cluster() + ".");
    }

    private OptionalInt most(Collection<NodeSnapshot> nodes, int pool) {
        return nodes.stream()
                .flatMap(node -> node.adapters().stream()
                        .filter(adapter -> view.pools().of(adapter).equals(OptionalInt.of(pool)))
                        .filter(adapter -> Hardware.functions(node, adapter) > 0))
                .mapToInt(PerformanceCheck::queuePairsOfOneFunction)
                .max();
    }

    /** The members that have an adapter of each intent which the demand needs that can do the VM's level, in use or not. */
    static List<String> able(ClusterView view, VmSnapshot vm, Demand demand) {
        int queuePairs = view.definition().queuePairsOf(vm.level());
        return view.memberList().stream()
                .filter(node -> IntStream.range(0, demand.ofPools().size())
                        .filter(pool -> demand.ofPool(pool) > 0)
                        .allMatch(pool -> node.adapters().stream()
                                .anyMatch(adapter -> view.pools().of(adapter).equals(OptionalInt.of(pool))
                                        && Hardware.functions(node, adapter) > 0
                                        && queuePairsOfOneFunction(adapter) >= queuePairs)))
                .map(NodeSnapshot::name)
                .toList();
    }

    private static int queuePairsOfOneFunction(AdapterSnapshot adapter) {
        return Math.min(
                adapter.maxQueuePairsPerFunction().orElse(Integer.MAX_VALUE),
                adapter.queuePairs().orElse(Integer.MAX_VALUE));
    }
}
