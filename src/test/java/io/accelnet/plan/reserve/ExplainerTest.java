package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is said of a VM that would be admitted, and when nothing can be said. */
class ExplainerTest {

    private static final Optional<String> ANYWHERE = Optional.empty();
    private static final Demand HIGH = new Demand(1, 1);

    private final WorkBudget work = new WorkBudget();

    private Fleet fleet(int failures, int down, int hosts) {
        List<Host> members = new ArrayList<>();
        for (int index = 0; index < hosts; index++) {
            Port port = new Port("eth0", 4, Port.UNBOUNDED, 4);
            members.add(new Host("n" + index, index < down, false, List.of(port)));
        }
        return Fleet.of(new Tiers(List.of(1, 4)), failures, members, work);
    }

    @Test
    void whoIsAdmittedIsToldHowManyFailuresWouldAdmitItStill() {
        Explanation explanation = fleet(1, 0, 4).explain(HIGH, Optional.of("n1"));
        assertThat(explanation.decision()).isEqualTo(new Decision.Admitted("n1", Map.of("eth0", 1)));
        assertThat(explanation.failuresThatAdmit()).isEqualTo(OptionalInt.of(3));
        assertThat(explanation.tierThatAdmits()).isEqualTo(OptionalInt.of(1));
        assertThat(explanation.hostThatAdmits()).isEmpty();
        assertThat(explanation.additions()).isEmpty();
        assertThat(explanation.shortage()).isEmpty();
        assertThat(explanation.fewest()).isEmpty();
    }

    @Test
    void noFewerFailuresThanHostsAreDownWouldAdmit() {
        Fleet fleet = fleet(2, 1, 4);
        for (int vm = 0; fleet.admit("vm" + vm, HIGH, ANYWHERE) instanceof Decision.Admitted; vm++) {
            assertThat(vm).isLessThan(8);
        }
        assertThat(fleet.explain(HIGH, ANYWHERE).failuresThatAdmit())
                .as("eight of sixteen are in use")
                .isEqualTo(OptionalInt.of(1));
        Fleet full = fleet(1, 1, 2);
        for (int vm = 0; full.admit("vm" + vm, HIGH, ANYWHERE) instanceof Decision.Admitted; vm++) {
            assertThat(vm).isLessThan(4);
        }
        assertThat(full.explain(HIGH, ANYWHERE).failuresThatAdmit()).isEmpty();
    }

    @Test
    void whoIsPinnedIsToldOfAnotherHostAndTheOthersArent() {
        Fleet fleet = fleet(0, 0, 2);
        fleet.hold("vm", "n0", new Demand(4, 0), Map.of("eth0", 4));
        assertThat(fleet.explain(HIGH, Optional.of("n0")).hostThatAdmits()).contains("n1");
        assertThat(fleet.explain(new Demand(5, 0), Optional.of("n0")).hostThatAdmits())
                .isEmpty();
        assertThat(fleet.explain(new Demand(5, 0), ANYWHERE).hostThatAdmits()).isEmpty();
    }

    /** Each question costs a hundred, beside what is looked at. */
    @Test
    void whatItCostsIsCounted() {
        fleet(0, 0, 2).explain(HIGH, ANYWHERE);
        long first = work.spent();
        assertThat(first)
                .as("the VM itself, then one failure, and two, which isn't survived")
                .isGreaterThan(300);
        fleet(0, 0, 2).explain(HIGH, ANYWHERE);
        assertThat(work.spent() - first).as("the same in a fleet like it").isEqualTo(first);
    }

    /** Two of three may fail, and one is enough to show that the reserve is violated. */
    @Test
    void theFewestHostsThatShowAViolation() {
        Fleet fleet = fleet(2, 0, 3);
        for (int vm = 0; vm < 9; vm++) {
            fleet.hold("vm" + vm, "n" + vm % 3, new Demand(1, 0), Map.of("eth0", 1));
        }
        Explanation explanation = fleet.explain(HIGH, ANYWHERE);
        Shortage all = new Shortage(0, 1, 5, Shortage.Unit.VIRTUAL_FUNCTIONS, List.of("n0", "n1"));
        assertThat(explanation.decision()).isEqualTo(new Decision.AlreadyViolated(Optional.of(all), List.of()));
        assertThat(explanation.shortage()).contains(all);
        Shortage one = new Shortage(0, 1, 1, Shortage.Unit.VIRTUAL_FUNCTIONS, List.of("n0"));
        assertThat(explanation.fewest()).contains(one);
        assertThat(fleet.fewestFailures()).contains(one);
    }

    /** A VM of four fits on one host only, so that host alone mustn't fail. */
    @Test
    void theFewestHostsWithTheVmWhereItWouldBePut() {
        List<Host> hosts = List.of(
                Host.up("a", new Port("eth0", 3, Port.UNBOUNDED, 4)),
                Host.up("b", new Port("eth0", 4, Port.UNBOUNDED, 4)),
                Host.up("c", new Port("eth0", 3, Port.UNBOUNDED, 4)),
                Host.up("d", new Port("eth0", 3, Port.UNBOUNDED, 4)));
        Fleet fleet = Fleet.of(new Tiers(List.of(1, 4)), 2, hosts);
        Demand four = new Demand(4, 0);
        for (Optional<String> pinned : List.of(ANYWHERE, Optional.of("b"))) {
            Explanation explanation = fleet.explain(four, pinned);
            assertThat(explanation.decision()).isInstanceOf(Decision.ReserveShort.class);
            assertThat(explanation.shortage().orElseThrow().worstHosts()).hasSize(2);
            assertThat(explanation.fewest().orElseThrow().worstHosts()).containsExactly("b");
        }
    }
}
