package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where something is to be added, and how much, for a VM that is refused. */
class AdditionFinderTest {

    private static final Tiers TIERS = new Tiers(List.of(1, 4));
    private static final Optional<String> ANYWHERE = Optional.empty();

    private static Port port(String name, int functions, int most) {
        return new Port(name, functions, Port.UNBOUNDED, most);
    }

    private final WorkBudget work = new WorkBudget();

    /** Hosts a, b and so on with one port of so many VFs each. */
    private Fleet fleet(int failures, int... functions) {
        List<Host> hosts = new ArrayList<>();
        for (int count : functions) {
            hosts.add(Host.up(String.valueOf((char) ('a' + hosts.size())), port("eth0", count, 4)));
        }
        return Fleet.of(TIERS, failures, hosts, work);
    }

    private static Addition onPorts(int functions, int pairs, String... places) {
        List<Addition.Place> list = new ArrayList<>();
        for (String place : places) {
            String[] words = place.split(" ", 2);
            list.add(new Addition.Place(words[0], words.length > 1 ? Optional.of(words[1]) : Optional.empty()));
        }
        return new Addition(0, functions, pairs, list);
    }

    private static Optional<Addition> addition(Fleet fleet, Demand demand, Optional<String> pinned) {
        return fleet.explain(demand, pinned).additions().stream().findFirst();
    }

    @Test
    void whereLeastIsMissingIfThereIsNoRoom() {
        assertThat(addition(fleet(0, 4, 6, 5), new Demand(8, 0), ANYWHERE)).contains(onPorts(2, 0, "b eth0"));
        assertThat(addition(fleet(0, 4, 6, 5), new Demand(8, 0), Optional.of("a")))
                .as("where it must be")
                .contains(onPorts(4, 0, "a eth0"));
        assertThat(addition(fleet(0, 4, 4), new Demand(5, 0), ANYWHERE)).contains(onPorts(1, 0, "a eth0"));
    }

    /** What is added to the hosts whose failure is the worst case goes with them. */
    @Test
    void whereAFailureCostsLeastIfTheReserveIsShort() {
        Fleet fleet = fleet(1, 8, 4, 6);
        for (int vm = 0; vm < 10; vm++) {
            assertThat(fleet.admit("vm" + vm, new Demand(1, 0), ANYWHERE)).isInstanceOf(Decision.Admitted.class);
        }
        Explanation explanation = fleet.explain(new Demand(1, 0), ANYWHERE);
        assertThat(explanation.decision()).isInstanceOf(Decision.ReserveShort.class);
        assertThat(explanation.additions()).containsExactly(onPorts(1, 0, "b eth0"));
    }

    /** The hosts have as much in all; one has it in VMs of a higher tier, which lack nothing there. */
    @Test
    void thePortThatServesMostIsEnlargedAndOfEqualsTheFirst() {
        Fleet fleet = Fleet.of(
                TIERS,
                0,
                List.of(Host.up("a", port("low", 2, 1), port("one", 1, 4), port("other", 1, 8), port("empty", 0, 4))));
        assertThat(addition(fleet, new Demand(5, 0), ANYWHERE)).contains(onPorts(1, 0, "a one"));
        assertThat(addition(fleet, new Demand(3, 1), ANYWHERE)).contains(onPorts(1, 0, "a one"));
    }

    @Test
    void onlyHostsThatTakeVmsGetSomething() {
        List<Host> hosts = List.of(
                new Host("cordoned", false, true, List.of(port("eth0", 4, 4))),
                new Host("down", true, false, List.of(port("eth0", 4, 4))),
                Host.up("up", port("eth0", 1, 4)),
                Host.up("useful", port("eth0", 3, 4)));
        assertThat(addition(Fleet.of(TIERS, 1, hosts), new Demand(4, 0), ANYWHERE)
                        .orElseThrow()
                        .hosts())
                .doesNotContain("cordoned", "down");
    }

    @Test
    void aTierThatIsTooRareNeedsPortsOnAsManyHostsAsMayFailAndOneMore() {
        List<Host> hosts = List.of(
                Host.up("a", port("eth0", 4, 1)),
                Host.up("b", port("eth0", 4, 4)),
                new Host("c", false, true, List.of(port("eth0", 4, 1))),
                Host.up("d", port("eth0", 4, 1)),
                Host.up("e", port("eth0", 4, 1)));
        Fleet fleet = Fleet.of(TIERS, 2, hosts);
        Demand high = new Demand(3, 1);
        assertThat(fleet.explain(high, ANYWHERE).decision()).isEqualTo(new Decision.TierTooRare(1, 1, 2));
        Addition addition = addition(fleet, high, ANYWHERE).orElseThrow();
        assertThat(addition).isEqualTo(onPorts(3, 0, "a", "d"));
        assertThat(addition.onNewPorts()).isTrue();
        assertThat(addition(fleet, high, Optional.of("e")).orElseThrow().hosts())
                .containsExactly("e", "a");
    }

