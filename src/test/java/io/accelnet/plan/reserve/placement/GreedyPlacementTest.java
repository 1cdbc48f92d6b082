package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In which order VMs are placed that are placed one after the other: the first of the list would take the place of others. */
class GreedyPlacementTest {

    private static List<String> hosts(List<Host> members, Displaced... vms) {
        FleetState state = new FleetState(new Tiers(List.of(1, 4)), 0, members);
        List<HostAllocation> allocations =
                new GreedyPlacement(new FleetIndex(state), List.of(vms)).place().orElse(List.of());
        assertThat(state.hosts())
                .allMatch(host ->
                        host.roomFrom(0, 1) == host.host().ports().getFirst().virtualFunctions());
        return allocations.stream().map(allocation -> allocation.host().name()).toList();
    }

    private static Host host(String name, int functions, int most) {
        return Host.up(name, new Port("eth0", functions, Port.UNBOUNDED, most));
    }

    @Test
    void theLargestIsFirst() {
        assertThat(hosts(
                        List.of(host("a", 2, 1), host("b", 1, 1)),
                        new Displaced("small", new Demand(1, 0), Optional.of("a")),
                        new Displaced("large", new Demand(2, 0), Optional.empty())))
                .containsExactly("b", "a");
    }

    @Test
    void ofEqualSizeTheHigherTierIsFirst() {
        assertThat(hosts(
                        List.of(host("high", 1, 4), host("low", 1, 1)),
                        new Displaced("modest", new Demand(1, 0), Optional.of("high")),
                        new Displaced("demanding", new Demand(1, 1), Optional.empty())))
                .containsExactly("low", "high");
    }

    @Test
    void whoIsLeftOutLeavesNothingBehind() {
        assertThat(hosts(
                        List.of(host("a", 1, 1)),
                        new Displaced("first", new Demand(1, 0), Optional.empty()),
                        new Displaced("second", new Demand(1, 0), Optional.empty())))
                .isEmpty();
    }
}
