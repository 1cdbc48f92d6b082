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
        assertThat(work.within(
                        new WorkBudget.Share(100_000_000), () -> fleet.admit("vm1", THREE, Optional.of("a"))))
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
}
