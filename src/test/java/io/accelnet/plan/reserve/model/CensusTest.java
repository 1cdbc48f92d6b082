package io.accelnet.plan.reserve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ranks: tiers that nobody asks for are left out. */
class CensusTest {

    private static Census census(int... tiers) {
        FleetState state = new FleetState(new Tiers(List.of(1, 2, 4, 8)), 0, List.of());
        List<Demand> demands =
                Arrays.stream(tiers).mapToObj(tier -> new Demand(1, tier)).toList();
        return Census.of(state, demands);
    }

    @Test
    void ranksAreTheTiersAskedFor() {
        Census census = census(3, 1, 3);
        assertThat(census.ranks()).isEqualTo(2);
        assertThat(census.tier(0)).isEqualTo(1);
        assertThat(census.tier(1)).isEqualTo(3);
        assertThat(census.queuePairs(0)).isEqualTo(2);
        assertThat(census.queuePairs(1)).isEqualTo(8);
        assertThat(census.rank(new Demand(9, 1))).isZero();
        assertThat(census.rank(new Demand(9, 3))).isEqualTo(1);
        assertThat(census.rank(new Demand(1, 2))).isNegative();
        assertThat(census.demands).containsExactly(new Demand(1, 3), new Demand(1, 1));
    }

    @Test
    void aPortServesTheHighestTierAskedForThatItCan() {
        Census census = census(1, 3);
        assertThat(census.servedRank(PortState.INCAPABLE)).isEqualTo(-1);
        assertThat(census.servedRank(0)).isEqualTo(-1);
        assertThat(census.servedRank(1)).isZero();
        assertThat(census.servedRank(2)).isZero();
        assertThat(census.servedRank(3)).isEqualTo(1);
    }

    @Test
    void theSameTiersMakeTheSameRanks() {
        assertThat(census(1, 3).hasTiersOf(census(3, 1, 1))).isTrue();
        assertThat(census(1, 3).hasTiersOf(census(1))).isFalse();
        assertThat(census(1, 3).hasTiersOf(census(1, 2))).isFalse();
    }
}
