package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who keeps a place, who gets which, and who is left without. */
class FailoverTest {

    private static final Demand LOW = new Demand(1, 0);
    private static final Demand HIGH = new Demand(1, 1);

    private static Host up(String name, int functions, int most) {
        return Host.up(name, port(functions, most));
    }

    private static Host down(String name) {
        return new Host(name, true, false, List.of(port(4, 4)));
    }

    private static Port port(int functions, int most) {
        return new Port("eth0", functions, Port.UNBOUNDED, most);
    }

    private static Fleet fleet(Host... hosts) {
        return Fleet.of(new Tiers(List.of(1, 4)), 1, List.of(hosts));
    }

    private static void hold(Fleet fleet, String vm, Demand demand, String host) {
        fleet.hold(vm, host, demand, Map.of("eth0", demand.virtualFunctions()));
    }

    private static Displaced displaced(String vm, Demand demand) {
        return new Displaced(vm, demand, Optional.empty());
    }

    private static Map<String, Placement> placements(Fleet fleet, Displaced... vms) {
        Recovery recovery = fleet.recover(List.of(vms));
        assertThat(recovery.unplaced()).isEmpty();
        return recovery.placements();
    }

    private static Placement on(String host) {
        return new Placement(host, Map.of("eth0", 1));
    }

    @Test
    void whoIsNamedTwiceIsNotPlacedAndNotRemembered() {
        Fleet fleet = fleet(up("a", 4, 4), up("b", 4, 4));
        hold(fleet, "known", LOW, "a");
        List<Displaced> twice = List.of(displaced("known", LOW), displaced("new", LOW), displaced("new", LOW));

        assertThatThrownBy(() -> fleet.recover(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("new is displaced twice");
        assertThat(fleet.sums().free()).as("the known one has its VF").isEqualTo(7);
        assertThat(fleet.admit("new", LOW, Optional.empty())).isInstanceOf(Decision.Admitted.class);
    }

    /** It has two of the four VFs that it needs. */
    @Test
    void whatIsTooLittleIsFreeForWhoeverHasIt() {
        Fleet fleet = fleet(up("a", 4, 4), down("b"));
        Demand four = new Demand(4, 0);
        fleet.hold("short", "a", four, Map.of("eth0", 2));
        assertThat(placements(fleet, displaced("short", four)))
                .containsExactly(Map.entry("short", new Placement("a", Map.of("eth0", 4))));
    }

    /** The high VM has nowhere to go if its host fails, wherever the other one goes. */
    @Test
    void thePreferredHostIsTakenIfTheReserveIsLostInAnyCase() {
        Fleet fleet = Fleet.of(new Tiers(List.of(1, 4)), 2, List.of(down("failed"), up("high", 2, 4), up("low", 2, 1)));
        hold(fleet, "high", HIGH, "high");
        hold(fleet, "prefers", LOW, "failed");

        assertThat(placements(fleet, displaced("prefers", LOW).preferring("high")))
                .containsExactly(Map.entry("prefers", on("high")));
        assertThat(fleet.verdict()).isInstanceOf(Verdict.Violated.class);
    }

    /** One makes room for the high VM. Of the others one would go elsewhere if it came anew, and one couldn't come back. */
    @Test
    void onlyWhoHasToGivesWay() {
        Fleet fleet = fleet(
                up("a", 1, 1),
                new Host("cordoned", false, true, List.of(port(1, 1))),
                down("failed"),
                up("high", 1, 4),
                up("other", 2, 1));
        hold(fleet, "gives way", LOW, "high");
        hold(fleet, "stays", LOW, "other");
        hold(fleet, "stays too", LOW, "cordoned");
        hold(fleet, "demanding", HIGH, "failed");
        hold(fleet, "also failed", LOW, "failed");

        assertThat(placements(
                        fleet,
                        displaced("stays too", LOW),
                        displaced("stays", LOW),
                        displaced("gives way", LOW),
                        displaced("demanding", HIGH),
                        displaced("also failed", LOW)))
                .containsEntry("demanding", on("high"))
                .containsEntry("stays", on("other"))
                .containsEntry("stays too", on("cordoned"));
    }

    @Test
    void aNewVmThatFindsNoPlaceIsWithoutUntilItIsReleased() {
        Fleet fleet = fleet(up("a", 1, 1), up("b", 1, 1));
        Recovery recovery = fleet.recover(List.of(displaced("large", new Demand(2, 0))));
        assertThat(recovery.unplaced()).containsExactly("large");
        assertThat(fleet.verdict()).isEqualTo(new Verdict.Violated(Optional.empty(), List.of("large")));
        fleet.release("large");
        assertThat(fleet.verdict()).isInstanceOf(Verdict.Holds.class);
    }
}