    @Test
    void aTierThatNobodyServesNeedsThemToo() {
        List<Host> hosts = List.of(Host.up("a", port("eth0", 4, 1)), Host.up("b", port("eth0", 4, 1)));
        Demand high = new Demand(2, 1);
        assertThat(addition(Fleet.of(TIERS, 1, hosts), high, ANYWHERE)).contains(onPorts(2, 0, "a", "b"));
        assertThat(addition(Fleet.of(TIERS, 0, hosts), high, Optional.of("b"))).contains(onPorts(2, 0, "b"));
        assertThat(addition(Fleet.of(TIERS, 2, hosts), high, ANYWHERE))
                .as("all hosts may fail")
                .isEmpty();
    }

    @Test
    void whatIsMissingMayBeQueuePairsAlone() {
        Fleet fleet = Fleet.of(
                TIERS, 0, List.of(Host.up("a", new Port("eth0", 8, 9, 4)), Host.up("b", new Port("eth0", 8, 8, 4))));
        Addition addition = addition(fleet, new Demand(4, 1), ANYWHERE).orElseThrow();
        assertThat(addition).isEqualTo(onPorts(0, 7, "a eth0"));
        assertThat(addition.onNewPorts()).isFalse();
    }

    @Test
    void nothingHelpsWhereSomethingElseMustHappenFirst() {
        Fleet fleet = Fleet.of(
                TIERS,
                1,
                List.of(Host.up("a", port("eth0", 4, 4)), new Host("b", true, false, List.of(port("eth0", 4, 4)))));
        assertThat(addition(fleet, new Demand(2, 0), Optional.of("b")))
                .as("it is down")
                .isEmpty();
        fleet.hold("without", "b", new Demand(1, 0), Map.of("eth0", 1));
        assertThat(addition(fleet, new Demand(2, 0), ANYWHERE))
                .as("somebody is without")
                .isEmpty();
        fleet.release("without");
        fleet.tolerate(0);
        assertThat(addition(fleet, new Demand(2, 0), ANYWHERE))
                .as("too many are down")
                .isEmpty();
    }

    @Test
    void whoIsAdmittedNeedsNothing() {
        assertThat(addition(fleet(0, 4), new Demand(1, 0), ANYWHERE)).isEmpty();
    }

    /** Of nine hosts one may fail, and three VFs are missing: one more on each of four is less than three on each of two. */
    @Test
    void onManyHostsIfThatIsLessInAll() {
        Fleet fleet = fleet(1, 4, 4, 4, 4, 4, 4, 4, 4, 4);
        for (int vm = 0; vm < 34; vm++) {
            fleet.hold("vm" + vm, String.valueOf((char) ('a' + vm % 9)), new Demand(1, 0), Map.of("eth0", 1));
        }
        long before = work.spent();
        Explanation explanation = fleet.explain(new Demand(1, 0), ANYWHERE);
        assertThat(explanation.additions().getFirst().virtualFunctions()).isEqualTo(1);
        assertThat(explanation.additions().getFirst().hosts()).hasSize(4);
        assertThat(work.spent() - before)
                .as("each host that was changed counts")
                .isGreaterThan(60 * 200);
    }

    @Test
    void aReserveThatIsViolatedIsMendedToo() {
        Fleet fleet = fleet(1, 4, 4, 4);
        for (int vm = 0; vm < 9; vm++) {
            fleet.hold("vm" + vm, String.valueOf((char) ('a' + vm % 3)), new Demand(1, 0), Map.of("eth0", 1));
        }
        Explanation explanation = fleet.explain(new Demand(1, 0), ANYWHERE);
        assertThat(explanation.decision()).isInstanceOf(Decision.AlreadyViolated.class);
        assertThat(explanation.additions().getFirst().virtualFunctions()).isEqualTo(1);
        assertThat(explanation.additions().getFirst().hosts()).containsExactly("a", "b", "c");
    }

    /** The one host that has the tier is too small to take the VM if the other fails. */
    @Test
    void aTierThatIsTooRareMayNeedPortsOnMoreHosts() {
        List<Host> hosts = List.of(
                Host.up("a", port("eth0", 4, 1)), Host.up("b", port("eth0", 1, 4)), Host.up("c", port("eth0", 4, 1)));
        Fleet fleet = Fleet.of(TIERS, 1, hosts);
        assertThat(fleet.explain(new Demand(2, 1), ANYWHERE).decision()).isEqualTo(new Decision.TierTooRare(1, 1, 1));
        assertThat(addition(fleet, new Demand(2, 1), ANYWHERE)).contains(onPorts(2, 0, "a", "c"));
    }

