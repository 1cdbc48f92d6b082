package io.accelnet.cli.scenario;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies a plan in memory, as if its statuses had been written and read again, for a tenth of the memory that the statuses
 * would take.
 */
final class SimulatedApply {
    private SimulatedApply() {}

    /** What there is after the plan; empty if the plan changes nothing. */
    static Optional<ClusterSnapshot> of(Plan plan, ClusterSnapshot snapshot) {
        return of(plan, snapshot, Set.of(), Set.of());
    }

    /**
     * The same for objects that take the place of those that the plan was made from.
     *
     * @param nodesWithLedger nodes that have a ledger of their own, and keep it
     * @param vmsWithMemory VMs that have a status of their own, and keep it
     */
    static Optional<ClusterSnapshot> of(
            Plan plan, ClusterSnapshot snapshot, Set<String> nodesWithLedger, Set<VmId> vmsWithMemory) {
        boolean changed = false;
        List<NodeSnapshot> nodes = new ArrayList<>(snapshot.nodes().size());
        for (NodeSnapshot node : snapshot.nodes()) {
            @Nullable NodePlan planned =
                    nodesWithLedger.contains(node.name()) ? null : plan.nodes().get(node.name());
            boolean same = planned == null
                    || (planned.ledger().equals(node.ledger())
                            && planned.memory().equals(node.memory()));
            nodes.add(same || planned == null ? node : with(node, planned));
            changed |= !same;
        }
        List<VmSnapshot> vms = new ArrayList<>(snapshot.vms().size());
        for (VmSnapshot vm : snapshot.vms()) {
            @Nullable VmPlan planned = vmsWithMemory.contains(vm.id()) ? null : plan.vms().get(vm.id());
            boolean same = planned == null || planned.memory().equals(vm.memory());
            vms.add(same || planned == null ? vm : with(vm, planned));
            changed |= !same;
        }
        return changed
                ? Optional.of(new ClusterSnapshot(
                        snapshot.intents(),
                        nodes,
                        snapshot.clusters(),
                        vms,
                        snapshot.kubernetesNodes(),
                        snapshot.namespaceLabels(),
                        snapshot.pods(),
                        snapshot.unlisted(),
                        snapshot.unreadable(),
                        snapshot.now()))
                : Optional.empty();
    }

    private static NodeSnapshot with(NodeSnapshot node, NodePlan plan) {
        return node.withStatus(plan.ledger(), plan.memory());
    }

    private static VmSnapshot with(VmSnapshot vm, VmPlan plan) {
        return new VmSnapshot(
                vm.id(),
                vm.uid(),
                vm.created(),
                vm.cluster(),
                vm.level(),
                vm.portPolicy(),
                vm.virtualMachine(),
                plan.memory());
    }
}
