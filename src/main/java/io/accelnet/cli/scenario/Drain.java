package io.accelnet.cli.scenario;

import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What becomes of VMs when their node is emptied for maintenance. For an evacuation free virtual functions are enough, as for a failover;
 * so each VM goes where it would go if the node failed, and the node is in maintenance then: it counts as no failure, and its virtual
 * functions are no room for anybody.
 *
 * @param before what there is
 * @param after what there is once the node is empty, or as empty as it gets
 * @param staying the VMs that find no room elsewhere, each with what would be said of it if the node failed
 */
public record Drain(SettledPlan before, SettledPlan after, SortedMap<VmId, VmPlan> staying) {
    /**
     * Empties a node.
     *
     * @param objects what there is
     * @param before the plan for it
     */
    public static Drain of(String node, ClusterObjects objects, SettledPlan before, Planner planner) {
        ClusterObjects failed = Edits.fail(Set.of(node)).apply(objects);
        Plan failover = SettledPlan.of(Replacement.of(before, failed), planner).plan();
        Map<VmId, String> moves = new HashMap<>();
        SortedMap<VmId, VmPlan> staying = new TreeMap<>();
        on(node, before.plan()).forEach(vm -> {
            VmPlan elsewhere = Optional.ofNullable(failover.vms().get(vm)).orElseThrow();
            // Who doesn't fail over stays on it in the plan, too.
            elsewhere
                    .node()
                    .filter(target -> !target.equals(node))
                    .ifPresentOrElse(target -> moves.put(vm, target), () -> staying.put(vm, elsewhere));
        });
        return new Drain(before, SettledPlan.of(emptied(node, moves, before.snapshot()), planner), staying);
    }

    /** The VMs that have virtual functions on a node. */
    private static List<VmId> on(String node, Plan plan) {
        return plan.vms().entrySet().stream()
                .filter(vm -> vm.getValue().node().equals(Optional.of(node)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static ClusterSnapshot emptied(String node, Map<VmId, String> moves, ClusterSnapshot snapshot) {
        return new ClusterSnapshot(
                snapshot.intents(),
                snapshot.nodes().stream()
                        .map(each -> each.name().equals(node) ? inMaintenance(each) : each)
                        .toList(),
                snapshot.clusters(),
                snapshot.vms().stream()
                        .map(vm -> Optional.ofNullable(moves.get(vm.id()))
                                .map(target -> moved(vm, target))
                                .orElse(vm))
                        .toList(),
                snapshot.kubernetesNodes(),
                snapshot.namespaceLabels(),
                snapshot.pods().stream()
                        .filter(pod -> !isLeft(pod, node, moves))
                        .toList(),
                snapshot.unlisted(),
                snapshot.unreadable(),
                snapshot.now());
    }

    private static NodeSnapshot inMaintenance(NodeSnapshot node) {
        return node.availability() == DeclaredAvailability.AVAILABLE
                ? node.withAvailability(DeclaredAvailability.MAINTENANCE)
                : node;
    }

    /** The pod that a VM has left behind. */
    private static boolean isLeft(PodSnapshot pod, String node, Map<VmId, String> moves) {
        return pod.stage() instanceof Bound bound
                && bound.node().equals(node)
                && pod.vm().filter(moves::containsKey).isPresent();
    }

    /** A VM that runs says where; one that is stopped is planned anew by itself. */
    private static VmSnapshot moved(VmSnapshot vm, String target) {
        return switch (vm.virtualMachine()) {
            case VirtualMachine.Described described ->
                vm.with(new VirtualMachine.Described(described.facts().runningOn(target)));
            case VirtualMachine.Resolved resolved
            when resolved.facts().reportedNode().isPresent() -> vm.with(resolved.runningOn(target));
            case VirtualMachine.Resolved _, VirtualMachine.Unresolved _ -> vm;
        };
    }
}
