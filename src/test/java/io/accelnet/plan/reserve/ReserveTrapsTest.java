package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Where intuition about a reserve goes wrong, and the worked examples of the documentation. */
class ReserveTrapsTest {

    private static final Tiers ONE_TIER = new Tiers(List.of(1));
    private static final Tiers TWO_TIERS = new Tiers(List.of(1, 4));
    private static final Demand ONE = new Demand(1, 0);
    private static final Demand ONE_HIGH = new Demand(1, 1);
    private static final Optional<String> ANYWHERE = Optional.empty();

    /** Hosts with one port each, the last few of them down. */
    private static Fleet fleet(int failures, int down, int... capacities) {
        List<Host> hosts = new ArrayList<>();
        for (int index = 0; index < capacities.length; index++) {
            boolean isDown = index >= capacities.length - down;
            hosts.add(new Host("host-" + index, isDown, false, List.of(port(capacities[index], 8))));
        }
        return Fleet.of(ONE_TIER, failures, hosts);
    }

    private static Port port(int functions, int maxQueuePairs) {
        return new Port("eth0", functions, Port.UNBOUNDED, maxQueuePairs);
    }

    private static int fill(Fleet fleet, Optional<String> pinned) {
        int admitted = 0;
        while (fleet.admit("vm-" + admitted, ONE, pinned) instanceof Decision.Admitted) {
            admitted++;
        }
        return admitted;
    }

    @Test
    void aHostMoreCanLowerWhatIsSurvivable() {
        assertThat(fill(fleet(1, 0, 64, 64, 64), ANYWHERE)).isEqualTo(128);

        Fleet four = fleet(2, 0, 64, 64, 64, 8);
        assertThat(fill(four, ANYWHERE)).isEqualTo(72);

        Fleet grown = fleet(2, 0, 64, 64, 64, 8);
        for (int vm = 0; vm < 128; vm++) {
            grown.hold("vm-" + vm, "host-" + vm % 3, ONE, Map.of("eth0", 1));
        }
        assertThat(grown.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Violated.class,
                        violated -> assertThat(violated.shortage()).hasValueSatisfying(shortage -> {
                            assertThat(shortage.shortBy()).isEqualTo(56);
                            assertThat(shortage.worstHosts()).containsExactly("host-0", "host-1");
                        }));
        assertThat(grown.admit("more", ONE, ANYWHERE)).isInstanceOf(Decision.AlreadyViolated.class);
        assertThat(grown.sums().failuresTolerated()).isEqualTo(1);
        assertThat(grown.explain(ONE, ANYWHERE).failuresThatAdmit()).isEqualTo(OptionalInt.of(1));
    }

    @Test
    void aTierOnTooFewHostsAdmitsNobody() {
        List<Host> hosts = new ArrayList<>();
        for (int index = 0; index < 5; index++) {
            hosts.add(Host.up("host-" + index, port(16, index < 2 ? 4 : 1)));
        }
        Fleet fleet = Fleet.of(TWO_TIERS, 2, hosts);

        assertThat(fleet.admit("high", ONE_HIGH, ANYWHERE)).isEqualTo(new Decision.TierTooRare(1, 2, 2));
        assertThat(fleet.explain(ONE_HIGH, ANYWHERE).tierThatAdmits()).isEqualTo(OptionalInt.of(0));
        assertThat(fleet.admit("low", ONE, ANYWHERE)).isInstanceOf(Decision.Admitted.class);
        assertThat(Fleet.of(TWO_TIERS, 0, hosts.subList(2, 5)).admit("high", ONE_HIGH, ANYWHERE))
                .isEqualTo(new Decision.NoCapablePort(1));
    }

    /** A restart that took the last high VF gives it up again, and who was never displaced stays. */
    @Test
    void failuresOneAfterAnotherArePlannedTogether() {
        List<Host> hosts = List.of(
                new Host("first", true, false, List.of(port(1, 1))),
                new Host("second", true, false, List.of(port(1, 4))),
                Host.up("high", port(2, 4)),
                Host.up("low", port(2, 1)));
        Fleet fleet = Fleet.of(TWO_TIERS, 2, hosts);
        fleet.hold("never-displaced", "high", ONE, Map.of("eth0", 1));
        fleet.hold("restarted-greedily", "high", ONE, Map.of("eth0", 1));
        fleet.hold("displaced-now", "second", ONE_HIGH, Map.of("eth0", 1));

        Recovery recovery = fleet.recover(List.of(
                new Displaced("displaced-now", ONE_HIGH, Optional.empty()),
                new Displaced("restarted-greedily", ONE, Optional.of("high"))));

        assertThat(recovery.unplaced()).isEmpty();
        assertThat(recovery.placements())
                .containsExactly(
                        Map.entry("displaced-now", new Placement("high", Map.of("eth0", 1))),
                        Map.entry("restarted-greedily", new Placement("low", Map.of("eth0", 1))));
    }

