package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.PortPolicy;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import io.accelnet.plan.snapshot.Selector;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cluster of several pools: VMs ask for something of one, of several, or for different ports, and change what they ask for; as many
 * nodes as may fail do, and return. Every VM has, of each pool that it was promised, what it was promised.
 */
final class PoolsLife implements Life {
    private static final String CLUSTER = "main";
    private static final List<String> INTENTS = List.of("red", "blue", "green");
    private static final int ROUNDS = 3;

    @Override
    public void live(Random chance, Steps steps) {
        Simulation simulation = create(chance);
        for (int round = 0; round < ROUNDS; round++) {
            boolean held = isHeld(simulation.settle());
            change(simulation, chance);
            steps.take(
                    "what VMs ask for",
                    simulation,
                    changed -> assertThat(isHeld(changed.settle()) || !held)
                            .as("no change breaks the reserve")
                            .isTrue());
            List<String> order = new ArrayList<>(simulation.nodes.keySet());
            Collections.shuffle(order, chance);
            boolean alone = chance.nextBoolean();
            steps.take(
                    "with " + order + " failing in this order",
                    simulation,
                    filled -> failAndReturn(filled, order, alone));
        }
    }

    private static Simulation create(Random chance) {
        Simulation simulation = new Simulation();
        int pools = 1 + chance.nextInt(3);
        Map<String, Integer> ports = new HashMap<>();
        for (String intent : INTENTS.subList(0, pools)) {
            ports.put(intent, 1 + chance.nextInt(2));
            simulation.intents.put(
                    intent,
                    new IntentSnapshot(
                            intent, Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of(intent + "0", intent + "1")));
        }
        boolean queuePairs = chance.nextInt(3) == 0;
        int nodes = 2 + chance.nextInt(4);
        for (int node = 0; node < nodes; node++) {
            List<AdapterSnapshot> adapters = new ArrayList<>();
            ports.forEach((intent, count) -> {
                for (int port = 0; port < count; port++) {
                    adapters.add(SampleNodes.port(
                            intent + port,
                            1 + chance.nextInt(5),
                            queuePairs ? OptionalInt.of(4 + chance.nextInt(12)) : OptionalInt.empty(),
                            OptionalInt.empty()));
                }
            });
            simulation.nodes.put("n" + node, SampleNodes.linux("n" + node, Map.of(), adapters));
        }
        simulation.clusters.put(
                CLUSTER,
                new ClusterDefinition(
                        CLUSTER,
                        Instant.EPOCH,
                        INTENTS.subList(0, pools),
                        chance.nextInt(4) == 0 ? PortPolicy.DIFFERENT : PortPolicy.ANY,
                        chance.nextInt(80),
                        Selector.ALL,
                        queuePairs
                                ? Map.of(Level.LOW, 1, Level.MEDIUM, 2, Level.HIGH, 4)
                                : Map.of(Level.LOW, 1, Level.MEDIUM, 1, Level.HIGH, 1),
                        false,
                        true,
                        Selector.ALL,
                        OptionalInt.empty()));
        for (int vm = 0; vm < 10; vm++) {
            put(simulation, "vm" + vm, VmMemory.NONE, chance);
        }
        return simulation;
    }

    /** VMs come, go, and ask for something else. */
    private static void change(Simulation simulation, Random chance) {
        for (int changes = chance.nextInt(4); changes > 0; changes--) {
            String name = "vm" + chance.nextInt(14);
            Optional<VmSnapshot> present = Optional.ofNullable(simulation.vms.get(new VmId("a", name)));
            if (present.isPresent() && chance.nextInt(4) == 0) {
                simulation.vms.remove(present.get().id());
            } else {
                put(simulation, name, present.map(VmSnapshot::memory).orElse(VmMemory.NONE), chance);
            }
        }
    }

    private static void put(Simulation simulation, String name, VmMemory memory, Random chance) {
        List<String> intents = new ArrayList<>(simulation.intents.keySet());
        List<String> adapters = new ArrayList<>();
        Map<String, String> named = new HashMap<>();
        for (int adapter = chance.nextInt(chance.nextInt(3) + 1); adapter >= 0; adapter--) {
            adapters.add("eth" + adapter);
            named.put("eth" + adapter, intents.get(chance.nextInt(intents.size())));
        }
        VmId id = new VmId("a", name);
        simulation.vms.put(
                id,
                new VmSnapshot(
                        id,
                        "uid-" + name,
                        Instant.EPOCH,
                        CLUSTER,
                        List.of(Level.values()).get(chance.nextInt(3)),
                        chance.nextBoolean()
                                ? Optional.empty()
                                : Optional.of(chance.nextBoolean() ? PortPolicy.ANY : PortPolicy.DIFFERENT),
                        new VirtualMachine.Described(new VmFacts(4, adapters, named, Optional.empty())),
                        memory));
    }

