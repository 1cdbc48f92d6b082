package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a fleet for several pools says depends on its hosts and what VMs hold, not on how it came to know. */
class PoolFleetStateTest {
    private static final Tiers ONE = new Tiers(List.of(1));
    private static final Demand PAIR = new Demand(2, 0, List.of(1, 1), false);
    private static final Demand OTHERS = new Demand(2, 0, List.of(1, 0, 1), false);

    private static Host host(String name) {
        return Host.up(name, port("red", 0), port("blue", 1), port("green", 2));
    }

    private static Port port(String name, int pool) {
        return new Port(name, 4, Port.UNBOUNDED, 64, pool);
    }

    @Test
    void aHostThatJoinsCounts() {
        PoolFleet fleet = PoolFleet.of(ONE, 1, 2, List.of(host("a"), host("b")));
        assertThat(fleet.admit("vm", PAIR, Optional.empty())).isInstanceOf(Decision.Admitted.class);
        fleet.put(host("c"));
        assertThat(fleet.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(fleet.sums().combinations().getFirst().headroom()).containsExactly(7);
    }

    /** Red and blue are equally scarce; which one was asked for first doesn't decide whose hosts are named. */
    @Test
    void theOrderInWhichDemandsBecameKnownMeansNothing() {
        Host[] hosts = {
            Host.up("a", port("red", 0)), Host.up("b", port("blue", 1)), Host.up("c", port("red", 0), port("blue", 1))
        };
        Demand red = new Demand(1, 0, List.of(1), false);
        Demand blue = new Demand(1, 0, List.of(0, 1), false);
        PoolFleet one = PoolFleet.of(ONE, 1, 2, List.of(hosts));
        one.hold("r", "a", red, Map.of("red", 1));
        one.hold("b", "b", blue, Map.of("blue", 1));
        PoolFleet other = PoolFleet.of(ONE, 1, 2, List.of(hosts));
        other.hold("b", "b", blue, Map.of("blue", 1));
        other.hold("r", "a", red, Map.of("red", 1));
        assertThat(one.sums()).isEqualTo(other.sums());
    }

    @Test
    void whatWasAskedAndRefusedIsForgotten() {
        PoolFleet fleet = PoolFleet.of(ONE, 1, 2, List.of(host("a"), host("b")));
        fleet.hold("vm", "a", PAIR, Map.of("red", 1, "blue", 1));
        Sums before = fleet.sums();
        assertThat(fleet.admit("asking", OTHERS, Optional.of("none"))).isInstanceOf(Decision.Refused.class);
        fleet.explain(OTHERS, Optional.empty());
        assertThat(fleet.sums()).isEqualTo(before);
    }

    /** With a VF more, queue pairs run out first, and two tiers that were served alike no longer are. */
    @Test
    void aHostWithOtherPortsIsLookedAtAnew() {
        Tiers tiers = new Tiers(List.of(2, 3));
        Demand two = new Demand(2, 1, List.of(0, 2), false);
        Port other = new Port("blue", 2, 11, 3, 1);
        PoolFleet fleet = PoolFleet.of(
                tiers,
                0,
                2,
                List.of(Host.up("a", new Port("blue", 1, 5, 3, 1)), Host.up("b", other), Host.up("c", other)));
        assertThat(fleet.admit("vm", two, Optional.of("a"))).isInstanceOf(Decision.PinnedHostFull.class);
        assertThat(fleet.admit("first", two, Optional.empty())).isInstanceOf(Decision.Admitted.class);
        fleet.put(Host.up("a", new Port("blue", 2, 5, 3, 1)));
        assertThat(fleet.admit("second", two, Optional.empty())).isInstanceOf(Decision.Admitted.class);
        assertThat(fleet.admit("third", two, Optional.empty())).isEqualTo(new Decision.NoRoom());
    }
}
