package io.accelnet.plan.reserve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

    /** After {@code spec.queuePairs} has changed VMs hold former tiers: those that differ least count as one. */
    @Test
    void moreTiersThanFourShareRanks() {
        DemandSet demandSet = ofAll(1, 2, 3, 4, 5);
        assertThat(demandSet.ranks()).isEqualTo(4);
        assertThat(demandSet.rank(new Demand(1, 2))).isEqualTo(2);
        assertThat(demandSet.rank(new Demand(1, 3))).isEqualTo(3);
        assertThat(demandSet.rank(new Demand(1, 4))).isEqualTo(3);
        assertThat(demandSet.queuePairs(3)).as("for a proof").isEqualTo(5);
        assertThat(demandSet.servedRank(3)).isEqualTo(2);
        assertThat(demandSet.servedRank(4)).isEqualTo(3);
        assertThat(demandSet.leastQueuePairs(3)).as("for a refutation").isEqualTo(4);
        assertThat(demandSet.partlyServedRank(2)).isEqualTo(2);
        assertThat(demandSet.partlyServedRank(3)).isEqualTo(3);
        assertThat(demandSet.tier(3)).isEqualTo(3);
    }

    @Test
    void tiersAreSharedOutEvenly() {
        DemandSet powers = ofAll(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096);
        assertThat(IntStream.range(0, powers.ranks()).mapToObj(powers::leastQueuePairs))
                .containsExactly(1, 16, 256, 1024);
        DemandSet all = ofAll(IntStream.rangeClosed(1, 4096).toArray());
        assertThat(all.ranks()).isEqualTo(4);
        assertThat(all.leastQueuePairs(0)).isEqualTo(1);
        assertThat(all.queuePairs(3)).isEqualTo(4096);
        for (int rank = 0; rank < all.ranks(); rank++) {
            assertThat(all.queuePairs(rank)).isLessThanOrEqualTo(32 * all.leastQueuePairs(rank));
        }
    }

    private static DemandSet ofAll(int... queuePairs) {
        FleetState state =
                new FleetState(new Tiers(Arrays.stream(queuePairs).boxed().toList()), 0, List.of());
        return DemandSet.of(
                state,
                IntStream.range(0, queuePairs.length)
                        .mapToObj(tier -> new Demand(1, tier))
                        .toList());
    }

    @Test
    void theSameTiersMakeTheSameRanks() {
        assertThat(demandSet(1, 3).hasTiersOf(demandSet(3, 1, 1))).isTrue();
        assertThat(demandSet(1, 3).hasTiersOf(demandSet(1))).isFalse();
        assertThat(demandSet(1, 3).hasTiersOf(demandSet(1, 2))).isFalse();
    }
}
