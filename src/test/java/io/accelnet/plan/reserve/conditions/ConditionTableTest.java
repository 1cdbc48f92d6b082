package io.accelnet.plan.reserve.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a table knows to hold, and until when. */
class ConditionTableTest {

    /**
     * Three VFs are a block of four to whoever is placed anew, but leave whole what four of seven were: it isn't the room
     * that gets less, but the hosts get heavier.
     */
    @Test
    void whatHeldIsLookedAtAnewWhenHostsGetHeavier() {
        Demand three = new Demand(3, 0);
        FleetState state = new FleetState(
                new Tiers(List.of(1)),
                1,
                List.of(
                        Host.up("a", new Port("eth0", 7, Port.UNBOUNDED, 1)),
                        Host.up("b", new Port("eth0", 7, Port.UNBOUNDED, 1))));
        DemandSet demandSet = DemandSet.of(state, List.of(three));
        ConditionTable table = new ConditionTable(
                state,
                Scope.ALL,
                new SufficientMeasure(demandSet, SlotModel.uniform(demandSet, SlotModel.Layout.BY_HOST)));

        assertThat(table.allHold(1)).isTrue();
        state.hold("first", three, "a", Map.of("eth0", 3));
        assertThat(table.allHold(1)).isTrue();
        state.hold("second", three, "a", Map.of("eth0", 3));
        assertThat(table.allHold(1)).as("two on a, and b has room for one").isFalse();
        state.release("second");
        assertThat(table.allHold(1)).isTrue();
    }
}
