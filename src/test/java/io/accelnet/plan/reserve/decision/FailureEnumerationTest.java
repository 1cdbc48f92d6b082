package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Regime;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last resort against the oracle: on clusters as small as these it is complete. */
class FailureEnumerationTest {

    @Property
    void survivesWhatTheOracleSaysSurvives(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        TestCluster cluster = regime.world(random);
        Oracle oracle = new Oracle(cluster);
        for (int vm = random.nextInt(9); vm > 0; vm--) {
            TestCluster.Node node = cluster.nodes.get(random.nextInt(cluster.nodes.size()));
            Demand demand = regime.demand(cluster, random);
            List<int[]> ways = oracle.ways(node, demand);
            if (!ways.isEmpty()) {
                int[] way = ways.get(random.nextInt(ways.size()));
                cluster.vms.put("vm" + vm, new TestCluster.Vm("vm" + vm, demand, node, way));
            }
        }
        cluster.nodes.getFirst().down = random.nextInt(4) == 0;
        FleetState state = cluster.state();
        int more = random.nextInt(cluster.nodes.size() + 2);

        check(state, Scope.UP, more, cluster);
        check(state, Scope.ALL, more, cluster);
    }

    /** It survives, or hosts are named that may not fail, though any fewer may. */
    private static void check(FleetState state, Scope scope, int failures, TestCluster cluster) {
        Oracle oracle = new Oracle(cluster);
        boolean returned = scope == Scope.ALL;
        FailureEnumeration.Outcome outcome = new FailureEnumeration(new FleetIndex(state), scope, failures).outcome();
        assertThat(outcome.survives())
                .as("%d failures, %s, of %s", failures, scope, cluster)
                .isEqualTo(oracle.survives(returned, failures));
        assertThat(outcome.fatal().isEmpty())
                .as("hosts that may not fail, %d failures, %s, of %s", failures, scope, cluster)
                .isEqualTo(outcome.survives());
        if (!outcome.survives()) {
            assertThat(oracle.survives(returned, outcome.fatal())).isFalse();
            assertThat(oracle.survives(returned, outcome.fatal().size() - 1)).isTrue();
        }
    }

    /** Sets of so many hosts at most, times the hosts that their VMs may go to: up to 2,500 it is worth the time. */
    @ParameterizedTest
    @CsvSource({
        "50, 1, true",
        "51, 1, false",
        "16, 2, true",
        "17, 2, false",
        "11, 3, false",
        "10, 3, true",
        "8, 8, true",
        "9, 9, false",
        "1000, 1000, false"
    })
    void triesNoMoreSetsThanAreWorthTheTime(int hosts, int failures, boolean tried) {
        List<Host> members = IntStream.range(0, hosts)
                .mapToObj(host -> Host.up("host" + host, new Port("eth0", 8, Port.UNBOUNDED, 1)))
                .toList();
        FleetState nobody = new FleetState(new Tiers(List.of(1)), failures, members);

        assertThat(new FailureEnumeration(new FleetIndex(nobody), Scope.UP, failures).outcome())
                .isEqualTo(new FailureEnumeration.Outcome(tried, List.of()));
    }
}
