package io.accelnet.plan.reserve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetStateTest {

    private static final Demand ONE = new Demand(1, 0);

    private final Port port = new Port("eth0", 4, Port.UNBOUNDED, 1);
    private final FleetState state = new FleetState(
            new Tiers(List.of(1)), 1, List.of(Host.up("up", port), new Host("down", true, false, List.of(port))));

    @Test
    void whatIsAskedForOnHostsThatAreDownCountsOnceTheyAreTakenAsReturned() {
        state.hold("vm", ONE, "down", Map.of("eth0", 1));
        assertThat(state.presence(Scope.UP).classes().isEmpty()).isTrue();
        assertThat(state.presence(Scope.ALL).classes().stream().mapToObj(state.classes::demand))
                .containsExactly(ONE);
    }

    @Test
    void whoWasLeftWithoutIsNoMoreOnceItHoldsSomething() {
        state.leaveWithout("vm");
        assertThat(state.knows("vm")).isTrue();
        assertThat(state.everyVmHasFunctions()).isFalse();
        assertThat(state.withoutFunctions()).containsExactly("vm");

        state.hold("vm", ONE, "up", Map.of("eth0", 1));
        assertThat(state.everyVmHasFunctions()).isTrue();
        state.release("vm");
        assertThat(state.knows("vm")).isFalse();
        assertThat(state.everyVmHasFunctions()).isTrue();
    }

    @Test
    void nobodyHoldsATierThatIsNone() {
        Demand none = new Demand(1, 1);
        Map<String, Integer> split = Map.of("eth0", 1);
        assertThatThrownBy(() -> state.hold("vm", none, "up", split)).isInstanceOf(IllegalArgumentException.class);
    }
}