    @Test
    void whoHasAPlaceKeepsItIfNobodyIsLeftOut() {
        Fleet fleet = fleet(1, 1, 4, 4, 4);
        fleet.hold("placed", "host-0", ONE, Map.of("eth0", 1));
        fleet.hold("displaced", "host-2", ONE, Map.of("eth0", 1));

        Recovery recovery = fleet.recover(List.of(
                new Displaced("placed", ONE, Optional.of("host-1")),
                new Displaced("displaced", ONE, Optional.of("host-0"))));

        assertThat(recovery.placements().values()).extracting(Placement::host).containsExactly("host-0", "host-0");
    }

    /** The preferred host would give the last high VF but one. */
    @Test
    void aPreferredHostIsNotWorthTheReserve() {
        List<Host> hosts = List.of(
                new Host("failed", true, false, List.of(port(1, 1))),
                Host.up("high", port(2, 4)),
                Host.up("higher", port(2, 4)),
                Host.up("low", port(4, 1)));
        Fleet fleet = Fleet.of(TWO_TIERS, 2, hosts);
        fleet.hold("demanding", "higher", new Demand(2, 1), Map.of("eth0", 2));
        fleet.hold("displaced", "failed", ONE, Map.of("eth0", 1));

        Recovery recovery = fleet.recover(List.of(new Displaced("displaced", ONE, Optional.of("high"))));

        assertThat(recovery.placements().values()).extracting(Placement::host).containsExactly("low");
        assertThat(fleet.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void theNewestAreLeftWithoutIfTooManyFail() {
        Fleet fleet = fleet(1, 2, 2, 4, 4);
        for (int vm = 0; vm < 4; vm++) {
            fleet.hold("vm-" + vm, "host-1", ONE, Map.of("eth0", 1));
        }
        List<Displaced> displaced = List.of("vm-2", "vm-3", "vm-0", "vm-1").stream()
                .map(vm -> new Displaced(vm, ONE, Optional.empty()))
                .toList();

        Recovery recovery = fleet.recover(displaced);

        assertThat(recovery.placements()).containsOnlyKeys("vm-2", "vm-3");
        assertThat(recovery.unplaced()).containsExactly("vm-0", "vm-1");
        assertThat(fleet.verdict()).isEqualTo(new Verdict.Violated(Optional.empty(), List.of("vm-0", "vm-1")));
        assertThat(fleet.admit("new", ONE, ANYWHERE)).isEqualTo(new Decision.TooManyDown(2, 1));
    }

    @Test
    void nobodyIsAdmittedWhileSomebodyIsWithout() {
        Fleet fleet = fleet(1, 1, 1, 1, 4);
        fleet.hold("wide", "host-2", new Demand(2, 0), Map.of("eth0", 2));

        assertThat(fleet.recover(List.of(new Displaced("wide", new Demand(2, 0), Optional.empty())))
                        .unplaced())
                .containsExactly("wide");
        assertThat(fleet.admit("new", ONE, ANYWHERE))
                .isEqualTo(new Decision.AlreadyViolated(Optional.empty(), List.of("wide")));
        assertThat(fleet.sums().headroom()).containsExactly(0);
        fleet.release("wide");
        assertThat(fleet.admit("new", ONE, ANYWHERE)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void withoutFailuresToSurviveNothingIsHeldBack() {
        Fleet fleet = fleet(0, 0, 3, 2);
        assertThat(fleet.sums().reserved()).isZero();
        assertThat(fill(fleet, ANYWHERE)).isEqualTo(5);
        assertThat(fleet.admit("more", ONE, ANYWHERE)).isEqualTo(new Decision.NoRoom());
    }

    /** Half of the VFs would be 44. */
    @Test
    void aShareOfHostsIsNotAShareOfFunctions() {
        Fleet fleet = fleet(2, 0, 64, 8, 8, 8);
        assertThat(fleet.sums().headroom()).containsExactly(16);
        assertThat(fill(fleet, ANYWHERE)).isEqualTo(16);
        assertThat(fleet.admit("more", ONE, ANYWHERE))
                .isEqualTo(new Decision.ReserveShort(
                        new Shortage(0, 1, 1, Shortage.Unit.VIRTUAL_FUNCTIONS, List.of("host-0", "host-1"))));
    }

    /** The hosts that are up alone would allow 72, and break the promise when the others are back. */
    @Test
    void anOutageAdmitsNoMoreThanTheReturnAllows() {
        assertThat(fill(fleet(2, 2, 64, 8, 8, 8), ANYWHERE)).isEqualTo(16);
    }

    @Test
    void pinnedMachinesMayPileUpButNotBeyondTheReserve() {
        Fleet fleet = fleet(2, 0, 64, 8, 8, 8);
        assertThat(fill(fleet, Optional.of("host-0"))).isEqualTo(16);
        assertThat(fleet.admit("more", ONE, Optional.of("host-0"))).isInstanceOf(Decision.ReserveShort.class);

        Fleet small = fleet(1, 0, 4, 4, 4);
        assertThat(fill(small, Optional.of("host-0"))).isEqualTo(4);
        assertThat(small.admit("more", ONE, Optional.of("host-0"))).isEqualTo(new Decision.PinnedHostFull("host-0"));
        assertThat(small.admit("more", ONE, Optional.of("gone"))).isEqualTo(new Decision.PinnedHostUnavailable("gone"));
    }

    @Test
    void whoMovedByItselfGetsWhatIsFreeThoughTheReserveIsViolated() {
        Fleet fleet = fleet(1, 0, 4, 4);
        for (int vm = 0; vm < 6; vm++) {
            fleet.hold("vm-" + vm, "host-" + vm % 2, ONE, Map.of("eth0", 1));
        }
        assertThat(fleet.verdict()).isInstanceOf(Verdict.Violated.class);
        assertThat(fleet.roomOn("host-1", ONE)).contains(Map.of("eth0", 1));
    }

    @Test
    void lessIsGrantedThoughTheReserveIsViolatedAndMoreIsNot() {
        Fleet fleet = fleet(1, 0, 4, 4);
        fleet.hold("a", "host-0", new Demand(3, 0), Map.of("eth0", 3));
        fleet.hold("b", "host-1", new Demand(3, 0), Map.of("eth0", 3));
        assertThat(fleet.change("a", new Demand(4, 0))).isInstanceOf(Decision.AlreadyViolated.class);
        assertThat(fleet.change("a", ONE)).isEqualTo(new Decision.Admitted("host-0", Map.of("eth0", 1)));
        assertThat(fleet.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    /** Nobody else could have the place that it would give up. */
    @Test
    void whoHasAPlaceOnACordonedHostKeepsItThoughAnotherFindsNone() {
        Port port = new Port("eth0", 2, Port.UNBOUNDED, Port.UNBOUNDED);
        Fleet fleet = Fleet.of(
                new Tiers(List.of(1)),
                1,
                List.of(
                        new Host("down", true, false, List.of(port)),
                        new Host("cordoned", false, true, List.of(port))));
        fleet.hold("without", "down", ONE, Map.of("eth0", 1));
        fleet.hold("settled", "cordoned", ONE, Map.of("eth0", 1));

        Recovery recovery = fleet.recover(
                List.of(new Displaced("without", ONE, ANYWHERE), new Displaced("settled", ONE, ANYWHERE)));

        assertThat(recovery.placements()).containsOnlyKeys("settled");
        assertThat(recovery.unplaced()).containsExactly("without");
        assertThat(fleet.verdict()).isEqualTo(new Verdict.Violated(Optional.empty(), List.of("without")));
    }

    @Test
    void whoIsLeftOutAllTheSameMovesNobody() {
        Port other = new Port("eth1", 2, Port.UNBOUNDED, 8);
        Fleet fleet = Fleet.of(
                TWO_TIERS,
                1,
                List.of(
                        new Host("host-0", false, false, List.of(port(1, 1), other)),
                        new Host("host-1", true, false, List.of())));
        fleet.hold("low", "host-0", ONE, Map.of("eth1", 1));

        Recovery recovery = fleet.recover(
                List.of(new Displaced("low", ONE, ANYWHERE), new Displaced("large", new Demand(4, 0), ANYWHERE)));

        assertThat(recovery.unplaced()).containsExactly("large");
        assertThat(recovery.placements()).containsExactly(Map.entry("low", new Placement("host-0", Map.of("eth1", 1))));
    }
}
