package io.accelnet.plan.reserve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ranks: tiers that nobody asks for are left out. */
class DemandSetTest {

    private static DemandSet demandSet(int... tiers) {
        FleetState state = new FleetState(new Tiers(List.of(1, 2, 4, 8)), 0, List.of());
        List<Demand> demands =
                Arrays.stream(tiers).mapToObj(tier -> new Demand(1, tier)).toList();
        return DemandSet.of(state, demands);
    }

    @Test
    void ranksAreTheTiersAskedFor() {
        DemandSet demandSet = demandSet(3, 1, 3);
        assertThat(demandSet.ranks()).isEqualTo(2);
        assertThat(demandSet.tier(0)).isEqualTo(1);
        assertThat(demandSet.tier(1)).isEqualTo(3);
        assertThat(demandSet.queuePairs(0)).isEqualTo(2);
        assertThat(demandSet.queuePairs(1)).isEqualTo(8);
        assertThat(demandSet.rank(new Demand(9, 1))).isZero();
        assertThat(demandSet.rank(new Demand(9, 3))).isEqualTo(1);
        assertThat(demandSet.rank(new Demand(1, 2))).isNegative();
        assertThat(demandSet.demands).containsExactly(new Demand(1, 3), new Demand(1, 1));
    }

    @Test
    void aPortServesTheHighestTierAskedForThatItCan() {
        DemandSet demandSet = demandSet(1, 3);
        assertThat(demandSet.servedRank(PortState.INCAPABLE)).isEqualTo(-1);
        assertThat(demandSet.servedRank(0)).isEqualTo(-1);
        assertThat(demandSet.servedRank(1)).isZero();
        assertThat(demandSet.servedRank(2)).isZero();
        assertThat(demandSet.servedRank(3)).isEqualTo(1);
    }

    @Test
    void theSameTiersMakeTheSameRanks() {
        assertThat(demandSet(1, 3).hasTiersOf(demandSet(3, 1, 1))).isTrue();
        assertThat(demandSet(1, 3).hasTiersOf(demandSet(1))).isFalse();
        assertThat(demandSet(1, 3).hasTiersOf(demandSet(1, 2))).isFalse();
    }
}
