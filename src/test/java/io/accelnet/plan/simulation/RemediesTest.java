package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.Shortfall;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Each remedy that a refusal names gets the VM admitted. One percent more, the next higher level, or one VF less on each node doesn't.
 * A failure names the seed; {@code -Dplanner.seed=…} repeats it.
 */
class RemediesTest {
    private static final int WORLDS = Integer.getInteger("planner.worlds", 60);

    private final long seed = Long.getLong("planner.seed", System.nanoTime());

    @Test
    void everyRemedyAdmitsTheVmAndNothingLessDoes() {
        int[] tried = new int[4];
        for (long run = seed; run < seed + WORLDS; run++) {
            long number = run;
            Random random = new Random(run);
            Simulation simulation = simulation(random);
            simulation
                    .settle()
                    .vms()
                    .forEach((id, plan) -> plan.shortfall()
                            .filter(shortfall -> !plan.admitted())
                            .ifPresent(shortfall -> check(alone(simulation, id), id, shortfall, tried, number)));
        }
        System.out.printf(
                "planner.seed=%d: %d percentages, %d levels, %d nodes, %d additions%n",
                seed, tried[0], tried[1], tried[2], tried[3]);
        assertThat(tried[0] + tried[3]).isPositive();
    }

    private static Simulation simulation(Random random) {
        Simulation simulation = new Simulation();
        RandomEvents events = new RandomEvents(simulation, random);
        events.create(random.nextInt(100), 2 + random.nextInt(4));
        simulation.clusters.replaceAll((name, cluster) -> with(cluster, cluster.nodeReservePercentage()));
        for (int vm = 0; vm < 25; vm++) {
            events.addVm();
        }
        if (random.nextInt(4) == 0) {
            simulation.settle();
            events.availability(simulation.node("n0"), DeclaredAvailability.DOWN);
        }
        return simulation;
    }

    /** A copy without the other VMs that aren't admitted. */
    private static Simulation alone(Simulation simulation, VmId id) {
        Simulation copy = new Simulation();
        copy.intents.putAll(simulation.intents);
        copy.clusters.putAll(simulation.clusters);
        copy.nodes.putAll(simulation.nodes);
        simulation.vms.forEach((key, vm) -> {
            if (vm.memory().admitted() || key.equals(id)) {
                copy.vms.put(key, vm);
            }
        });
        return copy;
    }

    private static void check(Simulation simulation, VmId id, Shortfall shortfall, int[] tried, long number) {
        try {
            assertAdmitted(simulation, id, false, unchanged -> {});
            shortfall.nodeReservePercentage().ifPresent(percentage -> {
                tried[0]++;
                assertAdmitted(simulation, id, true, changed -> percentage(changed, percentage));
                assertAdmitted(simulation, id, false, changed -> percentage(changed, Math.min(99, percentage + 1)));
            });
            shortfall.level().ifPresent(level -> {
                tried[1]++;
                assertAdmitted(simulation, id, true, changed -> change(changed, id, level, Optional.empty()));
                Level higher = level == Level.LOW ? Level.MEDIUM : Level.HIGH;
                assertAdmitted(simulation, id, false, changed -> change(changed, id, higher, Optional.empty()));
            });
            shortfall.node().ifPresent(node -> {
                tried[2]++;
                Level level = vm(simulation, id).level();
                assertAdmitted(simulation, id, true, changed -> change(changed, id, level, Optional.of(node)));
            });
            shortfall.addition().filter(addition -> !addition.onNewPorts()).ifPresent(addition -> {
                tried[3]++;
                int functions = addition.virtualFunctions();
                int pairs = addition.queuePairs();
                int each = functions == 0 ? 1 : pairs / functions;
                List<Addition.Place> places = addition.places();
                assertAdmitted(simulation, id, true, changed -> add(changed, functions, pairs, places));
                assertAdmitted(
                        simulation,
                        id,
                        false,
                        changed -> add(changed, Math.max(0, functions - 1), pairs - each, places));
                assertAdmitted(
                        simulation,
                        id,
                        false,
                        changed -> add(changed, functions, pairs, places.subList(0, places.size() - 1)));
            });
        } catch (AssertionError failure) {
            throw new AssertionError(
                    "-Dplanner.seed=" + number + " -Dplanner.worlds=1, " + vm(simulation, id) + ": " + shortfall,
                    failure);
        }
    }

    private static void assertAdmitted(Simulation simulation, VmId id, boolean admitted, Consumer<Simulation> change) {
        Simulation copy = alone(simulation, id);
        change.accept(copy);
        Plan plan = copy.settle();
        assertThat(Optional.ofNullable(plan.vms().get(id)).map(VmPlan::admitted))
                .contains(admitted);
    }

    private static VmSnapshot vm(Simulation simulation, VmId id) {
        return Optional.ofNullable(simulation.vms.get(id)).orElseThrow();
    }

    private static void percentage(Simulation simulation, int percentage) {
        simulation.clusters.replaceAll((name, cluster) -> with(cluster, percentage));
    }

    /** The same without a limit per namespace. */
    static ClusterDefinition with(ClusterDefinition cluster, int percentage) {
        return new ClusterDefinition(
                cluster.name(),
                cluster.created(),
                cluster.intentName(),
                percentage,
                cluster.nodes(),
                cluster.queuePairs(),
                cluster.excludeUnsupported(),
                cluster.namespaces(),
                OptionalInt.empty());
    }

    private static void change(Simulation simulation, VmId id, Level level, Optional<String> node) {
        VmSnapshot vm = vm(simulation, id);
        VmFacts facts = vm.facts().orElseThrow();
        VmFacts changed = new VmFacts(facts.vCpus(), facts.networkAdapters(), node.or(facts::reportedNode));
        simulation.vms.put(
                id,
                new VmSnapshot(
                        id,
                        vm.uid(),
                        vm.created(),
                        vm.cluster(),
                        level,
                        new VirtualMachine.Described(changed),
                        vm.memory()));
    }

    private static void add(Simulation simulation, int functions, int pairs, List<Addition.Place> places) {
        Map<String, NodeSnapshot> nodes = simulation.nodes;
        for (Addition.Place place : places) {
            NodeSnapshot node = simulation.node(place.host());
            List<AdapterSnapshot> adapters = new ArrayList<>();
            for (AdapterSnapshot adapter : node.adapters()) {
                adapters.add(
                        place.port().equals(Optional.of(adapter.name()))
                                ? new AdapterSnapshot(
                                        adapter.name(),
                                        adapter.support(),
                                        adapter.sriovEnabled(),
                                        adapter.virtualFunctions() + functions,
                                        adapter.queuePairs().isPresent()
                                                ? OptionalInt.of(
                                                        adapter.queuePairs().getAsInt() + pairs)
                                                : OptionalInt.empty(),
                                        adapter.maxQueuePairsPerFunction())
                                : adapter);
            }
            nodes.put(node.name(), node.withAdapters(adapters));
        }
    }
}
