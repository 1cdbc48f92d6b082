package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Regime;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.Verdict;
import io.accelnet.plan.reserve.conditions.ProofSet;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Necessary conditions: what fails one doesn't survive, and where they are exact what doesn't survive fails one. */
class RefutationTest {

    @Property(tries = 2_000)
    void whatIsRefutedDoesNotSurvive(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        TestCluster cluster = regime.world(random);
        Oracle oracle = new Oracle(cluster);
        int most = 1 + random.nextInt(4);
        for (int vm = random.nextInt(9); vm > 0; vm--) {
            TestCluster.Node node = cluster.nodes.get(random.nextInt(cluster.nodes.size()));
            Demand any = regime.demand(cluster, random);
            // Of one size only, now and then: what is a multiple of it counts then.
            Demand demand = most == 1 || regime.exact ? any : new Demand(most, any.tier());
            List<int[]> ways = oracle.ways(node, demand);
            if (!ways.isEmpty()) {
                int[] way = ways.get(random.nextInt(ways.size()));
                cluster.vms.put("vm" + vm, new TestCluster.Vm("vm" + vm, demand, node, way));
            }
        }
        FleetIndex index = new FleetIndex(cluster.state());
        boolean survives = oracle.survives(false, cluster.failures);
        Examination examination = new Examiner(index).examine(Scope.UP, cluster.failures);

        assertThat(refuted(index, cluster.failures) && survives)
                .as("%s", cluster)
                .isFalse();
        assertThat(examination.holds() && !survives).as("%s", cluster).isFalse();
        assertThat(regime.exact && !survives && examination.breach().isEmpty())
                .as("%s", cluster)
                .isFalse();
    }

    /** In blocks of two a VM of three would count as two. */
    @Test
    void aSizeThatIsNoPowerOfTwoCountsInFull() {
        Fleet fleet = Fleet.of(
                new Tiers(List.of(1)),
                1,
                List.of(
                        Host.up("a", new Port("eth0", 3, Port.UNBOUNDED, 1)),
                        Host.up("b", new Port("eth0", 2, Port.UNBOUNDED, 1))));
        fleet.hold("vm", "a", new Demand(3, 0), Map.of("eth0", 3));
        assertThat(fleet.verdict())
                .isEqualTo(new Verdict.Violated(
                        Optional.of(new Shortage(0, 1, 1, Shortage.Unit.VIRTUAL_FUNCTIONS, List.of("a"))), List.of()));
    }

    /** Asked whether there is a proof or not. */
    private static boolean refuted(FleetIndex index, int failures) {
        ProofSet proofs = index.current(Scope.UP);
        return !proofs.demandSet().demands().isEmpty()
                && proofs.breach(Scope.UP.failuresLeft(index.state(), failures)).isPresent();
    }
}
