package io.accelnet.plan.reserve.certificate;

import io.accelnet.plan.reserve.model.DemandSet;

/**
 * What trades take and give among the highest ranks of a set of demands, in the least whole numbers of slots. All trades come in
 * blocks of so many, see {@link TradeModel#block()}.
 */
final class TradeRates {

    /**
     * What free VFs and queue pairs that lie in slots of one rank can be made into instead, at the same price. Names are for
     * three ranks; where there are two, the lower one is the middle.
     */
    enum Trade {
        /** Slots of the middle rank become some of the highest and some of the lowest: no VF and no queue pair is lost. */
        SPREAD,
        /** Slots of the middle rank become fewer of the highest, and VFs remain without queue pairs. */
        RAISE
    }

    /** How many ranks there may be. */
    static final int MOST_RANKS = 3;
    /**
     * The largest number of slots that is traded for one or several others. Where queue pairs differ more from level to
     * level, or in odd steps, a trade would take more slots than hosts have, and conditions would have large numbers.
     */
    private static final int LARGEST = 8;

    private final boolean possible;
    private final int highest;

    final int lowPairs;
    final int middlePairs;
    final int highPairs;
    /** What a {@link Trade#SPREAD} gives. */
    final int spreadHigh;

    final int spreadLow;
    /** What a {@link Trade#RAISE} takes of the middle rank and gives of the highest. */
    final int raiseTakes;

    final int raiseGives;

    TradeRates(DemandSet demandSet) {
        highest = demandSet.ranks() - 1;
        boolean two = demandSet.ranks() == 2;
        boolean three = demandSet.ranks() == MOST_RANKS;
        highPairs = two || three ? demandSet.queuePairs(highest) : 1;
        middlePairs = two || three ? demandSet.queuePairs(highest - 1) : 1;
        lowPairs = three ? demandSet.queuePairs(0) : middlePairs;
        int up = highPairs - middlePairs;
        int down = middlePairs - lowPairs;
        int steps = greatestDivisor(up, down);
        spreadHigh = three ? down / steps : 0;
        spreadLow = three ? up / steps : 0;
        int above = greatestDivisor(highPairs, middlePairs);
        raiseTakes = highPairs / above;
        raiseGives = middlePairs / above;
        possible = (two || three) && spreadHigh + spreadLow <= LARGEST && raiseTakes <= LARGEST;
    }

    static int greatestDivisor(int one, int other) {
        return other == 0 ? one : greatestDivisor(other, one % other);
    }

    /** Whether there are trades at all. */
    boolean arePossible() {
        return possible;
    }

    /** Whether there is a rank below the middle one, without which a {@link Trade#RAISE} is all. */
    boolean haveLowest() {
        return highest == MOST_RANKS - 1;
    }

    /** What one trade adds to the slots of a rank, in blocks; less than 0 if it takes some. */
    int change(Trade trade, int rank) {
        int fromHighest = highest - rank;
        return switch (trade) {
            case SPREAD -> fromHighest == 0 ? spreadHigh : fromHighest == 1 ? -spreadHigh - spreadLow : spreadLow;
            case RAISE -> fromHighest == 0 ? raiseGives : fromHighest == 1 ? -raiseTakes : 0;
        };
    }

    /** What so many trades add to the slots of a rank, in blocks. */
    int change(TradeCounts trades, int rank) {
        return trades.spreads() * change(Trade.SPREAD, rank) + trades.raises() * change(Trade.RAISE, rank);
    }
}
