package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * With more tiers than there are ranks, as while the queue pairs of levels are changed: what is proven is so and is placed by rule,
 * and what is refuted doesn't survive. A run prints its seed; {@code -Dreserve.seed=...} repeats it.
 */
class ManyTiersTest {

    private static final long SEED = Long.getLong("reserve.seed", System.nanoTime());
    private static final int WORLDS = Integer.getInteger("reserve.manyTiers", 150);

    private static final int[][] QUEUE_PAIRS = {
        {1, 2, 3, 4, 5}, {1, 2, 4, 5, 6}, {1, 2, 4, 8, 16}, {1, 2, 3, 4, 5, 6, 7}, {2, 3, 4, 6, 9, 11}
    };

    private int proofs;
    private int refutations;

    @Test
    void whatIsProvenIsSoAndWhatIsRefutedIsNot() {
        System.out.printf("many tiers: -Dreserve.seed=%d%n", SEED);
        for (int number = 0; number < WORLDS; number++) {
            Random random = new Random(SEED + number);
            TestCluster cluster = world(random);
            Fleet fleet = cluster.fleet();
            for (int vm = 0; vm < 30; vm++) {
                Demand demand = new Demand(
                        1 + random.nextInt(random.nextInt(3) + 1), random.nextInt(cluster.queuePairs.length));
                if (fleet.admit("vm" + vm, demand, Optional.empty()) instanceof Decision.Admitted admitted) {
                    cluster.put("vm" + vm, demand, admitted.host(), admitted.functionsPerPort());
                }
            }
            String told = "-Dreserve.seed=" + (SEED + number) + ", " + cluster;
            check(cluster, told);
            assertThat(new Oracle(cluster).survives(false, cluster.failures))
                    .as(told)
                    .isTrue();
            // As if VMs had moved there by themselves, until it can't be survived any more.
            for (int vm = 30; vm < 40; vm++) {
                String host = cluster.nodes.get(random.nextInt(cluster.nodes.size())).name;
                Demand demand = new Demand(1, random.nextInt(cluster.queuePairs.length));
                Optional<Map<String, Integer>> room = cluster.fleet().roomOn(host, demand);
                if (room.isPresent()) {
                    cluster.put("vm" + vm, demand, host, room.get());
                    check(cluster, told);
                }
            }
        }
        assertThat(proofs).isGreaterThan(WORLDS / 2);
        assertThat(refutations).isGreaterThan(WORLDS / 10);
    }

    private void check(TestCluster cluster, String told) {
        FleetIndex index = new FleetIndex(cluster.state());
        Examiner examiner = new Examiner(index);
        Examination examination = examiner.examine(Scope.UP, cluster.failures);
        if (examination.holds() || examination.breach().isPresent()) {
            assertThat(new Oracle(cluster).survives(false, cluster.failures))
                    .as(told)
                    .isEqualTo(examination.holds());
        }
        if (examiner.isProvenByTables(Scope.UP, cluster.failures)) {
            proofs++;
            EveryHost.mayFail(cluster, index, told);
        }
        refutations += examination.breach().isPresent() ? 1 : 0;
    }

    private static TestCluster world(Random random) {
        int[] queuePairs = QUEUE_PAIRS[random.nextInt(QUEUE_PAIRS.length)];
        TestCluster cluster = new TestCluster(queuePairs, 1);
        boolean bound = random.nextBoolean();
        int highest = queuePairs[queuePairs.length - 1];
        for (int index = 0; index < 3; index++) {
            int functions = 4 + random.nextInt(8);
            int other = random.nextInt(4);
            cluster.nodes.add(new TestCluster.Node(
                    "n" + index,
                    new int[] {functions, other},
                    new int[] {
                        bound ? functions + random.nextInt(highest * functions) : 1_000_000,
                        bound ? 3 * other : 1_000_000
                    },
                    new int[] {highest, queuePairs[random.nextInt(queuePairs.length)]}));
        }
        return cluster;
    }
}
