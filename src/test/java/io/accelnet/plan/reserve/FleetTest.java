package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A refusal is remembered as long as nothing changes, and no longer. */
class FleetTest {

    private static final Demand ONE = new Demand(1, 0);
    private static final Demand THREE = new Demand(3, 0);

    private final Fleet fleet = Fleet.of(
            new Tiers(List.of(1)),
            1,
            List.of(
                    Host.up("a", new Port("eth0", 4, Port.UNBOUNDED, 1)),
                    Host.up("b", new Port("eth0", 4, Port.UNBOUNDED, 1))));

    private Decision ask(Demand demand) {
        return fleet.admit("asks", demand, Optional.empty());
    }

    @Test
    void whoIsAskedAgainSaysTheSame() {
        fleet.hold("there", "a", THREE, Map.of("eth0", 3));
        Decision first = ask(THREE);
        assertThat(first).isInstanceOf(Decision.ReserveShort.class);
        assertThat(ask(THREE)).isSameAs(first);
    }

    @Test
    void whoComesUnaskedLeavesLess() {
        fleet.hold("there", "a", new Demand(2, 0), Map.of("eth0", 2));
        Decision before = ask(THREE);
        fleet.hold("unasked", "a", ONE, Map.of("eth0", 1));
        assertThat(ask(THREE)).isNotEqualTo(before);
    }

    @Test
    void whoIsAdmittedLeavesLess() {
        fleet.hold("there", "a", new Demand(2, 0), Map.of("eth0", 2));
        Decision before = ask(THREE);
        assertThat(fleet.admit("admitted", ONE, Optional.empty())).isInstanceOf(Decision.Admitted.class);
        assertThat(ask(THREE)).isNotEqualTo(before);
    }

    @Test
    void onceEverybodyIsPlacedOthersMayCome() {
        fleet.hold("there", "a", ONE, Map.of("eth0", 1));
        fleet.put(new Host("a", true, false, List.of(new Port("eth0", 4, Port.UNBOUNDED, 1))));
        assertThat(ask(ONE)).isEqualTo(new Decision.AlreadyViolated(Optional.empty(), List.of("there")));
        fleet.recover(List.of(new Displaced("there", ONE, Optional.empty())));
        assertThat(ask(ONE)).isEqualTo(new Decision.Admitted("b", Map.of("eth0", 1)));
    }
}
