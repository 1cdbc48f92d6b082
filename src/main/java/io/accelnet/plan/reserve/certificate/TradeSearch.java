package io.accelnet.plan.reserve.certificate;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds trades with which all staircases hold. What trades do to a staircase depends on the number of its ranks alone: those
 * of the highest rank gain by spreads and raises, those of the two highest lose by both, those of all three lose by raises. So
 * the tightest of each number decide, and with some number of spreads the fewest raises that will do are known.
 */
final class TradeSearch {

    private final TradeRates rates;
    private final int block;
    private final int ranks;
    private final int[][] staircases;

    TradeSearch(int ranks, TradeMeasure measure) {
        this.rates = measure.rates();
        this.block = measure.block();
        this.ranks = ranks;
        this.staircases = new Staircases(ranks, measure.thresholds()).cells();
    }

    /**
     * The trades with the fewest spreads.
     *
     * @param need by cell, what is to be placed
     * @param room by cell, what is there before any trade
     * @param capacity what can be traded
     */
    Optional<TradeCounts> find(int[] need, int[] room, TradeCapacity capacity) {
        long[] slack = slack(need, room);
        long wanted = Math.max(0, Math.ceilDiv(-slack[0], block));
        for (int spreads = 0; spreads <= capacity.either(); spreads++) {
            long missing = wanted - (long) spreads * rates.spreadHigh;
            Optional<TradeCounts> trades = find(spreads, Math.max(0, missing), slack, capacity);
            if (trades.isPresent() || missing <= 0) {
                return trades;
            }
        }
        return Optional.empty();
    }

    /** By number of ranks less one, what the tightest staircase has to spare; less than 0 if it lacks something. */
    private long[] slack(int[] need, int[] room) {
        long[] slack = new long[ranks];
        Arrays.fill(slack, Long.MAX_VALUE);
        for (int[] cells : staircases) {
            long left = 0;
            for (int cell : cells) {
                left += room[cell] - need[cell];
            }
            slack[cells.length - 1] = Math.min(slack[cells.length - 1], left);
        }
        return slack;
    }

    /** @param missing how many blocks of the highest rank are to come from raises */
    private Optional<TradeCounts> find(int spreads, long missing, long[] slack, TradeCapacity capacity) {
        long raises = Math.ceilDiv(missing, rates.raiseGives);
        long unused = raises * (rates.raiseTakes - rates.raiseGives);
        return spreads + raises <= capacity.either() + capacity.raises()
                        && block * ((long) spreads * rates.spreadLow + unused) <= slack[1]
                        && block * unused <= slack[ranks - 1]
                ? Optional.of(new TradeCounts(spreads, (int) raises))
                : Optional.empty();
    }
}
