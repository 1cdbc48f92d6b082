package io.accelnet.plan.reserve;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Which demands there are. Tiers that nobody asks for are left out: a port then serves the highest tier asked for that it
 * can, and tiers are numbered by <em>rank</em> among those asked for.
 */
final class Census {

    final Tiers tiers;
    /** Demand classes that somebody has. */
    final List<Demand> demands;

    private final int[] tierOfRank;
    private final int[] numbers;

    private Census(Tiers tiers, List<Demand> demands, int[] numbers) {
        this.tiers = tiers;
        this.demands = demands;
        this.numbers = numbers;
        BitSet asked = new BitSet();
        demands.forEach(demand -> asked.set(demand.tier()));
        this.tierOfRank = asked.stream().toArray();
    }

    /** Of the demands of some classes. */
    static Census of(FleetState state, BitSet classes) {
        return new Census(
                state.tiers,
                classes.stream().mapToObj(state.classes::demand).toList(),
                classes.stream().toArray());
    }

    /** Of a list of demands that isn't all that hosts have. */
    static Census of(FleetState state, Collection<Demand> demands) {
        List<Demand> distinct = demands.stream().distinct().toList();
        int[] numbers = distinct.stream().mapToInt(state.classes::number).toArray();
        return new Census(state.tiers, distinct, numbers);
    }

    /** The number of the demand's class. */
    int number(int demand) {
        return numbers[demand];
    }

    int ranks() {
        return tierOfRank.length;
    }

    int tier(int rank) {
        return tierOfRank[rank];
    }

    int queuePairs(int rank) {
        return tiers.queuePairs(tierOfRank[rank]);
    }

    /** The rank of a tier that somebody asks for. */
    int rank(Demand demand) {
        return Arrays.binarySearch(tierOfRank, demand.tier());
    }

    /** The highest rank that a port of this tier serves, or -1. */
    int servedRank(int portTier) {
        int rank = ranks() - 1;
        while (rank >= 0 && tierOfRank[rank] > portTier) {
            rank--;
        }
        return rank;
    }
}