    private static void failAndReturn(Simulation simulation, List<String> order, boolean alone) {
        Plan filled = simulation.settle();
        Map<VmId, VmPlan> before = served(simulation, filled);
        if (!isHeld(filled)) {
            // Where VMs have gone in a failover, another one needn't be survived when the nodes are back.
            return;
        }
        int tolerated = simulation.nodes.size()
                * simulation.clusters.values().stream()
                        .mapToInt(ClusterDefinition::nodeReservePercentage)
                        .findFirst()
                        .orElseThrow()
                / 100;
        List<String> failed = order.stream()
                .filter(name -> simulation.nodes.containsKey(name))
                .limit(tolerated)
                .toList();
        for (String node : failed) {
            declare(simulation, node, DeclaredAvailability.DOWN);
            if (alone) {
                simulation.settle();
            }
        }
        Map<VmId, VmPlan> after = served(simulation, simulation.settle());
        assertThat(after.keySet()).as("every VM has functions").containsAll(before.keySet());
        before.forEach((vm, was) -> {
            if (was.node().filter(failed::contains).isEmpty()) {
                assertThat(after.get(vm))
                        .extracting(VmPlan::node)
                        .as("VMs on other nodes stay")
                        .isEqualTo(was.node());
            }
        });
        failed.forEach(node -> declare(simulation, node, DeclaredAvailability.AVAILABLE));
        assertThat(served(simulation, simulation.settle()).keySet())
                .as("the promise holds when they return")
                .containsAll(after.keySet());
    }

    private static void declare(Simulation simulation, String node, DeclaredAvailability availability) {
        simulation.nodes.computeIfPresent(node, (name, snapshot) -> snapshot.withAvailability(availability));
    }

    /** The VMs that have something, which must be what they were promised. */
    private static Map<VmId, VmPlan> served(Simulation simulation, Plan plan) {
        Map<VmId, VmPlan> served = new HashMap<>();
        Set<String> given = new HashSet<>();
        plan.vms().forEach((id, vm) -> {
            assertThat(!vm.admitted() || vm.node().isPresent())
                    .as(id + " has functions")
                    .isTrue();
            vm.node().ifPresent(node -> {
                served.put(id, vm);
                isWhatItSays(simulation, id, vm, simulation.node(node));
                vm.functions()
                        .forEach(held -> assertThat(
                                        given.add(node + "/" + held.adapter() + "/" + held.virtualFunction()))
                                .as("one hand for each")
                                .isTrue());
            });
        });
        return served;
    }

    /** Whether the reserve holds, as the cluster says. */
    private static boolean isHeld(Plan plan) {
        return plan.clusters().values().stream()
                .flatMap(cluster -> cluster.conditions().stream())
                .filter(finding -> finding.type() == ConditionType.RESERVE_HELD)
                .allMatch(finding -> finding.truth() == Truth.TRUE);
    }

    private static void isWhatItSays(Simulation simulation, VmId id, VmPlan vm, NodeSnapshot node) {
        assertThat(vm.functions().size())
                .as("all of " + id + " on one node")
                .isEqualTo(node.ledger().stream()
                        .filter(entry -> entry.vm().equals(id))
                        .count());
        Map<String, String> intents = Optional.ofNullable(simulation.vms.get(id))
                .flatMap(VmSnapshot::facts)
                .map(VmFacts::intents)
                .orElseThrow();
        boolean asked = vm.conditions().stream()
                .filter(finding -> finding.type() == ConditionType.READY)
                .map(Finding::truth)
                .allMatch(truth -> truth == Truth.TRUE);
        if (asked) {
            assertThat(vm.functions())
                    .as("each of the intent that is asked for")
                    .allSatisfy(held -> assertThat(held.adapter()).startsWith(intents.get(held.networkAdapter())));
        }
        if (vm.differentPorts()) {
            List<String> ports = node.ledger().stream()
                    .filter(entry -> entry.vm().equals(id))
                    .map(LedgerEntry::adapter)
                    .collect(Collectors.toList());
            assertThat(ports).as("different ports").doesNotHaveDuplicates();
        }
    }
}
