package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Oracle;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Regime;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.World;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Sight;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last resort against the oracle: on clusters as small as these it is complete. */
class EverySetTest {

    @Property
    void survivesWhatTheOracleSaysSurvives(@ForAll Regime regime, @ForAll long seed) {
        Random random = new Random(seed);
        World world = regime.world(random);
        Oracle oracle = new Oracle(world);
        for (int vm = random.nextInt(9); vm > 0; vm--) {
            World.Node node = world.nodes.get(random.nextInt(world.nodes.size()));
            Demand demand = regime.demand(world, random);
            List<int[]> ways = oracle.ways(node, demand);
            if (!ways.isEmpty()) {
                int[] way = ways.get(random.nextInt(ways.size()));
                world.machines.put("vm" + vm, new World.Machine("vm" + vm, demand, node, way));
            }
        }
        world.nodes.getFirst().down = random.nextInt(4) == 0;
        FleetState state = world.state();
        int more = random.nextInt(world.nodes.size() + 2);

        assertThat(new EverySet(new FleetIndex(state), Sight.STANDING, more).survives())
                .as("%d more failures of %s", more, world)
                .isEqualTo(oracle.survives(false, more));
        assertThat(new EverySet(new FleetIndex(state), Sight.RETURNED, more).survives())
                .as("%d failures with all returned of %s", more, world)
                .isEqualTo(oracle.survives(true, more));
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

        assertThat(new EverySet(new FleetIndex(nobody), Sight.STANDING, failures).survives())
                .isEqualTo(tried);
    }
}
