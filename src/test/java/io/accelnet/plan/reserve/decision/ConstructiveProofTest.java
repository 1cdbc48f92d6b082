package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.Regime;
import io.accelnet.plan.reserve.World;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Sight;
import io.accelnet.plan.reserve.placement.FleetIndex;
import io.accelnet.plan.reserve.placement.JointPlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the conditions allow is placed by the rule of the proof, without any search. A failure names the seed;
 * {@code -Dreserve.seed=...} repeats it.
 */
class ConstructiveProofTest {

    private static final long SEED = Long.getLong("reserve.seed", System.nanoTime());
    private static final int WORLDS = Integer.getInteger("reserve.proofs", 3_500);

    @ParameterizedTest
    @EnumSource
    void everySetOfFailuresIsPlacedByRule(Regime regime) {
        for (int number = 0; number < WORLDS; number++) {
            Random random = new Random(SEED + number);
            World world = regime.world(random);
            fill(world, regime, random);
            FleetIndex index = new FleetIndex(world.state());
            if (new Examiner(index).isProvenByTables(Sight.STANDING, world.failures)) {
                checkEverySet(world, index, SEED + number);
            }
        }
    }

    private static void checkEverySet(World world, FleetIndex index, long seed) {
        FleetState state = index.state();
        List<HostState> up = state.hosts().stream().filter(Sight.STANDING::sees).toList();
        int failures = Sight.STANDING.failures(state, world.failures);
        for (int set = 0; set < 1 << up.size(); set++) {
            if (Integer.bitCount(set) <= failures) {
                int failed = set;
                List<HostState> down = IntStream.range(0, up.size())
                        .filter(host -> (failed >> host & 1) == 1)
                        .mapToObj(up::get)
                        .toList();
                List<HostState> supply = up.stream()
                        .filter(host -> !host.host().cordoned() && !down.contains(host))
                        .toList();
                assertThat(JointPlacement.on(index, supply).byModels(displaced(world, down)))
                        .as(
                                "-Dreserve.seed=%d, %s without %s",
                                seed, world, down.stream().map(HostState::name).toList())
                        .isPresent();
            }
        }
    }

    private static void fill(World world, Regime regime, Random random) {
        Oracle oracle = new Oracle(world);
        for (int vm = random.nextInt(12); vm > 0; vm--) {
            World.Node node = world.nodes.get(random.nextInt(world.nodes.size()));
            Demand demand = regime.demand(world, random);
            List<int[]> ways = oracle.ways(node, demand);
            if (!ways.isEmpty()) {
                int[] way = ways.get(random.nextInt(ways.size()));
                world.machines.put("vm" + vm, new World.Machine("vm" + vm, demand, node, way));
            }
        }
    }

    private static List<Displaced> displaced(World world, List<HostState> down) {
        List<Displaced> displaced = new ArrayList<>();
        for (World.Machine machine : world.machines.values()) {
            if (down.stream().anyMatch(host -> host.name().equals(machine.node().name))) {
                displaced.add(new Displaced(machine.name(), machine.demand(), Optional.empty()));
            }
        }
        return displaced;
    }
}
