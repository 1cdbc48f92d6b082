package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.Regime;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
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
            TestCluster cluster = regime.world(random);
            fill(cluster, regime, random);
            FleetIndex index = new FleetIndex(cluster.state());
            if (new Examiner(index).isProvenByTables(Scope.UP, cluster.failures)) {
                checkEverySet(cluster, index, SEED + number);
            }
        }
    }

    private static void checkEverySet(TestCluster cluster, FleetIndex index, long seed) {
        FleetState state = index.state();
        List<HostState> up = state.hosts().stream().filter(Scope.UP::includes).toList();
        int failures = Scope.UP.failuresLeft(state, cluster.failures);
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
                assertThat(JointPlacement.on(index, supply).byModels(displaced(cluster, down)))
                        .as(
                                "-Dreserve.seed=%d, %s without %s",
                                seed,
                                cluster,
                                down.stream().map(HostState::name).toList())
                        .isPresent();
            }
        }
    }

    private static void fill(TestCluster cluster, Regime regime, Random random) {
        Oracle oracle = new Oracle(cluster);
        for (int vm = random.nextInt(12); vm > 0; vm--) {
            TestCluster.Node node = cluster.nodes.get(random.nextInt(cluster.nodes.size()));
            Demand demand = regime.demand(cluster, random);
            List<int[]> ways = oracle.ways(node, demand);
            if (!ways.isEmpty()) {
                int[] way = ways.get(random.nextInt(ways.size()));
                cluster.vms.put("vm" + vm, new TestCluster.Vm("vm" + vm, demand, node, way));
            }
        }
    }

    private static List<Displaced> displaced(TestCluster cluster, List<HostState> down) {
        List<Displaced> displaced = new ArrayList<>();
        for (TestCluster.Vm vm : cluster.vms.values()) {
            if (down.stream().anyMatch(host -> host.name().equals(vm.node().name))) {
                displaced.add(new Displaced(vm.name(), vm.demand(), Optional.empty()));
            }
        }
        return displaced;
    }
}
