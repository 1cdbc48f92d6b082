package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a displaced VM should go if possible. */
class PreferredHostTest {

    /** The high VM has one place; only with slots of several sizes is there room for the other one beside it too. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void isTakenWhereQueuePairsBindAsWell(String preferred) {
        Demand high = new Demand(1, 2);
        Demand middle = new Demand(1, 1);
        Fleet fleet = Fleet.of(
                new Tiers(List.of(1, 2, 4)),
                1,
                List.of(
                        Host.up("a", new Port("eth0", 6, 6, 4)),
                        Host.up("b", new Port("eth0", 6, 2, 4)),
                        new Host("down", true, false, List.of(new Port("eth0", 7, 15, 4)))));
        fleet.hold("high", "down", high, Map.of("eth0", 1));
        fleet.hold("middle", "down", middle, Map.of("eth0", 1));

        Recovery recovery = fleet.recover(List.of(
                new Displaced("high", high, Optional.empty()),
                new Displaced("middle", middle, Optional.of(preferred))));

        assertThat(recovery.placements().get("high")).isEqualTo(new Placement("a", Map.of("eth0", 1)));
        assertThat(recovery.placements().get("middle")).isEqualTo(new Placement(preferred, Map.of("eth0", 1)));
    }
}
