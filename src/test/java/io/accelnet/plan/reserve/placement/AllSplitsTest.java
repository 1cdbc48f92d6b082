package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All ways to divide VFs among ports, no more than a port has, and each once. */
class AllSplitsTest {

    private static final Host HOST =
            Host.up("n", new Port("a", 2, Port.UNBOUNDED, 4), new Port("b", 9, 3, 4), new Port("c", 9, 9, 1));

    private static List<Map<String, Integer>> ways(Demand demand, int limit) {
        FleetState state = new FleetState(new Tiers(List.of(1, 4)), 0, List.of(HOST));
        return AllSplits.of(state, state.member("n"), demand, limit).stream()
                .<Map<String, Integer>>map(allocation -> allocation.split().byPort())
                .toList();
    }

    @Test
    void eachWayIsFoundOnceWithinWhatPortsHave() {
        assertThat(ways(new Demand(4, 0), 100))
                .containsExactly(
                        Map.of("a", 2, "b", 2),
                        Map.of("a", 2, "b", 1, "c", 1),
                        Map.of("a", 2, "c", 2),
                        Map.of("a", 1, "b", 3),
                        Map.of("a", 1, "b", 2, "c", 1),
                        Map.of("a", 1, "b", 1, "c", 2),
                        Map.of("a", 1, "c", 3),
                        Map.of("b", 3, "c", 1),
                        Map.of("b", 2, "c", 2),
                        Map.of("b", 1, "c", 3),
                        Map.of("c", 4));
    }

    @Test
    void portsThatServeOnlyLowerTiersGiveNothing() {
        assertThat(ways(new Demand(2, 1), 100)).containsExactly(Map.of("a", 2));
        assertThat(ways(new Demand(3, 1), 100)).isEmpty();
    }

    /** Trying each port with none as well would take for ever. */
    @Test
    void whatIsLeftOnLaterPortsIsMinded() {
        Port[] ports = new Port[40];
        Arrays.setAll(ports, index -> new Port("port" + (10 + index), 1, Port.UNBOUNDED, 1));
        FleetState state = new FleetState(new Tiers(List.of(1)), 0, List.of(Host.up("n", ports)));
        assertThat(AllSplits.of(state, state.member("n"), new Demand(40, 0), 64))
                .hasSize(1);
        assertThat(AllSplits.of(state, state.member("n"), new Demand(39, 0), 64))
                .hasSize(40);
        assertThat(AllSplits.of(state, state.member("n"), new Demand(41, 0), 64))
                .isEmpty();
    }

    @Test
    void noMoreAreMadeThanAreWanted() {
        assertThat(ways(new Demand(4, 0), 3))
                .hasSize(3)
                .isEqualTo(ways(new Demand(4, 0), 100).subList(0, 3));
    }
}
