package io.accelnet.plan.reserve.certificate;

import java.util.ArrayList;
import java.util.List;

/**
 * The conditions under which there are trades with which all staircases hold, see {@link TradeSearch}. The trades ask for so many of
 * the highest rank, and what that costs those of two ranks and those of three depends on which trades are made: one that
 * spares the ones burdens the others, at a fixed rate. So there is one iff no staircase alone asks for too much with the
 * trades that suit it best, and no staircase of one, one of two and one of three ranks contradict each other. Each of these is
 * a sum over hosts again. The package's page has the derivation.
 */
public final class TradeConditions {

    private final TradeRates rates;
    private final int block;
    private final int[] thresholds;
    private final int[][] staircases;
    /** By number of ranks less one, which staircases have as many. */
    private final List<List<Integer>> byRanks = new ArrayList<>();

    private final List<Line> lines = new ArrayList<>();

    public TradeConditions(int ranks, TradeMeasure measure) {
        this.rates = measure.rates();
        this.block = measure.block();
        this.thresholds = measure.thresholds();
        this.staircases = new Staircases(ranks, thresholds).cells();
        for (int count = 1; count <= ranks; count++) {
            byRanks.add(withRanks(count));
        }
        if (!rates.arePossible()) {
            withoutTrades();
        } else if (rates.haveLowest()) {
            ofThreeRanks();
        } else {
            ofTwoRanks();
        }
    }

    private List<Integer> withRanks(int count) {
        List<Integer> some = new ArrayList<>();
        for (int staircase = 0; staircase < staircases.length; staircase++) {
            if (staircases[staircase].length == count) {
                some.add(staircase);
            }
        }
        return some;
    }

    public int[][] staircases() {
        return staircases;
    }

    public List<Line> lines() {
        return lines;
    }

    private void withoutTrades() {
        for (int staircase = 0; staircase < staircases.length; staircase++) {
            lines.add(new Line().with(1, staircase));
        }
    }

    private void ofTwoRanks() {
        int unused = rates.raiseTakes - rates.raiseGives;
        for (int all : byRanks.get(1)) {
            lines.add(new Line().with(1, all));
        }
        for (int high : byRanks.get(0)) {
            lines.add(new Line().with(1, high).withRaises(block * rates.raiseGives));
            for (int all : byRanks.get(1)) {
                lines.add(new Line()
                        .with(unused, high)
                        .with(rates.raiseGives, all)
                        .less(unused * rounding(high)));
            }
        }
    }

    private void ofThreeRanks() {
        int unused = rates.raiseTakes - rates.raiseGives;
        int gives = block * Math.min(rates.spreadHigh, rates.raiseGives);
        for (int all : byRanks.get(2)) {
            lines.add(new Line().with(1, all));
        }
        for (int two : byRanks.get(1)) {
            lines.add(new Line().with(1, two));
        }
        for (int high : byRanks.get(0)) {
            lines.add(new Line().with(1, high).withEither(gives).withRaises(gives));
            for (int two : byRanks.get(1)) {
                lines.add(new Line()
                        .with(unused, high)
                        .with(rates.raiseGives, two)
                        .less(unused * rounding(high)));
            }
            for (int all : byRanks.get(2)) {
                lines.add(new Line()
                        .with(unused, high)
                        .with(rates.raiseGives, all)
                        .withEither(block * unused * rates.spreadHigh)
                        .less(unused * rounding(high)));
            }
        }
        contradictions();
    }

    /**
     * What those of the highest rank want, and those of two and of three ranks together don't leave. If it takes spreads for
     * those of three ranks to hold, the fewest are made. With one less they don't, and lack at least what the lowest
     * threshold is; and that one costs those of two ranks no more than a step.
     */
    private void contradictions() {
        int ofHigh = rates.highPairs - rates.middlePairs;
        int ofTwo = rates.middlePairs - rates.lowPairs;
        int ofAll = rates.lowPairs;
        int common = TradeRates.greatestDivisor(TradeRates.greatestDivisor(ofHigh, ofTwo), ofAll);
        int timesHigh = ofHigh / common;
        int timesTwo = ofTwo / common;
        int timesAll = ofAll / common;
        for (int two : byRanks.get(1)) {
            for (int all : byRanks.get(2)) {
                // With equal weights two that cross say the same as what they have in common and what they have
                // together.
                if (timesTwo != timesAll || isWithin(two, all)) {
                    int step = Math.max(0, timesTwo * step() - timesAll * least(all));
                    for (int high : byRanks.get(0)) {
                        lines.add(new Line()
                                .with(timesHigh, high)
                                .with(timesTwo, two)
                                .with(timesAll, all)
                                .less(timesHigh * rounding(high) + step));
                    }
                }
            }
        }
    }

    /** What of the highest rank may be asked for beyond what is missing, as trades are whole ones. */
    private int rounding(int high) {
        int spreads = rates.haveLowest() ? rates.spreadHigh - 1 : 0;
        return block - least(high) + block * (spreads + rates.raiseGives - 1);
    }

    /** What those of two ranks lose by a spread more, in slots, less what they gain by the raises that it makes needless. */
    private int step() {
        return block * Math.ceilDiv(rates.spreadLow * rates.lowPairs, rates.middlePairs);
    }

    /** The lowest threshold, which divides all others. */
    private int least(int staircase) {
        int least = Integer.MAX_VALUE;
        for (int cell : staircases[staircase]) {
            least = Math.min(least, thresholds[cell % thresholds.length]);
        }
        return least;
    }

    /** Whether one has no lower threshold than the other at any rank. */
    private boolean isWithin(int one, int other) {
        for (int cell : staircases[one]) {
            for (int others : staircases[other]) {
                if (cell / thresholds.length == others / thresholds.length && cell < others) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * One condition: staircases and offers, each times a number, summed over the worst hosts, don't exceed the same of the room
     * of all hosts, less what rounding may cost.
     */
    public static final class Line {
        private int first;
        private int timesFirst;
        private int second;
        private int timesSecond;
        private int third;
        private int timesThird;
        private int perEither;
        private int perRaise;
        private int rounding;

        private Line with(int times, int staircase) {
            if (timesFirst == 0) {
                first = staircase;
                timesFirst = times;
            } else if (timesSecond == 0) {
                second = staircase;
                timesSecond = times;
            } else {
                third = staircase;
                timesThird = times;
            }
            return this;
        }

        private Line withEither(int times) {
            perEither = times;
            return this;
        }

        private Line withRaises(int times) {
            perRaise = times;
            return this;
        }

        private Line less(int lost) {
            rounding = lost;
            return this;
        }

        /** What rounding may cost. */
        public int rounding() {
            return rounding;
        }

        /** What one host counts, given what it has of each staircase and what it offers. */
        public int of(int[] amounts, TradeCapacity capacity) {
            return timesFirst * amounts[first]
                    + timesSecond * amounts[second]
                    + timesThird * amounts[third]
                    + perEither * capacity.either()
                    + perRaise * capacity.raises();
        }

        /** What all hosts count together. */
        public long of(long[] amounts, TradeCapacity capacity) {
            return timesFirst * amounts[first]
                    + timesSecond * amounts[second]
                    + timesThird * amounts[third]
                    + (long) perEither * capacity.either()
                    + (long) perRaise * capacity.raises();
        }
    }
}
