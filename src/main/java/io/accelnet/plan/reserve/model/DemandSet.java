package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * The distinct demands that a question is about. Tiers that no VM asks for are left out: a port then serves the highest tier
 * asked for that it can, and tiers are numbered by <em>rank</em> among those asked for.
 *
 * <p>The number of conditions grows fast with the ranks, and each change of a cluster's queue pairs adds tiers that VMs still
 * hold. So there are {@link #MOST_RANKS} ranks at most, and neighbouring tiers share one if more are asked for. Whoever proves
 * something counts a VM as one of its rank's highest tier ({@link #queuePairs}, {@link #servedRank}), whoever refutes something
 * as one of its lowest ({@link #leastQueuePairs}, {@link #partlyServedRank}). Which tiers share a rank depends on nothing but
 * which are asked for.
 */
public final class DemandSet {

    /** As many ranks as there can be. */
    public static final int MOST_RANKS = 4;

    final Tiers tiers;
    /** Demand classes that some VM has. */
    final List<Demand> demands;

    private final int[] askedTiers;
    /** By rank, the highest and the lowest tier asked for. */
    private final int[] highestTiers;

    private final int[] lowestTiers;
    /** By tier; below 0 for tiers that no VM asks for. */
    private final int[] rankOfTier;

    private final int[] numbers;
    private final int[] queuePairs;
    private final int[] leastQueuePairs;
    /** By a port's tier plus one. */
    private final int[] servedRanks;

    private final int[] partlyServedRanks;

    private DemandSet(Tiers tiers, List<Demand> demands, int[] numbers) {
        this.tiers = tiers;
        this.demands = demands;
        this.numbers = numbers;
        BitSet asked = new BitSet();
        demands.forEach(demand -> asked.set(demand.tier()));
        this.askedTiers = asked.stream().toArray();
        List<TierGroups.Group> groups = TierGroups.of(tiers, askedTiers, MOST_RANKS);
        this.highestTiers = groups.stream().mapToInt(TierGroups.Group::highest).toArray();
        this.lowestTiers = groups.stream().mapToInt(TierGroups.Group::lowest).toArray();
        this.rankOfTier = new int[tiers.count()];
        Arrays.fill(rankOfTier, -1);
        for (int tier : askedTiers) {
            rankOfTier[tier] = lastUpTo(lowestTiers, tier);
        }
        this.queuePairs = Arrays.stream(highestTiers).map(tiers::queuePairs).toArray();
        this.leastQueuePairs = Arrays.stream(lowestTiers).map(tiers::queuePairs).toArray();
        this.servedRanks = new int[tiers.count() + 1];
        Arrays.setAll(servedRanks, tier -> lastUpTo(highestTiers, tier - 1));
        this.partlyServedRanks = new int[tiers.count() + 1];
        Arrays.setAll(partlyServedRanks, tier -> lastUpTo(lowestTiers, tier - 1));
    }

    /** The last rank whose tier isn't above another, or -1. */
    private static int lastUpTo(int[] tierOfRank, int tier) {
        int rank = tierOfRank.length - 1;
        while (rank >= 0 && tierOfRank[rank] > tier) {
            rank--;
        }
        return rank;
    }

    public Tiers tiers() {
        return tiers;
    }

    /** Demand classes that some VM has. */
    public List<Demand> demands() {
        return demands;
    }

    /** Of the demands of some classes. */
    public static DemandSet of(FleetState state, BitSet classes) {
        return new DemandSet(
                state.tiers,
                classes.stream().mapToObj(state.classes::demand).toList(),
                classes.stream().toArray());
    }

    /** Of a list of demands that isn't all that hosts have. */
    public static DemandSet of(FleetState state, Collection<Demand> demands) {
        List<Demand> distinct = demands.stream().distinct().toList();
        int[] numbers = distinct.stream().mapToInt(state.classes::number).toArray();
        return new DemandSet(state.tiers, distinct, numbers);
    }

    /** The number of the demand's class. */
    public int number(int demand) {
        return numbers[demand];
    }

    public int ranks() {
        return highestTiers.length;
    }

    /** The lowest tier of the rank. */
    public int tier(int rank) {
        return lowestTiers[rank];
    }

    /** The most queue pairs that a VF of the rank takes. */
    public int queuePairs(int rank) {
        return queuePairs[rank];
    }

    /** The fewest queue pairs that a VF of the rank takes. */
    public int leastQueuePairs(int rank) {
        return leastQueuePairs[rank];
    }

    /** The rank of a tier that some VM asks for. */
    public int rank(Demand demand) {
        return rankOfTier[demand.tier()];
    }

    /** Whether the same tiers are asked for. */
    public boolean hasTiersOf(DemandSet other) {
        return Arrays.equals(askedTiers, other.askedTiers);
    }

    /** The highest rank all of which a port of this tier serves, or -1. */
    public int servedRank(int portTier) {
        return servedRanks[portTier + 1];
    }

    /** The highest rank of which a port of this tier serves at least the lowest tier, or -1. */
    public int partlyServedRank(int portTier) {
        return partlyServedRanks[portTier + 1];
    }
}
