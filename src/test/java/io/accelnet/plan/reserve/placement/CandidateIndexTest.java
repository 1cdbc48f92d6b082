package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a VM goes first, and what else is tried, in which order. */
class CandidateIndexTest {

    private static final Tiers TIERS = new Tiers(List.of(1, 2, 4));
    private static final Demand ONE_OF_MIDDLE = new Demand(1, 1);
    private static final Demand TWO = new Demand(2, 0);

    private static Port port(String name, int functions, int most) {
        return new Port(name, functions, Port.UNBOUNDED, most);
    }

    private static Port bound(int functions, int queuePairs) {
        return new Port("eth0", functions, queuePairs, 4);
    }

    private static FleetIndex index(Host... hosts) {
        return new FleetIndex(new FleetState(TIERS, 0, List.of(hosts)));
    }

    private static String best(FleetIndex index, Demand demand) {
        return index.state().numbered(index.candidates().bestHost(demand)).name();
    }

    private static String best(FleetIndex index, Demand demand, String preferred) {
        Displaced vm = new Displaced("vm", demand, Optional.of(preferred));
        return index.candidates().best(vm).orElseThrow().host().name();
    }

    @Test
    void aHostThatIsPreferredIsTheBestIfItHasRoom() {
        FleetIndex index = index(
                Host.up("best", port("eth0", 2, 1)),
                new Host("cordoned", false, true, List.of(port("eth0", 2, 1))),
                Host.up("full", port("eth0", 1, 1)),
                Host.up("other", port("eth0", 2, 4)));
        assertThat(best(index, TWO, "other")).isEqualTo("other");
        for (String useless : List.of("cordoned", "full", "gone")) {
            assertThat(best(index, TWO, useless)).isEqualTo("best");
        }
    }

    /** Two queue pairs are few where there are three for each VF, and many once there is a host with one for each. */
    @Test
    void whatTheFleetHasMostOfDecidesWhatIsSpared() {
        FleetIndex index = index(Host.up("poor", bound(8, 24)), Host.up("rich", bound(8, 28)));
        assertThat(best(index, ONE_OF_MIDDLE)).isEqualTo("poor");
        index.state().put(Host.up("poorest", bound(100, 101)));
        assertThat(best(index, ONE_OF_MIDDLE)).isEqualTo("rich");
        index.state().remove("poorest");
        assertThat(best(index, ONE_OF_MIDDLE)).isEqualTo("poor");
    }

    @Test
    void whereBothBindTheOthersFollowInThatOrder() {
        FleetIndex index = index(
                Host.up("poor", bound(8, 24)), Host.up("poorest", bound(100, 101)), Host.up("rich", bound(8, 28)));
        assertThat(visited(index, ONE_OF_MIDDLE)).containsExactly("rich", "poor", "poorest");
    }

    /** Hosts by the lowest tier that alone can do it; those that need several come last. */
    @Test
    void eachHostIsVisitedOnce() {
        FleetIndex index = index(
                Host.up("all", port("eth0", 2, 1), port("eth1", 2, 2), port("eth2", 2, 4)),
                Host.up("high", port("eth0", 2, 4)),
                Host.up("low", port("eth0", 2, 1)),
                Host.up("middle", port("eth0", 2, 2)),
                Host.up("several", port("eth0", 1, 1), port("eth1", 1, 4)),
                Host.up("small", port("eth0", 1, 4)));
        assertThat(visited(index, TWO)).containsExactly("all", "low", "middle", "high", "several");
    }

    /** With the VM put on each, taken from it again, and the best place for another one asked for in between. */
    private static List<String> visited(FleetIndex index, Demand demand) {
        List<String> visited = new ArrayList<>();
        index.candidates().visit(demand, candidate -> {
            visited.add(candidate.host().name());
            Split split = candidate.allocation(index.state()).split();
            index.state().occupy(candidate.host(), demand, split, 1);
            index.candidates().bestHost(demand);
            index.state().occupy(candidate.host(), demand, split, -1);
            return false;
        });
        return visited;
    }

    @Test
    void theFirstThatIsEnoughIsTheLast() {
        FleetIndex index = index(Host.up("a", port("eth0", 2, 1)), Host.up("b", port("eth0", 2, 1)));
        List<Map<String, Integer>> visited = new ArrayList<>();
        index.candidates()
                .visit(
                        TWO,
                        candidate -> visited.add(
                                candidate.allocation(index.state()).split().byPort()));
        assertThat(visited).containsExactly(Map.of("eth0", 2));
    }
}
