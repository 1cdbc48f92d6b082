package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * With more than three tiers, where slots can't be traded: what typed slots prove is so, and is placed by them. A run prints
 * its seed; {@code -Dreserve.seed=...} repeats it.
 */
class FourTiersTest {

    private static final long SEED = Long.getLong("reserve.seed", System.nanoTime());
    /** So many proofs by typed slots are wanted; about one cluster of seven gives one. */
    private static final int PROOFS = Integer.getInteger("reserve.fourTiers", 8);

    private static final int[] QUEUE_PAIRS = {1, 2, 3, 5};

    @Test
    void whatIsAdmittedSurvivesAndIsPlacedByRule() {
        int typed = 0;
        int worlds = 0;
        for (; typed < PROOFS && worlds < 50 * PROOFS; worlds++) {
            Random random = new Random(SEED + worlds);
            TestCluster cluster = world(random);
            Fleet fleet = cluster.fleet();
            for (int vm = 0; vm < 40; vm++) {
                Demand demand = new Demand(1 + random.nextInt(random.nextInt(3) + 1), random.nextInt(4));
                if (fleet.admit("vm" + vm, demand, Optional.empty()) instanceof Decision.Admitted admitted) {
                    cluster.put("vm" + vm, demand, admitted.host(), admitted.functionsPerPort());
                }
            }
            String told = "-Dreserve.seed=" + (SEED + worlds) + ", " + cluster;
            assertThat(new Oracle(cluster).survives(false, cluster.failures))
                    .as(told)
                    .isTrue();
            FleetIndex index = new FleetIndex(cluster.state());
            Optional<String> proof =
                    new Examiner(index).examine(Scope.UP, cluster.failures).proof();
            if (proof.equals(Optional.of("typed slots"))) {
                typed++;
                for (int again = 0; again < 30; again++) {
                    assertThat(new Examiner(index).isProvenByTables(Scope.UP, cluster.failures))
                            .as(told)
                            .isTrue();
                }
                EveryHost.mayFail(cluster, index, told);
            }
        }
        System.out.printf(
                "four tiers: %d of %d clusters proven by typed slots, -Dreserve.seed=%d%n", typed, worlds, SEED);
        assertThat(typed).as("some are proven by typed slots").isEqualTo(PROOFS);
    }

    private static TestCluster world(Random random) {
        TestCluster cluster = new TestCluster(QUEUE_PAIRS, 1);
        for (int index = 0; index < 3; index++) {
            int functions = 8 + random.nextInt(8);
            int other = random.nextInt(4);
            cluster.nodes.add(new TestCluster.Node(
                    "n" + index,
                    new int[] {functions, other},
                    new int[] {functions + random.nextInt(3 * functions), 3 * other},
                    new int[] {5, 1 + random.nextInt(5)}));
        }
        return cluster;
    }
}
