package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The arithmetic of the reserve on a cluster that has some of everything. */
class SumsCalculatorTest {

    private static Port port(String name, int functions, int most) {
        return new Port(name, functions, Port.UNBOUNDED, most);
    }

    @Test
    void whatIsUpIsUsedOrFreeOrCordoned() {
        Fleet fleet = Fleet.of(
                new Tiers(List.of(1, 4)),
                1,
                List.of(
                        Host.up("a", port("eth0", 8, 4), port("slow", 100, 0)),
                        Host.up("b", port("eth0", 8, 1)),
                        new Host("c", false, true, List.of(port("eth0", 16, 4))),
                        new Host("d", true, false, List.of(port("eth0", 32, 4)))));
        fleet.tolerate(2);
        fleet.hold("one", "a", new Demand(3, 1), Map.of("eth0", 3));
        fleet.hold("two", "b", new Demand(1, 0), Map.of("eth0", 1));
        fleet.hold("three", "c", new Demand(2, 0), Map.of("eth0", 2));

        Sums sums = fleet.sums();
        assertThat(List.of(sums.hosts(), sums.failures(), sums.down())).containsExactly(4, 2, 1);
        assertThat(sums.capacity()).isEqualTo(8 + 8 + 16);
        assertThat(sums.used()).isEqualTo(3 + 1 + 2);
        assertThat(sums.free()).isEqualTo(5 + 7);
        assertThat(sums.cordoned()).isEqualTo(14);
        assertThat(sums.reserved()).isEqualTo(sums.free() - sums.headroom().getFirst());
        assertThat(sums.headroom())
                .as("nobody else could take the one with the high tier")
                .containsExactly(0, 0);
        assertThat(sums.failuresTolerated()).isZero();
        assertThat(sums.worstHosts()).containsExactly("a");
    }

    @Test
    void whoMayFailWithoutHarmIsCountedToTheLast() {
        Fleet fleet = Fleet.of(
                new Tiers(List.of(1)),
                1,
                List.of(
                        Host.up("a", port("eth0", 4, 1)),
                        Host.up("b", port("eth0", 6, 1)),
                        Host.up("c", port("eth0", 4, 1))));
        assertThat(fleet.sums().failuresTolerated()).as("nobody needs any").isEqualTo(3);
        assertThat(fleet.sums().worstHosts()).as("with most room").containsExactly("b");
        assertThat(fleet.sums().headroom()).containsExactly(8);
        fleet.hold("vm", "a", new Demand(3, 0), Map.of("eth0", 3));
        assertThat(fleet.sums().failuresTolerated()).isEqualTo(2);
        assertThat(fleet.sums().headroom()).containsExactly(5);
        assertThat(fleet.sums().reserved()).isEqualTo(6);
    }

    /** Where room is best one more would break the block of three that the large VM needs; elsewhere it doesn't. */
    @Test
    void moreVmsAreCountedThatFitOnlyElsewhere() {
        Fleet fleet = Fleet.of(
                new Tiers(List.of(1)),
                1,
                List.of(
                        Host.up("a", port("eth0", 3, 1)),
                        Host.up("b", port("eth0", 3, 1)),
                        Host.up("c", port("eth0", 3, 1))));
        fleet.admit("small", new Demand(1, 0), Optional.empty());
        fleet.admit("large", new Demand(3, 0), Optional.empty());

        assertThat(fleet.sums().headroom()).containsExactly(2);
        assertThat(fleet.sums().headroomIsExact()).isTrue();
        assertThat(fleet.admit("one", new Demand(1, 0), Optional.empty())).isInstanceOf(Decision.Admitted.class);
        assertThat(fleet.admit("two", new Demand(1, 0), Optional.empty())).isInstanceOf(Decision.Admitted.class);
        assertThat(fleet.admit("three", new Demand(1, 0), Optional.empty())).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void whereThereIsNoTimeToTryItIsAtLeastSoMany() {
        WorkBudget work = new WorkBudget();
        Fleet fleet = Fleet.of(
                new Tiers(List.of(1)),
                1,
                List.of(
                        Host.up("a", port("eth0", 3, 1)),
                        Host.up("b", port("eth0", 3, 1)),
                        Host.up("c", port("eth0", 3, 1))),
                work);
        fleet.admit("small", new Demand(1, 0), Optional.empty());
        fleet.admit("large", new Demand(3, 0), Optional.empty());
        Sums sums = work.within(new WorkBudget.Share(0), fleet::sums);

        assertThat(sums.headroom()).containsExactly(0);
        assertThat(sums.headroomIsExact()).isFalse();
    }

    /**
     * What ports have free is divided into slots, and rounded: with so many VMs more the division is a proof, with a few less it isn't.
     * So the first who lacks the proof is refused, whoever would come after him.
     */
    @Test
    void noMoreAreCountedThanAreAdmittedOneAfterAnother() {
        Fleet fleet = withGaps(new WorkBudget());
        Sums sums = fleet.sums();

        int admitted = 0;
        while (fleet.admit("asking" + admitted, new Demand(1, 0), Optional.empty()) instanceof Decision.Admitted) {
            admitted++;
        }
        assertThat(sums.headroom().getFirst()).isEqualTo(admitted);
        assertThat(sums.headroomIsExact()).isTrue();
    }

    private static Fleet withGaps(WorkBudget work) {
        Fleet fleet = Fleet.of(
                new Tiers(List.of(1, 3)),
                2,
                List.of(
                        Host.up("n7", new Port("p0", 4, 4, 3)),
                        Host.up("n6", new Port("p0", 12, 14, 3), new Port("p1", 16, 16, 1)),
                        Host.up("n5", new Port("p0", 25, 37, 3)),
                        Host.up("n4", new Port("p0", 5, 11, 3), new Port("p1", 4, 4, 1), new Port("p2", 13, 13, 1)),
                        Host.up("n3", new Port("p0", 16, 8, 1), new Port("p1", 10, 13, 3)),
                        Host.up("n2", new Port("p0", 2, 2, 1), new Port("p1", 23, 23, 1)),
                        Host.up("n1", new Port("p0", 55, 55, 1))),
                work);
        fleet.hold("old0", "n3", new Demand(1, 1), Map.of("p1", 1));
        fleet.hold("old1", "n5", new Demand(3, 0), Map.of("p0", 3));
        fleet.hold("old2", "n4", new Demand(2, 0), Map.of("p0", 1, "p1", 1));
        fleet.hold("first12", "n5", new Demand(2, 1), Map.of("p0", 2));
        fleet.hold("first25", "n5", new Demand(1, 1), Map.of("p0", 1));
        fleet.hold("first26", "n5", new Demand(2, 1), Map.of("p0", 2));
        fleet.hold("first32", "n1", new Demand(4, 0), Map.of("p0", 4));
        fleet.hold("first33", "n5", new Demand(1, 1), Map.of("p0", 1));
        fleet.hold("first34", "n1", new Demand(4, 0), Map.of("p0", 4));
        return fleet;
    }
}
