package io.accelnet.plan.reserve.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeedMatrixTest {

    private static final int[] THRESHOLDS = {1, 4};

    private final FleetState state = new FleetState(new Tiers(List.of(1, 2)), 0, List.of());
    private final Demand stranger = new Demand(1, 0);
    private final int strangerClass = state.classes().number(stranger);
    private final Demand three = new Demand(3, 0);
    private final Demand four = new Demand(4, 1);
    private final NeedMatrix needs =
            NeedMatrix.roundedUp(DemandSet.of(state, List.of(three, four)), THRESHOLDS, Demand::virtualFunctions);

    @Test
    void aVmNeedsWholeBlocksOfEachThresholdItReaches() {
        int[] needed = new int[4];
        needs.addNeed(state.classes().number(three), 2, needed);
        assertThat(needed).containsExactly(6, 8, 0, 0);
        needs.addNeed(state.classes().number(four), 1, needed);
        assertThat(needed).containsExactly(6, 8, 4, 4);
    }

    /** Tables of the demands that were there before one came hear of its VMs as well, until they are dropped. */
    @Test
    void whoIsNotInTheCensusNeedsNothing() {
        int[] needed = new int[4];
        needs.addNeed(strangerClass, 1, needed);
        needs.addNeed(state.classes().number(new Demand(9, 1)), 1, needed);
        assertThat(needed).containsOnly(0);
    }

    @Test
    void roomIsOfOneRankOnly() {
        int[] room = new int[4];
        needs.addWhole(1, 7, room);
        assertThat(room).as("in whole blocks").containsExactly(0, 0, 7, 4);
        needs.addAll(1, 7, room);
        assertThat(room).as("and all of it").containsExactly(0, 0, 14, 11);
    }
}
