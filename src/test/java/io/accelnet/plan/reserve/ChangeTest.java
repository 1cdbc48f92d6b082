package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A VM that asks for something else in place, and the one reason why it doesn't get it. */
class ChangeTest {

    private static final Demand ONE = new Demand(1, 0);
    private static final Demand TWO = new Demand(2, 0);
    private static final Demand HIGH = new Demand(1, 1);

    private final Port low = new Port("low", 2, Port.UNBOUNDED, 1);
    private final Port high = new Port("high", 2, Port.UNBOUNDED, 4);
    private Fleet fleet = fleet(0, Host.up("n", low));

    @BeforeEach
    void oneHasOne() {
        fleet = fleet(1, Host.up("n", low), Host.up("other", low, high), Host.up("third", low));
        fleet.hold("vm", "n", ONE, Map.of("low", 1));
    }

    private static Fleet fleet(int failures, Host... hosts) {
        return Fleet.of(new Tiers(List.of(1, 4)), failures, List.of(hosts));
    }

    private void isStillThere() {
        assertThat(fleet.change("vm", ONE)).isEqualTo(new Decision.Admitted("n", Map.of("low", 1)));
    }

    @Test
    void getsWhatIsFreeBesideWhatItHas() {
        assertThat(fleet.change("vm", TWO)).isEqualTo(new Decision.Admitted("n", Map.of("low", 2)));
    }

    @Test
    void onAHostThatIsDownOrGoneNothingGrows() {
        fleet.put(new Host("n", true, false, List.of(low)));
        assertThat(fleet.change("vm", TWO)).isEqualTo(new Decision.PinnedHostUnavailable("n"));
        fleet.remove("n");
        assertThat(fleet.change("vm", TWO)).isEqualTo(new Decision.PinnedHostUnavailable("n"));
        isStillThere();
    }

    @Test
    void onACordonedHostItMayGrow() {
        fleet.put(new Host("n", false, true, List.of(low)));
        assertThat(fleet.change("vm", TWO)).isEqualTo(new Decision.Admitted("n", Map.of("low", 2)));
    }

    @Test
    void theHostMustServeTheTier() {
        assertThat(fleet.change("vm", HIGH)).isEqualTo(new Decision.NoCapablePort(1));
        isStillThere();
    }

    @Test
    void theHostMustHaveRoom() {
        assertThat(fleet.change("vm", new Demand(3, 0))).isEqualTo(new Decision.PinnedHostFull("n"));
        isStillThere();
    }

    @Test
    void nothingGrowsWhileTooManyAreDown() {
        fleet.put(new Host("other", true, false, List.of(low)));
        assertThat(fleet.change("vm", TWO)).as("one may be down").isInstanceOf(Decision.Admitted.class);
        isStillThere();
        fleet.put(new Host("third", true, false, List.of(low)));
        assertThat(fleet.change("vm", TWO)).isEqualTo(new Decision.TooManyDown(2, 1));
        isStillThere();
    }

    @Test
    void nothingGrowsWhileSomebodyIsWithout() {
        fleet.hold("without", "third", ONE, Map.of("low", 1));
        fleet.put(new Host("third", true, false, List.of(low)));
        assertThat(fleet.change("vm", TWO))
                .isEqualTo(new Decision.AlreadyViolated(Optional.empty(), List.of("without")));
    }

    /** If it kept its port it would take all of the other one as well, and that isn't admitted. */
    @Test
    void ifItsPortsWontDoItGetsWhatANewVmWouldGet() {
        TestCluster cluster = new TestCluster(new int[] {1, 2, 4}, 1);
        cluster.nodes.add(new TestCluster.Node("n0", new int[] {2, 3}, new int[] {4, 4}, new int[] {2, 4}));
        cluster.nodes.add(new TestCluster.Node("n1", new int[] {8, 7}, new int[] {20, 23}, new int[] {4, 4}));
        cluster.put("vm", new Demand(1, 2), "n0", Map.of("port1", 1));
        cluster.put("there", new Demand(2, 1), "n1", Map.of("port0", 2));

        assertThat(cluster.fleet().change("vm", new Demand(3, 0)))
                .isEqualTo(new Decision.Admitted("n0", Map.of("port1", 3)));
    }

