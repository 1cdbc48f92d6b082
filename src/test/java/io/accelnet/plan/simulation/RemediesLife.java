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
import io.accelnet.plan.snapshot.PodSnapshot;
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

/**
 * Clusters in which VMs are refused. Each remedy that a refusal names gets the VM admitted. One percent more, the next
 * higher level, one VF or one queue pair less on each node, or a node less doesn't.
 */
final class RemediesLife implements Life {
    private static final int VMS = 25;

    @Override
    public void live(Random chance, Steps steps) {
        Simulation simulation = chance.nextBoolean() ? SmallClusters.of(chance) : simulation(chance);
        simulation
                .settle()
                .vms()
                .forEach((id, plan) -> plan.shortfall()
                        .filter(shortfall -> !plan.admitted())
                        .ifPresent(shortfall -> steps.takeAsItIs(
                                "the remedies of " + vm(simulation, id) + ": " + shortfall,
                                alone(simulation, id),
                                refused -> check(refused, id, shortfall))));
    }

    private static Simulation simulation(Random random) {
        Simulation simulation = new Simulation();
        RandomEvents events = new RandomEvents(simulation, random);
        events.create(random.nextInt(100), 2 + random.nextInt(4));
        simulation.clusters.replaceAll((name, cluster) -> with(cluster, cluster.nodeReservePercentage()));
        for (int vm = 0; vm < VMS; vm++) {
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
        Simulation branch = simulation.branch();
        branch.vms.values().removeIf(vm -> !vm.memory().admitted() && !vm.id().equals(id));
        return branch;
    }

    private static void check(Simulation simulation, VmId id, Shortfall shortfall) {
        assertAdmitted(simulation, id, false, unchanged -> {});
        shortfall.nodeReservePercentage().ifPresent(percentage -> {
            assertAdmitted(simulation, id, true, changed -> percentage(changed, percentage));
            assertAdmitted(simulation, id, false, changed -> percentage(changed, Math.min(99, percentage + 1)));
        });
        shortfall.level().ifPresent(level -> {
            assertAdmitted(simulation, id, true, changed -> change(changed, id, level, Optional.empty()));
            Level higher = level == Level.LOW ? Level.MEDIUM : Level.HIGH;
            assertAdmitted(simulation, id, false, changed -> change(changed, id, higher, Optional.empty()));
        });
        shortfall.node().ifPresent(node -> {
            Level level = vm(simulation, id).level();
            assertAdmitted(simulation, id, true, changed -> change(changed, id, level, Optional.of(node)));
        });
        List<Addition> additions = shortfall.additions().stream()
                .map(Shortfall.IntentAddition::addition)
                .toList();
        boolean canBeTried = additions.stream()
                .noneMatch(addition -> addition.onNewPorts()
                        || addition.hosts().stream().anyMatch(host -> havePods(simulation, host)));
        if (canBeTried && !additions.isEmpty()) {
            assertAdmitted(simulation, id, true, changed -> additions.forEach(addition -> add(changed, addition)));
            for (int number = 0; number < additions.size(); number++) {
                for (Addition less : less(additions.get(number))) {
                    List<Addition> others = new ArrayList<>(additions);
                    others.set(number, less);
                    assertAdmitted(
                            simulation, id, false, changed -> others.forEach(addition -> add(changed, addition)));
                }
            }
        }
    }

    /** One VF less, one queue pair less, and each place less. */
    private static List<Addition> less(Addition addition) {
        int functions = addition.virtualFunctions();
        int pairs = addition.queuePairs();
        List<Addition> less = new ArrayList<>();
        if (functions > 0) {
            less.add(new Addition(addition.pool(), functions - 1, pairs, addition.places()));
        }
        if (pairs > 0) {
            less.add(new Addition(addition.pool(), functions, pairs - 1, addition.places()));
        }
        for (Addition.Place place : addition.places()) {
            List<Addition.Place> others = new ArrayList<>(addition.places());
            others.remove(place);
            less.add(new Addition(addition.pool(), functions, pairs, others));
        }
        return less;
    }

    /**
     * Whether a pod has something on a node. Without an entry that says more, it is taken to have an equal share of its port's queue
     * pairs: so it also takes a share of those that are added, which no advice foresees.
     */
    private static boolean havePods(Simulation simulation, String node) {
        return simulation.pods.values().stream()
                .anyMatch(pod -> pod.stage() instanceof PodSnapshot.Bound bound
                        && bound.node().equals(node));
    }

    private static void assertAdmitted(Simulation simulation, VmId id, boolean admitted, Consumer<Simulation> change) {
        Simulation copy = alone(simulation, id);
        change.accept(copy);
        Plan plan = copy.settle();
        assertThat(Optional.ofNullable(plan.vms().get(id)).map(VmPlan::admitted))
                .as(admitted ? "the remedy admits the VM" : "less doesn't admit the VM")
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
                cluster.excludeUnsupportedAdapters(),
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

    private static void add(Simulation simulation, Addition addition) {
        int functions = addition.virtualFunctions();
        int pairs = addition.queuePairs();
        Map<String, NodeSnapshot> nodes = simulation.nodes;
        for (Addition.Place place : addition.places()) {
            NodeSnapshot node = simulation.node(place.host());
            List<AdapterSnapshot> adapters = new ArrayList<>();
            for (AdapterSnapshot adapter : node.adapters()) {
                adapters.add(
                        place.port().equals(Optional.of(adapter.name()))
                                ? new AdapterSnapshot(
                                        adapter.name(),
                                        adapter.altNames(),
                                        adapter.support(),
                                        adapter.sriovEnabled(),
                                        adapter.linkDown(),
                                        adapter.virtualFunctions() + functions,
                                        adapter.firstFunction(),
                                        adapter.excludedFunctions(),
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
