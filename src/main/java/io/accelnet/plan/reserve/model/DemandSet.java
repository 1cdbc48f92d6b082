package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * The distinct demands that a question is about. Tiers that no VM asks for are left out: a port then serves the highest tier asked for that it
 * can, and tiers are numbered by <em>rank</em> among those asked for.
 */
public final class DemandSet {

    final Tiers tiers;
    /** Demand classes that some VM has. */
    final List<Demand> demands;

    private final int[] tierOfRank;
    /** Below 0 for tiers that no VM asks for. */
    private final int[] rankOfTier;

    private final int[] numbers;
    private final int[] queuePairs;
    /** By a port's tier plus one. */
    private final int[] servedRanks;

    private DemandSet(Tiers tiers, List<Demand> demands, int[] numbers) {
        this.tiers = tiers;
        this.demands = demands;
        this.numbers = numbers;
        BitSet asked = new BitSet();
        demands.forEach(demand -> asked.set(demand.tier()));
        this.tierOfRank = asked.stream().toArray();
        this.rankOfTier = new int[tiers.count()];
        Arrays.setAll(rankOfTier, tier -> Arrays.binarySearch(tierOfRank, tier));
        this.queuePairs = Arrays.stream(tierOfRank).map(tiers::queuePairs).toArray();
        this.servedRanks = new int[tiers.count() + 1];
        Arrays.setAll(servedRanks, tier -> highestServed(tier - 1));
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
        return tierOfRank.length;
    }

    public int tier(int rank) {
        return tierOfRank[rank];
    }

    public int queuePairs(int rank) {
        return queuePairs[rank];
    }

    /** The rank of a tier that some VM asks for. */
    public int rank(Demand demand) {
        return rankOfTier[demand.tier()];
    }

    /** Whether the same tiers are asked for. */
    public boolean hasTiersOf(DemandSet other) {
        return Arrays.equals(tierOfRank, other.tierOfRank);
    }

    private int highestServed(int portTier) {
        int rank = ranks() - 1;
        while (rank >= 0 && tierOfRank[rank] > portTier) {
            rank--;
        }
        return rank;
    }

    /** The highest rank that a port of this tier serves, or -1. */
    public int servedRank(int portTier) {
        return servedRanks[portTier + 1];
    }
}
