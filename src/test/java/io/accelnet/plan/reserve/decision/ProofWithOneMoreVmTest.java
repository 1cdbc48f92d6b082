package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.Changes;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is proven with one VM more, and what isn't. */
class ProofWithOneMoreVmTest {

    private static final Demand ONE = new Demand(1, 0);

    private static boolean isProven(FleetState state) {
        return new ProofWithOneMoreVm(new FleetIndex(state), Scope.UP, state.failures()).isProven();
    }

    private static FleetState state(int... functions) {
        List<Host> hosts = IntStream.range(0, functions.length)
                .mapToObj(host -> Host.up("n" + host, new Port("eth0", functions[host], Port.UNBOUNDED, 1)))
                .toList();
        return new FleetState(new Tiers(List.of(1)), 1, hosts);
    }

    @Test
    void whatIsBrokenIsNotProvenByAVmMore() {
        FleetState state = state(2, 2);
        state.hold("a", new Demand(2, 0), "n0", Map.of("eth0", 2));
        state.hold("b", ONE, "n1", Map.of("eth0", 1));
        assertThat(isProven(state)).isFalse();
        assertThat(state.numbered(new FleetIndex(state).candidates().bestHost(ONE))
                        .roomOn(0, 1))
                .as("free as before")
                .isOne();
    }

    @Test
    void whereThereIsNoRoomForOneNothingIs() {
        FleetState state = state(1, 1);
        state.hold("a", ONE, "n0", Map.of("eth0", 1));
        state.hold("b", ONE, "n1", Map.of("eth0", 1));
        assertThat(isProven(state)).isFalse();
    }

    /** Each place that is tried is two changes: the VM comes, and goes again. */
    @Test
    void noMoreThan500PlacesAreTried() {
        FleetState state = state(IntStream.rangeClosed(1, 505).toArray());
        state.hold("broken", new Demand(600, 0), "n0", Map.of());
        for (int functions = 1; functions <= 3; functions++) {
            state.hold("vm" + functions, new Demand(functions, 0), "n504", Map.of("eth0", functions));
        }
        long before = Changes.of(state);
        assertThat(isProven(state)).isFalse();
        assertThat(Changes.of(state) - before).isEqualTo(2 * 500);
    }
}
