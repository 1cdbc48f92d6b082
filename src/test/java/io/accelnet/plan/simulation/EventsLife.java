package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A small cluster in which anything happens. Whatever does, the plan is sound and settles. */
final class EventsLife implements Life {
    private static final int EVENTS = 60;

    @Override
    public void live(Random chance, Steps steps) {
        Simulation simulation = new Simulation();
        RandomEvents events = new RandomEvents(simulation, chance);
        events.create(chance.nextInt(100), 1 + chance.nextInt(5));
        for (int event = 0; event < EVENTS; event++) {
            Set<VmId> admitted = admitted(simulation);
            events.next();
            long order = chance.nextLong();
            steps.take("after event " + event, simulation, after -> plan(after, admitted, new Random(order)));
        }
    }

    private static void plan(Simulation simulation, Set<VmId> admittedBefore, Random order) {
        Set<VmId> stillThere = stillThere(admittedBefore, simulation);
        Invariants invariants = new Invariants(simulation);
        Set<String> holdersBefore = invariants.holders();
        Plan plan = simulation.settle();
        invariants.assertLedgersAreSound();
        invariants.assertNothingNewOnDeadPorts(holdersBefore);
        invariants.assertStatusesAreTrue(plan);
        assertThat(admitted(plan)).as("a promise is kept").containsAll(stillThere);
        assertOrderDoesNotMatter(simulation.snapshot(), plan, order);
    }

    private static void assertOrderDoesNotMatter(ClusterSnapshot snapshot, Plan plan, Random order) {
        List<VmSnapshot> vms = new ArrayList<>(snapshot.vms());
        List<NodeSnapshot> nodes = new ArrayList<>(snapshot.nodes());
        Collections.shuffle(vms, order);
        Collections.shuffle(nodes, order);
        assertThat(new Planner()
                        .plan(new ClusterSnapshot(
                                snapshot.intents(),
                                nodes,
                                snapshot.clusters(),
                                vms,
                                snapshot.kubernetesNodes(),
                                snapshot.namespaceLabels(),
                                snapshot.now())))
                .as("the order of the objects doesn't matter")
                .isEqualTo(plan);
    }

    private static Set<VmId> admitted(Simulation simulation) {
        return simulation.vms.values().stream()
                .filter(vm -> vm.memory().admitted())
                .map(VmSnapshot::id)
                .collect(Collectors.toSet());
    }

    private static Set<VmId> admitted(Plan plan) {
        return plan.vms().entrySet().stream()
                .filter(entry -> entry.getValue().admitted())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * Those of the VMs that exist, have a status, and whose cluster exists. If the status was wiped, only a ledger can know the VM, and
     * may be gone too; and what a cluster promised goes with it.
     */
    private static Set<VmId> stillThere(Set<VmId> vms, Simulation simulation) {
        return simulation.vms.values().stream()
                .filter(vm -> vms.contains(vm.id()) && !vm.memory().equals(VmMemory.NONE))
                .filter(vm -> simulation.clusters.containsKey(vm.cluster()))
                .map(VmSnapshot::id)
                .collect(Collectors.toSet());
    }
}
