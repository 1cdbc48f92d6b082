package io.accelnet.plan.reserve.pools;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.WorkBudget.Share;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionSetsTest {
    private static final Demand PAIR = new Demand(2, 0, List.of(1, 1), false);
    private static final Demand TWO = new Demand(2, 0, List.of(2), false);

    private final WorkBudget work = new WorkBudget();
    private final FleetState state = new FleetState(
            new Tiers(List.of(1)),
            1,
            List.of(Host.up("a", new Port("p0", 4, Port.UNBOUNDED, 1, 0), new Port("p1", 4, Port.UNBOUNDED, 1, 1))),
            work);
    private final Losses losses = new Losses(state.tiers(), state.hosts());
    private final ConditionSets sets = new ConditionSets(state);

    private ConditionSet of(Demand... demands) {
        DemandGroups groups = DemandGroups.none(state);
        for (Demand demand : demands) {
            groups.group(demand);
        }
        return sets.of(groups, losses);
    }

    @Test
    void forTheSameGroupsThereIsOneSet() {
        ConditionSet first = of(PAIR, TWO);
        long spent = work.spent();

        assertThat(of(PAIR)).isNotSameAs(first);
        assertThat(of(PAIR, TWO)).isSameAs(first);
        assertThat(of(TWO, PAIR)).as("conditions know groups by their numbers").isNotSameAs(first);
        sets.drop();
        assertThat(of(PAIR, TWO)).isNotSameAs(first);
        assertThat(spent).isPositive();
    }

    /** Else a question with a small share would get another answer only because it is the first. */
    @Test
    void itIsCountedButNotInTheShareOfWhoeverAsksFirst() {
        Share share = new Share(10);

        work.within(share, () -> of(PAIR, TWO));

        assertThat(work.spent()).isGreaterThan(10);
        assertThat(work.within(share, () -> work.allows(10))).isTrue();
    }
}
