package io.accelnet.plan.reserve.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who judges the judge: the oracle that is quick enough for millions of questions, CP-SAT, and a third that is too simple to
 * be wrong and far too slow for anything else must say the same.
 */
class OraclesAgreeTest {

    private static final long SEED = Long.getLong("prove.seed", System.nanoTime());

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "POWERS_MIDSIZE",
                "QUEUE_PAIRS_MIDSIZE",
                "BOTH_BIND_MIDSIZE",
                "PAIRS_AND_SINGLES_MIDSIZE",
                "POOLS_WITH_SIZES_MIDSIZE",
                "POOLS_WITH_TIERS_MIDSIZE"
            })
    void onWhatSurvives(Kind kind) {
        int survivable = 0;
        int rounds = 150;
        for (int round = 0; round < rounds; round++) {
            Cluster cluster = crowded(kind, Settings.seed(SEED, kind, round), 6);
            boolean simple = simplySurvives(cluster);

            String what = "SEED=" + SEED + ": " + cluster;
            assertThat(new Exhaustive().standing(cluster)).as(what).isEqualTo(simple);
            assertThat(solverSurvives(cluster)).as(what).isEqualTo(simple);
            survivable += simple ? 1 : 0;
        }
        assertThat(survivable).as("both answers occur").isBetween(1, rounds - 1);
    }

    /** Where a search would give up, and does here at once, CP-SAT says what the search would have found. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "POWERS_MIDSIZE",
                "QUEUE_PAIRS_MIDSIZE",
                "BOTH_BIND_MIDSIZE",
                "PAIRS_AND_SINGLES_MIDSIZE",
                "POOLS_WITH_SIZES_MIDSIZE",
                "POOLS_WITH_TIERS_MIDSIZE"
            })
    void onMidsizeClusters(Kind kind) {
        for (int round = 0; round < 3; round++) {
            Cluster cluster = crowded(kind, Settings.seed(SEED, kind, round), 40);
            assertThat(solverSurvivesEachAlone(cluster))
                    .as("SEED=" + SEED + ": " + cluster)
                    .isEqualTo(new Exhaustive().survives(cluster, false, 1));
        }
    }

    private static Cluster crowded(Kind kind, long seed, int vms) {
        SplittableRandom random = new SplittableRandom(seed);
        Cluster cluster = kind.cluster(random);
        for (int vm = random.nextInt(vms); vm > 0; vm--) {
            Node node = cluster.nodes.get(random.nextInt(cluster.nodes.size()));
            Demand demand = kind.demand(cluster, random);
            List<int[]> ways = cluster.ways(node, demand);
            if (!ways.isEmpty()) {
                cluster.add(new Vm("vm" + vm, demand, node, ways.get(random.nextInt(ways.size()))));
            }
        }
        return cluster;
    }

    private static boolean solverSurvives(Cluster cluster) {
        return solver(cluster, cluster.failures());
    }

    private static boolean solverSurvivesEachAlone(Cluster cluster) {
        return solver(cluster, 1);
    }

    private static boolean solver(Cluster cluster, int failures) {
        Snapshot snapshot = new Snapshot(16);
        snapshot.take(cluster);
        for (int failed = 0; failed < 1 << snapshot.nodes; failed++) {
            if (Integer.bitCount(failed) == failures) {
                int[] displaced = new int[snapshot.classes];
                for (int node = 0; node < snapshot.nodes; node++) {
                    for (int number = 0; number < snapshot.classes; number++) {
                        displaced[number] += (failed >> node & 1) * snapshot.count[node][number];
                    }
                }
                if (!new Solver(snapshot).fits(displaced, ~failed & snapshot.up & snapshot.open)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Every set of up to k nodes, VM by VM, every node, every division; no thought at all. */
    private static boolean simplySurvives(Cluster cluster) {
        for (int failed = 0; failed < 1 << cluster.nodes.size(); failed++) {
            if (Integer.bitCount(failed) <= cluster.failures() && !simplySurvives(cluster, failed)) {
                return false;
            }
        }
        return true;
    }

    private static boolean simplySurvives(Cluster cluster, int failed) {
        Cluster now = cluster.copy();
        List<Vm> displaced = new ArrayList<>();
        for (int index = 0; index < now.nodes.size(); index++) {
            Node node = now.nodes.get(index);
            if ((failed >> index & 1) != 0) {
                node.down = true;
                now.vms.stream().filter(vm -> vm.node == node).forEach(displaced::add);
            }
        }
        return simplyFits(now, displaced);
    }

    private static boolean simplyFits(Cluster cluster, List<Vm> displaced) {
        if (displaced.isEmpty()) {
            return true;
        }
        Vm next = displaced.getFirst();
        for (Node node : cluster.nodes) {
            if (node.takesVms()) {
                for (int[] way : cluster.ways(node, next.demand)) {
                    node.use(way, cluster.pairs[next.tier()], 1);
                    boolean fits = simplyFits(cluster, displaced.subList(1, displaced.size()));
                    node.use(way, cluster.pairs[next.tier()], -1);
                    if (fits) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
