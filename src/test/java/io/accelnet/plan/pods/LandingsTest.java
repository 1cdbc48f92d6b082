package io.accelnet.plan.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Small clusters with open pods, against a search that tries everything: wherever each of them is bound, every set of failures that is
 * tolerated leaves a place for every VM.
 */
class LandingsTest {
    private static final int WORLDS = 120;
    private static final int FRESH = 30;

    @Test
    void whereverOpenPodsAreBoundTheReserveHolds() {
        int worlds = 0;
        int choices = 0;
        for (int world = 0; world < WORLDS; world++) {
            int landings = check(world);
            worlds += landings > 0 ? 1 : 0;
            choices += landings > 1 ? 1 : 0;
        }
        // Otherwise nothing was tried.
        assertThat(worlds).isGreaterThan(WORLDS / 3);
        assertThat(choices).isGreaterThan(WORLDS / 10);
    }

    @Test
    void alsoInOtherWorldsEveryTime() {
        Random seeds = new Random();
        for (int world = 0; world < FRESH; world++) {
            check(seeds.nextLong());
        }
    }

    /** How many landings there were. */
    private static int check(long seed) {
        Random chance = new Random(seed);
        PodWorld world = world(chance);
        Plan plan = world.write();
        boolean held =
                Optional.ofNullable(plan.clusters().get(PodWorld.CLUSTER))
                        .map(ClusterPlan::conditions)
                        .orElseThrow()
                        .stream()
                        .anyMatch(finding ->
                                finding.type() == ConditionType.RESERVE_HELD && finding.truth() == Truth.TRUE);
        if (!held) {
            return 0;
        }
        Map<VmId, List<String>> choices = new TreeMap<>();
        for (PodSnapshot pod : world.pods.values()) {
            List<String> nodes = new TreeSet<>(world.nodesOf(pod.key()))
                    .stream()
                            .filter(node -> Optional.ofNullable(world.kubernetesNodes.get(node))
                                    .orElseThrow()
                                    .ready())
                            .toList();
            if (!nodes.isEmpty()) {
                choices.put(pod.vm().orElseThrow(), nodes);
            }
        }
        return land(world, numbers(world), new ArrayList<>(choices.entrySet()), 0, seed);
    }

    private static int land(
            PodWorld world, TestCluster numbers, List<Map.Entry<VmId, List<String>>> choices, int from, long seed) {
        if (from == choices.size()) {
            assertThat(new Oracle(numbers).standingSurvives())
                    .as(
                            "seed %d, %s",
                            seed,
                            numbers.vms.values().stream()
                                    .map(vm -> vm.name() + " on " + vm.node().name)
                                    .toList())
                    .isTrue();
            assertThat(numbers.nodes).allMatch(node -> used(numbers, node) <= node.functions[0]);
            return 1;
        }
        Map.Entry<VmId, List<String>> choice = choices.get(from);
        int landings = 0;
        TestCluster.Vm before =
                Optional.ofNullable(numbers.vms.get(choice.getKey().name())).orElseThrow();
        for (String node : choice.getValue()) {
            numbers.vms.put(
                    before.name(), new TestCluster.Vm(before.name(), before.demand(), numbers.node(node), new int[] {
                        before.demand().virtualFunctions()
                    }));
            landings += land(world, numbers, choices, from + 1, seed);
        }
        numbers.vms.put(before.name(), before);
        return landings;
    }

    private static int used(TestCluster numbers, TestCluster.Node node) {
        return numbers.vms.values().stream()
                .filter(vm -> vm.node().name.equals(node.name))
                .mapToInt(vm -> vm.demand().virtualFunctions())
                .sum();
    }

    private static PodWorld world(Random chance) {
        int nodes = 2 + chance.nextInt(4);
        int[] functions = chance.ints(nodes, 1, 5).toArray();
        PodWorld world = new PodWorld(chance.nextInt(70), functions);
        List<VmId> vms = new ArrayList<>();
        int number = 1 + chance.nextInt(6);
        for (int vm = 0; vm < number; vm++) {
            vms.add(world.vm(
                    chance.nextBoolean() ? "a" : "b",
                    "vm" + vm,
                    List.of(Level.values()).get(chance.nextInt(3)),
                    1 + chance.nextInt(2)));
        }
        world.write();
        if (chance.nextInt(3) == 0) {
            world.down("n" + (1 + chance.nextInt(nodes)));
        }
        if (chance.nextInt(4) == 0) {
            world.cordon("n" + (1 + chance.nextInt(nodes)));
        }
        for (VmId vm : vms) {
            if (chance.nextInt(3) > 0) {
                world.start(vm);
            }
            if (chance.nextBoolean()) {
                world.settle();
            }
        }
        world.settle();
        if (chance.nextInt(3) == 0) {
            world.vm("late");
        }
        if (chance.nextInt(4) == 0) {
            world.down("n" + (1 + chance.nextInt(nodes)));
        }
        return world;
    }

    private static TestCluster numbers(PodWorld world) {
        TestCluster numbers = new TestCluster(new int[] {1, 2, 4}, world.nodes.size() * world.percentage() / 100);
        for (NodeSnapshot node : world.nodes.values()) {
            TestCluster.Node counted = new TestCluster.Node(
                    node.name(),
                    new int[] {node.adapters().getFirst().virtualFunctions()},
                    new int[] {1_000_000},
                    new int[] {1_000});
            counted.down = !Optional.ofNullable(world.kubernetesNodes.get(node.name()))
                    .orElseThrow()
                    .ready();
            counted.cordoned = Optional.ofNullable(world.kubernetesNodes.get(node.name()))
                    .orElseThrow()
                    .unschedulable();
            numbers.nodes.add(counted);
        }
        for (NodeSnapshot node : world.nodes.values()) {
            for (LedgerEntry entry : node.ledger()) {
                int size = (int) node.ledger().stream()
                        .filter(other -> other.vm().equals(entry.vm()))
                        .count();
                numbers.vms.put(
                        entry.vm().name(),
                        new TestCluster.Vm(
                                entry.vm().name(),
                                new Demand(size, List.of(Level.values()).indexOf(entry.level())),
                                numbers.node(node.name()),
                                new int[] {size}));
            }
        }
        return numbers;
    }
}
