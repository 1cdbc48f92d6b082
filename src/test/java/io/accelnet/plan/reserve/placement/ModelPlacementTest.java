package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In which order VMs are placed by a model: whatever the list has first, and whoever asked for something first. */
class ModelPlacementTest {

    private static final Demand LOW = new Demand(1, 0);

    private static List<String> hosts(int functions, Demand... demands) {
        Port port = new Port("eth0", functions, Port.UNBOUNDED, 4);
        FleetState state = new FleetState(new Tiers(List.of(1, 4)), 0, List.of(Host.up("a", port), Host.up("b", port)));
        List<Displaced> vms = Stream.of(demands)
                .map(demand -> new Displaced("vm", demand, Optional.empty()))
                .toList();
        return JointPlacement.on(new FleetIndex(state), state.hosts()).byModels(vms).orElse(List.of()).stream()
                .map(allocation -> allocation.host().name())
                .toList();
    }

    @Test
    void theLargestIsFirst() {
        assertThat(hosts(3, LOW, LOW, LOW, new Demand(3, 0))).containsExactly("b", "b", "b", "a");
    }

    @Test
    void ofEqualSizeTheHigherTierIsFirst() {
        Demand high = new Demand(1, 1);
        assertThat(hosts(1, LOW, high)).containsExactly("b", "a");
        assertThat(hosts(1, high, LOW)).containsExactly("a", "b");
    }
}