    @Test
    void movesToAnotherPortIfItsOwnIsTooLow() {
        fleet.put(Host.up("n", low, high));
        assertThat(fleet.change("vm", HIGH)).isEqualTo(new Decision.Admitted("n", Map.of("high", 1)));
    }

    @Test
    void keepsWhatItHasOnItsPortAndGetsTheRestFromAnother() {
        fleet.put(Host.up("n", low, high));
        fleet.hold("neighbour", "n", ONE, Map.of("low", 1));
        assertThat(fleet.change("vm", TWO)).isEqualTo(new Decision.Admitted("n", Map.of("low", 1, "high", 1)));
    }

    @Test
    void whoHoldsNothingHasNothingThatCouldChange() {
        assertThatThrownBy(() -> fleet.change("stranger", ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stranger");
    }

    @Test
    void keepsItsPortsIfTheyServeTheTier() {
        fleet.put(Host.up("n", new Port("a", 2, Port.UNBOUNDED, 4), new Port("b", 2, Port.UNBOUNDED, 4)));
        fleet.put(Host.up("third", high));
        fleet.hold("wide", "n", TWO, Map.of("a", 1, "b", 1));
        assertThat(fleet.change("wide", new Demand(2, 1)))
                .isEqualTo(new Decision.Admitted("n", Map.of("a", 1, "b", 1)));
    }

    /** On its own port, of the higher tier, it would be in the way. */
    @Test
    void movesToOtherPortsIfItsOwnWontDo() {
        int unbounded = 1_000_000;
        TestCluster cluster = new TestCluster(new int[] {1, 2}, 1);
        cluster.nodes.add(
                new TestCluster.Node("n0", new int[] {8, 4}, new int[] {unbounded, unbounded}, new int[] {1, 2}));
        cluster.nodes.add(
                new TestCluster.Node("n1", new int[] {6, 8}, new int[] {unbounded, unbounded}, new int[] {2, 2}));
        cluster.put("vm", new Demand(3, 1), "n0", Map.of("port1", 3));
        cluster.put("other", new Demand(1, 1), "n0", Map.of("port1", 1));
        cluster.put("high", new Demand(1, 1), "n1", Map.of("port0", 1));
        assertThat(cluster.fleet().change("vm", new Demand(4, 0)))
                .isEqualTo(new Decision.Admitted("n0", Map.of("port0", 4)));
    }

    /** The ports that it has would leave others short; with another port no condition decides it. */
    @Test
    void whatMightWorkIsNotCalledShort() {
        TestCluster cluster = new TestCluster(new int[] {2, 3, 5}, 1);
        cluster.nodes.add(new TestCluster.Node("n0", new int[] {1, 6, 5}, new int[] {6, 29, 25}, new int[] {2, 5, 2}));
        cluster.nodes.add(new TestCluster.Node("n1", new int[] {3, 7}, new int[] {6, 22}, new int[] {5, 3}));
        cluster.put("vm", new Demand(3, 0), "n0", Map.of("port2", 3));
        cluster.put("middle", new Demand(4, 1), "n1", Map.of("port1", 4));
        cluster.put("high", new Demand(1, 2), "n0", Map.of("port1", 1));
        WorkBudget work = new WorkBudget();
        Fleet hurried = cluster.fleet(work);
        assertThat(work.within(new WorkBudget.Share(0), () -> hurried.change("vm", new Demand(4, 0))))
                .isEqualTo(new Decision.Unproven());
        assertThat(cluster.fleet().change("vm", new Demand(4, 0)))
                .as("with everything tried")
                .isEqualTo(new Decision.ReserveShort(new Shortage(0, 1, 1, Shortage.Unit.PLACES, List.of("n0"))));
    }
}
