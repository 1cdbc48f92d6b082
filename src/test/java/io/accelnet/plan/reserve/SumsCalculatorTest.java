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
}
