package io.accelnet.plan.reserve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import java.util.List;
import org.junit.jupiter.api.Test;

class TierCountsTest {

    private static Host host(String name, boolean cordoned, int functions, int most) {
        return new Host(name, false, cordoned, List.of(new Port("eth0", functions, Port.UNBOUNDED, most)));
    }

    @Test
    void countsWhoCanServeATierAndWhoOfThemTakesVms() {
        FleetState state = new FleetState(
                new Tiers(List.of(1, 4)),
                0,
                List.of(
                        host("a", false, 1, 4),
                        host("b", true, 1, 4),
                        host("c", false, 1, 1),
                        host("d", false, 0, 4),
                        host("e", false, 1, 0)));
        TierCounts counts = state.tierCounts();
        assertThat(List.of(counts.capable(0), counts.usable(0))).containsExactly(3, 2);
        assertThat(List.of(counts.capable(1), counts.usable(1))).containsExactly(2, 1);
        state.remove("b");
        state.put(host("a", false, 1, 1));
        assertThat(List.of(counts.capable(0), counts.usable(0))).containsExactly(2, 2);
        assertThat(List.of(counts.capable(1), counts.usable(1))).containsExactly(0, 0);
    }
}