    /** Host a has more VFs, b and c have more queue pairs: where these are short a failure of a costs least. */
    @Test
    void whereAFailureCostsLeastIsCountedInWhatIsShort() {
        Fleet fleet = Fleet.of(
                TIERS,
                1,
                List.of(
                        Host.up("a", new Port("eth0", 40, 8, 4)),
                        Host.up("b", new Port("eth0", 20, 12, 4)),
                        Host.up("c", new Port("eth0", 20, 12, 4))));
        fleet.admit("low", new Demand(1, 0), ANYWHERE);
        for (int vm = 0; fleet.admit("vm" + vm, new Demand(1, 1), ANYWHERE) instanceof Decision.Admitted; vm++) {
            assertThat(vm).isLessThan(8);
        }
        Explanation explanation = fleet.explain(new Demand(1, 1), ANYWHERE);
        assertThat(explanation.shortage().orElseThrow().unit()).isEqualTo(Shortage.Unit.QUEUE_PAIRS);
        assertThat(explanation.additions().getFirst().hosts()).startsWith("a");
    }

    /** Host a has most VFs, but fewest for the tier that is short. */
    @Test
    void whatServesLowerTiersOnlyCountsNot() {
        Fleet fleet = Fleet.of(
                TIERS,
                1,
                List.of(
                        Host.up("a", port("high", 4, 4), port("low", 20, 1)),
                        Host.up("b", port("high", 6, 4)),
                        Host.up("c", port("high", 6, 4))));
        fleet.hold("a", "a", new Demand(4, 1), Map.of("high", 4));
        fleet.hold("b", "b", new Demand(6, 1), Map.of("high", 6));
        fleet.hold("c", "c", new Demand(5, 1), Map.of("high", 5));
        Explanation explanation = fleet.explain(new Demand(1, 1), ANYWHERE);
        assertThat(explanation.shortage().orElseThrow().tier()).isEqualTo(1);
        assertThat(explanation.additions().getFirst().hosts()).startsWith("a");
    }

    /**
     * Two hosts of which neither may fail, as it stands; a has VMs whose VFs are on other adapters.
     *
     * @return where something is to be added, in this order
     */
    private static List<String> order(Port a, Demand elsewhere, int count, Port b, Demand... there) {
        Fleet fleet = Fleet.of(TIERS, 1, List.of(Host.up("a", a), Host.up("b", b)));
        for (int vm = 0; vm < count; vm++) {
            fleet.hold("a" + vm, "a", elsewhere, Map.of());
        }
        for (int vm = 0; vm < there.length; vm++) {
            fleet.hold("b" + vm, "b", there[vm], Map.of("eth0", there[vm].virtualFunctions()));
        }
        Explanation explanation = fleet.explain(new Demand(1, 0), ANYWHERE);
        assertThat(explanation.decision()).isInstanceOf(Decision.AlreadyViolated.class);
        return explanation.additions().getFirst().hosts();
    }

    /** 8 and 6 are more than 9 and 1, though there is less on the port, and less in queue pairs. */
    @Test
    void whatVmsNeedCountsWhereverTheyHaveItAndWhatIsFree() {
        Demand[] nine = {new Demand(4, 0), new Demand(4, 0), new Demand(1, 0)};
        assertThat(order(port("eth0", 6, 1), new Demand(1, 0), 8, port("eth0", 10, 1), nine))
                .containsExactly("b", "a");
        Demand[] high = {new Demand(4, 1), new Demand(4, 1), new Demand(1, 1)};
        assertThat(order(port("eth0", 6, 4), new Demand(1, 0), 8, port("eth0", 10, 4), high))
                .containsExactly("b", "a");
    }

    /** 4 and 6 queue pairs are less than 9 and 2, though in VFs it is the other way round. */
    @Test
    void whereQueuePairsAreShortTheyCount() {
        Demand[] there = {new Demand(1, 1), new Demand(1, 1), new Demand(1, 0)};
        assertThat(order(new Port("eth0", 20, 6, 4), new Demand(1, 1), 1, new Port("eth0", 20, 11, 4), there))
                .containsExactly("a", "b");
        assertThat(order(new Port("eth0", 20, 12, 4), new Demand(1, 1), 1, new Port("eth0", 20, 11, 4), there))
                .startsWith("b");
    }
}
