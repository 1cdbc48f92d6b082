package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is hard to tell is told as long as there is time, and left open after that. */
class WorkBudgetTest {

    private final WorkBudget work = new WorkBudget();
    private static final Demand THREE = new Demand(3, 0);

    /** Three hosts of 6 VFs for VMs of three, that count as four: only the sets of failures tell that two of them fit. */
    private Fleet fleet() {
        List<Host> hosts = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            hosts.add(Host.up(name, new Port("port0", 6, 7, 2)));
        }
        Fleet fleet = Fleet.of(new Tiers(List.of(1, 2)), 1, hosts, work);
        fleet.hold("first", "a", THREE, Map.of("port0", 3));
        return fleet;
    }

    @Test
    void whatOnlyTryingTellsIsTriedWithinTheLimit() {
        Fleet fleet = fleet();
        assertThat(work.within(new WorkBudget.Share(100_000_000), () -> fleet.admit("vm1", THREE, Optional.of("a"))))
                .isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void beyondItNothingIsPromisedAndWhatWasPromisedIsNotDoubted() {
        Fleet fleet = fleet();
        fleet.admit("vm1", THREE, Optional.of("a"));
        WorkBudget.Share none = new WorkBudget.Share(0);
        assertThat(work.within(none, () -> fleet.admit("vm2", THREE, Optional.of("b"))))
                .isInstanceOf(Decision.Unproven.class);
        assertThat(work.within(none, fleet::verdict)).isInstanceOf(Verdict.Holds.class);
    }

    /** When a profile changes thousands of VMs ask for more: those that have the same on one host get one answer. */
    @Test
    void aChangeThatWasRefusedIsNotWorkedOutAgain() {
        Fleet full = Fleet.of(
                new Tiers(List.of(1, 2)),
                1,
                List.of(Host.up("a", new Port("port0", 4, 4, 2)), Host.up("b", new Port("port0", 4, 4, 2))),
                work);
        for (int vm = 0; vm < 4; vm++) {
            full.hold("vm" + vm, vm < 2 ? "a" : "b", new Demand(1, 0), Map.of("port0", 1));
        }
        Decision first = full.change("vm0", new Demand(1, 1));
        assertThat(first).isInstanceOf(Decision.Refused.class);
        long spent = work.spent();
        assertThat(full.change("vm1", new Demand(1, 1))).isEqualTo(first);
        assertThat(work.spent()).isEqualTo(spent);
        full.release("vm3");
        assertThat(full.change("vm1", new Demand(1, 1)))
                .as("asked anew once anything has changed")
                .isInstanceOf(Decision.Admitted.class);
    }

    /** What is found out after too little was left may be no answer. */
    @Test
    void aShareSaysWhetherItWasShort() {
        WorkBudget.Share enough = new WorkBudget.Share(1_000_000_000);
        WorkBudget.Share none = new WorkBudget.Share(0);
        work.within(enough, () -> fleet().explain(THREE, Optional.empty()));
        work.within(none, () -> fleet().explain(THREE, Optional.empty()));
        assertThat(enough.wasShort()).isFalse();
        assertThat(none.wasShort()).isTrue();
    }
}
