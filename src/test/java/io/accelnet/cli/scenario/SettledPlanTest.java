package io.accelnet.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.Level;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.simulation.SampleNodes;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeMemory;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import io.accelnet.plan.snapshot.Selector;
import io.accelnet.plan.snapshot.Selector.Operator;
import io.accelnet.plan.snapshot.Selector.Requirement;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A settled plan may leave out the plan that would say the same again, and nothing else. */
class SettledPlanTest {
    private static final int WORLDS = Integer.getInteger("planner.worlds", 600);

    @Test
    void isWhatPlanningUntilNothingChangesEndsAt() {
        long seed = Long.getLong("planner.seed", System.nanoTime());
        int atOnce = 0;
        for (int i = 0; i < WORLDS; i++) {
            ClusterSnapshot start = new Beginning(new Random(seed + i)).snapshot();
            SettledPlan settled = SettledPlan.of(start);
            assertThat(settled).as("planner.seed=%d", seed + i).isEqualTo(theLongWay(start));
            boolean everybody =
                    settled.plan().vms().values().stream().allMatch(vm -> VmState.of(vm) == VmState.ADMITTED);
            atOnce += everybody ? 1 : 0;
        }
        assertThat(atOnce).as("worlds in which all are admitted").isGreaterThan(WORLDS / 10);
    }

    private static SettledPlan theLongWay(ClusterSnapshot start) {
        ClusterSnapshot snapshot = start;
        Plan plan = new Planner().plan(snapshot);
        for (Optional<ClusterSnapshot> next = SimulatedApply.of(plan, snapshot);
                next.isPresent();
                next = SimulatedApply.of(plan, snapshot)) {
            snapshot = next.get();
            plan = new Planner().plan(snapshot);
        }
        return new SettledPlan(snapshot, plan);
    }

    /** A few objects of which nobody has anything yet: up to two clusters, which may want the same nodes. */
    private record Beginning(Random random) {
        private static final List<String> PORTS = List.of("port-1", "Port-2");

        ClusterSnapshot snapshot() {
            int clusters = 1 + random.nextInt(2);
            return new ClusterSnapshot(
                    List.of(new IntentSnapshot(
                            "compute",
                            Instant.EPOCH,
                            Set.of(IntentType.COMPUTE),
                            PORTS.subList(0, 1 + random.nextInt(2)))),
                    IntStream.range(0, 1 + random.nextInt(7))
                            .mapToObj(this::node)
                            .toList(),
                    IntStream.range(0, clusters).mapToObj(this::cluster).toList(),
                    IntStream.range(0, random.nextInt(9))
                            .mapToObj(number -> vm(number, clusters))
                            .toList(),
                    Map.of(),
                    Map.of("shop", Map.of()),
                    Instant.EPOCH);
        }

        private NodeSnapshot node(int number) {
            boolean binding = random.nextBoolean();
            return new NodeSnapshot(
                    "node-" + number,
                    Map.of("site", "site-" + random.nextInt(2)),
                    false,
                    switch (random.nextInt(12)) {
                        case 0 -> DeclaredAvailability.DOWN;
                        case 1 -> DeclaredAvailability.MAINTENANCE;
                        default -> DeclaredAvailability.AVAILABLE;
                    },
                    SampleNodes.LINUX,
                    PORTS.stream().map(name -> port(name, binding)).toList(),
                    List.of(),
                    NodeMemory.NONE);
        }

        private AdapterSnapshot port(String name, boolean binding) {
            int functions = 2 + random.nextInt(8);
            return SampleNodes.port(
                    name,
                    functions,
                    binding ? OptionalInt.of(functions * (1 + random.nextInt(3))) : OptionalInt.empty(),
                    random.nextInt(4) == 0 ? OptionalInt.of(1 << random.nextInt(4)) : OptionalInt.empty());
        }

        private ClusterDefinition cluster(int number) {
            return new ClusterDefinition(
                    "cluster-" + number,
                    Instant.EPOCH.plusSeconds(random.nextInt(3)),
                    "compute",
                    random.nextInt(80),
                    random.nextBoolean()
                            ? Selector.ALL
                            : new Selector(List.of(new Requirement("site", Operator.IN, Set.of("site-" + number)))),
                    Map.of(Level.LOW, 1, Level.MEDIUM, 2, Level.HIGH, 2 + 2 * random.nextInt(2)),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    Selector.ALL,
                    random.nextInt(6) == 0 ? OptionalInt.of(8) : OptionalInt.empty());
        }

        private VmSnapshot vm(int number, int clusters) {
            return new VmSnapshot(
                    new VmId("shop", "vm-" + number),
                    "uid-" + number,
                    Instant.EPOCH.plusSeconds(random.nextInt(3)),
                    "cluster-" + random.nextInt(clusters),
                    List.of(Level.LOW, Level.MEDIUM, Level.HIGH).get(random.nextInt(3)),
                    new VirtualMachine.Described(new VmFacts(
                            8,
                            IntStream.range(0, 1 + random.nextInt(random.nextInt(4) == 0 ? 6 : 2))
                                    .mapToObj(adapter -> "eth" + (9 - adapter))
                                    .toList(),
                            random.nextInt(4) == 0 ? Optional.of("node-" + random.nextInt(7)) : Optional.empty())),
                    VmMemory.NONE);
        }
    }
}
