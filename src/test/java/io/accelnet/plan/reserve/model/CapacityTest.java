package io.accelnet.plan.reserve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What there is of VFs and of queue pairs. */
class CapacityTest {

    private static FleetState state(Port... ports) {
        return new FleetState(new Tiers(List.of(1, 2, 4)), 0, List.of(Host.up("n", ports)));
    }

    /** Between what the VFs take if all are of the lowest tier and if all are of the highest that the port serves. */
    @ParameterizedTest
    @CsvSource({
        "10, 4, false",
        "11, 4, true",
        "39, 4, true",
        "40, 4, false",
        "19, 2, true",
        "20, 2, false",
        "11, 1, false"
    })
    void bothBindWhereItDependsOnTheTiersWhichRunsOut(int pairs, int most, boolean both) {
        assertThat(state(new Port("a", 10, pairs, most)).capacity().bothBind()).isEqualTo(both);
    }

    @Test
    void onlyPortsThatServeSomebodyCount() {
        Port none = new Port("none", 100, 300, 0);
        Port some = new Port("some", 16, 40, 4);
        Port plenty = new Port("plenty", 16, Port.UNBOUNDED, 4);
        assertThat(state(none, some).capacity().perFunction()).isEqualTo(40);
        assertThat(state(none).capacity().bothBind()).isFalse();
        assertThat(state(some, plenty).capacity().perFunction())
                .as("of the plenty only what VFs can take")
                .isEqualTo(16 * (40 + 64) / 32);
        assertThat(state(plenty).capacity().perFunction()).isZero();
    }

    @Test
    void portsOfTheLowestTierCountToo() {
        Port low = new Port("low", 16, 100, 1);
        Port some = new Port("some", 16, 40, 4);
        assertThat(state(low, some).capacity().perFunction()).isEqualTo(16 * (16 + 40) / 32);
    }

    /** Two queue pairs is the least that a VF takes. */
    @ParameterizedTest
    @CsvSource({"15, false", "20, false", "21, true", "29, true", "30, false"})
    void theLowestTierMayTakeMoreThanOne(int pairs, boolean both) {
        FleetState state =
                new FleetState(new Tiers(List.of(2, 3)), 0, List.of(Host.up("n", new Port("a", 10, pairs, 8))));
        assertThat(state.capacity().bothBind()).isEqualTo(both);
    }

    @Test
    void whatLeavesIsGone() {
        FleetState state = state(new Port("a", 16, 40, 4));
        state.put(Host.up("other", new Port("a", 16, 24, 4)));
        assertThat(state.capacity().perFunction()).isEqualTo(32);
        state.remove("other");
        assertThat(state.capacity().perFunction()).isEqualTo(40);
        state.remove("n");
        assertThat(state.capacity().bothBind()).isFalse();
        assertThat(state.capacity().perFunction()).isZero();
    }

    /** With 2.5 queue pairs for each VF, or four: a quarter more or less is about the same. */
    @ParameterizedTest
    @CsvSource({"40, 1, -1", "40, 2, 0", "40, 4, 1", "40, 3, 0", "64, 3, 0", "64, 5, 0", "64, 2, -1", "64, 6, 1"})
    void aVmLikesWhatItTakesMoreOrLessOfThanThereIs(int pairs, int each, int preference) {
        FleetState state =
                new FleetState(new Tiers(List.of(1, 8)), 0, List.of(Host.up("n", new Port("a", 16, pairs, 8))));
        assertThat(state.capacity().preference(each)).isEqualTo(preference);
    }

    @Test
    void whereOneResourceAloneBindsNobodyHasAnAppetite() {
        Capacity capacity = state(new Port("a", 16, Port.UNBOUNDED, 4)).capacity();
        assertThat(capacity.preference(1)).isZero();
        assertThat(capacity.preference(4)).isZero();
    }

    @Test
    void surplusIsWhatFreeFunctionsLeaveOver() {
        FleetState state =
                state(new Port("a", 16, 40, 4), new Port("b", 16, 24, 4), new Port("c", 1, Port.UNBOUNDED, 4));
        Capacity capacity = state.capacity();
        long each = 16 * (40 + 24 + 4) / 33;
        assertThat(capacity.perFunction()).isEqualTo(each);
        PortState[] ports = state.member("n").ports;
        assertThat(capacity.surplus(ports[0])).isEqualTo(16 * 40 - each * 16);
        assertThat(capacity.surplus(ports[1])).isEqualTo(16 * 24 - each * 16).isNegative();
        assertThat(capacity.surplus(ports[2])).isEqualTo(16 * 4 - each);
    }
}
