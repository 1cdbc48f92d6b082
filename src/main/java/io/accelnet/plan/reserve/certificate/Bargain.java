package io.accelnet.plan.reserve.certificate;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds a deal with which all staircases hold. What trades do to a staircase depends on the number of its ranks alone: those
 * of the highest rank gain by spreads and raises, those of the two highest lose by both and gain by lifts, those of all three
 * lose by raises and lifts. So the tightest of each number decide, and with some number of spreads the fewest raises and
 * lifts that will do are known.
 */
final class Bargain {

    private final TradeRates rates;
    private final int block;
    private final int ranks;
    private final int[][] staircases;

    Bargain(int ranks, TradeGauge gauge) {
        this.rates = gauge.rates();
        this.block = gauge.block();
        this.ranks = ranks;
        this.staircases = new Staircases(ranks, gauge.thresholds()).cells();
    }

    /**
     * The deal with the fewest spreads.
     *
     * @param need by cell, what is to be placed
     * @param room by cell, what is there before any trade
     * @param offer what can be traded
     */
    Optional<Deal> deal(int[] need, int[] room, Offer offer) {
        long[] slack = slack(need, room);
        long wanted = Math.max(0, Math.ceilDiv(-slack[0], block));
        for (int spreads = 0; spreads <= offer.either(); spreads++) {
            long missing = wanted - (long) spreads * rates.spreadHigh;
            Optional<Deal> deal = deal(spreads, Math.max(0, missing), slack, offer);
            if (deal.isPresent() || missing <= 0) {
                return deal;
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
    private Optional<Deal> deal(int spreads, long missing, long[] slack, Offer offer) {
        long raises = Math.ceilDiv(missing, rates.raiseGives);
        long unused = raises * (rates.raiseTakes - rates.raiseGives);
        long lifts = 0;
        if (rates.haveLowest()) {
            long taken = block * ((long) spreads * rates.spreadLow + unused);
            lifts = Math.max(0, Math.ceilDiv(taken - slack[1], (long) block * rates.liftGives));
            unused += lifts * (rates.liftTakes - rates.liftGives);
        }
        return spreads + raises <= offer.either() + offer.raises()
                        && lifts <= offer.lifts()
                        && block * unused <= slack[ranks - 1]
                ? Optional.of(new Deal(spreads, (int) raises, (int) lifts))
                : Optional.empty();
    }
}
