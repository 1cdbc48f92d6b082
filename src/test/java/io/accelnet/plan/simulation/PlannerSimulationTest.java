package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Simulates small clusters with random events. A failure names the seed; {@code -Dplanner.seed=…} repeats it. */
class PlannerSimulationTest {
    private static final int WORLDS = Integer.getInteger("planner.worlds", 120);
    private static final int EVENTS = 60;

    private final long seed = Long.getLong("planner.seed", System.nanoTime());

    @Test
    void whateverHappensThePlanIsSoundAndSettles() {
        System.out.println("planner.seed=" + seed);
        for (int run = 0; run < WORLDS; run++) {
            Random random = new Random(seed + run);
            Simulation simulation = new Simulation();
            RandomEvents events = new RandomEvents(simulation, random);
            events.create(random.nextInt(100), 1 + random.nextInt(5));
            for (int event = 0; event < EVENTS; event++) {
                Set<VmId> admittedBefore = admitted(simulation);
                events.next();
                String when = "planner.seed=" + (seed + run) + " -Dplanner.worlds=1, event " + event;
                try {
                    Plan plan = simulation.settle();
                    assertLedgersAreSound(simulation, plan);
                    assertThat(admitted(plan))
                            .as("a promise is kept: " + when)
                            .containsAll(stillThere(admittedBefore, simulation));
                    assertOrderDoesNotMatter(simulation.snapshot(), plan, random);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(when, e);
                }
            }
        }
    }

    @Test
    void anyToleratedFailureLeavesEveryVmWithItsFunctions() {
        System.out.println("planner.seed=" + seed);
        for (int run = 0; run < WORLDS; run++) {
            String when = "planner.seed=" + (seed + run) + " -Dplanner.worlds=1";
            try {
                surviveFailures(new Random(seed + run));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(when, e);
            }
        }
    }

    /** With this seed two VMs of an outage must exchange their VFs for a third one to have any, and neither can move first. */
    @Test
    void vmsThatMustExchangeTheirFunctionsDo() {
        surviveFailures(new Random(16_310_386_780_473L));
    }

    private static void surviveFailures(Random random) {
        Simulation simulation = new Simulation();
        RandomEvents events = new RandomEvents(simulation, random);
        events.create(20 + random.nextInt(60), 2 + random.nextInt(4));
        for (int i = 0; i < 30; i++) {
            events.addVmWithoutReport();
        }
        Plan settled = simulation.settle();
        int tolerated = settled.clusters()
                .values()
                .iterator()
                .next()
                .reserve()
                .orElseThrow()
                .failuresToTolerate();
        Map<VmId, String> before = places(settled);
        List<NodeSnapshot> nodes = new ArrayList<>(simulation.nodes.values());
        Collections.shuffle(nodes, random);
        Set<String> failed = new HashSet<>();
        for (NodeSnapshot node : nodes.subList(0, tolerated)) {
            failed.add(node.name());
            events.availability(simulation.node(node.name()), DeclaredAvailability.DOWN);
            if (random.nextBoolean()) {
                simulation.settle();
            }
        }
        Plan after = simulation.settle();
        Map<VmId, String> places = places(after);
        assertThat(places.keySet()).as("every VM has functions").containsAll(before.keySet());
        before.forEach((vm, node) -> {
            if (failed.contains(node)) {
                assertThat(failed).doesNotContain(places.get(vm));
            } else {
                assertThat(places.get(vm)).as("VMs on other nodes stay").isEqualTo(node);
            }
        });
        failed.forEach(node -> events.availability(simulation.node(node), DeclaredAvailability.AVAILABLE));
        assertThat(places(simulation.settle()).keySet())
                .as("the promise holds when they return")
                .containsAll(places.keySet());
    }

    private static void assertLedgersAreSound(Simulation simulation, Plan plan) {
        Map<VmId, String> nodeOf = new HashMap<>();
        for (NodeSnapshot node : simulation.nodes.values()) {
            Set<String> taken = new HashSet<>();
            for (LedgerEntry entry : node.ledger()) {
                assertThat(taken.add(entry.adapter().toLowerCase(Locale.ROOT) + entry.virtualFunction()))
                        .as("one holder for " + entry)
                        .isTrue();
                assertThat(nodeOf.putIfAbsent(entry.vm(), node.name()))
                        .as("one node for " + entry.vm())
                        .isIn(null, node.name());
                assertThat(simulation.vms).containsKey(entry.vm());
            }
        }
        plan.vms().forEach((id, vm) -> {
            if (vm.node().isPresent()) {
                NodeSnapshot node = simulation.node(vm.node().get());
                assertThat(node.ledger().stream()
                                .filter(entry -> entry.vm().equals(id))
                                .map(LedgerEntry::networkAdapter)
                                .collect(Collectors.toSet()))
                        .as("the ledger has what the status of " + id + " names")
                        .hasSameSizeAs(vm.functions());
            }
            assertKstatus(vm.conditions());
        });
        plan.clusters().values().forEach(cluster -> assertKstatus(cluster.conditions()));
        plan.nodes().values().forEach(node -> assertKstatus(node.conditions()));
    }

    /** Ready comes first, and unless it is True exactly one of Reconciling and Stalled says why. */
    private static void assertKstatus(List<Finding> conditions) {
        assertThat(conditions.getFirst().type()).isEqualTo(ConditionType.READY);
        boolean ready = conditions.getFirst().truth() == Truth.TRUE;
        long abnormal = conditions.stream()
                .filter(finding ->
                        finding.type() == ConditionType.RECONCILING || finding.type() == ConditionType.STALLED)
                .count();
        assertThat(abnormal).isEqualTo(ready ? 0 : 1);
        assertThat(conditions)
                .allSatisfy(finding -> assertThat(finding.message()).isNotBlank());
    }

    private static void assertOrderDoesNotMatter(ClusterSnapshot snapshot, Plan plan, Random random) {
        List<VmSnapshot> vms = new ArrayList<>(snapshot.vms());
        List<NodeSnapshot> nodes = new ArrayList<>(snapshot.nodes());
        Collections.shuffle(vms, random);
        Collections.shuffle(nodes, random);
        assertThat(new Planner()
                        .plan(new ClusterSnapshot(
                                snapshot.intents(),
                                nodes,
                                snapshot.clusters(),
                                vms,
                                snapshot.kubernetesNodes(),
                                snapshot.namespaceLabels(),
                                snapshot.now())))
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

    /** Those of the VMs that exist and have a status. If it was wiped, only a ledger can know the VM, and may be gone too. */
    private static Set<VmId> stillThere(Set<VmId> vms, Simulation simulation) {
        return vms.stream()
                .filter(vm -> simulation.vms.containsKey(vm)
                        && !simulation.vms.get(vm).memory().equals(VmMemory.NONE))
                .collect(Collectors.toSet());
    }

    private static Map<VmId, String> places(Plan plan) {
        Map<VmId, String> places = new HashMap<>();
        for (Map.Entry<VmId, VmPlan> entry : plan.vms().entrySet()) {
            entry.getValue().node().ifPresent(node -> places.put(entry.getKey(), node));
        }
        return places;
    }
}
