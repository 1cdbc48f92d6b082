package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.List;

/**
 * The conditions under which a number of trades makes all staircases hold. Trades add to the room of some staircases, so
 * that these ask for at least so many, take from that of others, which allow at most so many, and leave the rest alone.
 * There is a number between iff none of the first asks for more than there are, none of the others can't do even without,
 * and no two of them contradict each other. Each of these is a sum over hosts again.
 */
final class TradeConditions {

    private final int[][] cells;
    private final int[] changes;
    private final List<Line> lines = new ArrayList<>();

    TradeConditions(int ranks, TradeGauge gauge) {
        int[] thresholds = gauge.thresholds();
        this.cells = new Staircases(ranks, thresholds).cells();
        this.changes = new int[cells.length];
        for (int staircase = 0; staircase < cells.length; staircase++) {
            for (int cell : cells[staircase]) {
                changes[staircase] += gauge.change(cell / thresholds.length);
            }
        }
        int count = ranks * thresholds.length;
        for (int asking = 0; asking < cells.length; asking++) {
            lines.add(
                    new Line(coefficients(count, 1, cells[asking], 0, cells[asking]), Math.max(0, changes[asking]), 0));
            for (int allowing = 0; changes[asking] > 0 && allowing < cells.length; allowing++) {
                if (changes[allowing] < 0) {
                    lines.add(pair(count, asking, allowing));
                }
            }
        }
    }

    /** Some number of trades is enough for the one and not too many for the other. */
    private Line pair(int count, int asking, int allowing) {
        int common = TradedSlots.greatestDivisor(changes[asking], -changes[allowing]);
        int timesAsking = -changes[allowing] / common;
        int timesAllowing = changes[asking] / common;
        // A trade can't be made in part: what is asked for is rounded up to whole ones.
        int rounding = timesAsking * (changes[asking] - 1);
        return new Line(coefficients(count, timesAsking, cells[asking], timesAllowing, cells[allowing]), 0, rounding);
    }

    private static int[] coefficients(int count, int times, int[] some, int timesMore, int[] more) {
        int[] coefficients = new int[count];
        for (int cell : some) {
            coefficients[cell] += times;
        }
        for (int cell : more) {
            coefficients[cell] += timesMore;
        }
        return coefficients;
    }

    List<Line> lines() {
        return lines;
    }

    /**
     * The least number of trades with which all staircases hold, if the lines do.
     *
     * @param need by cell, what is to be placed
     * @param room by cell, what is there before any trade
     */
    long fewest(int[] need, int[] room) {
        long fewest = 0;
        for (int staircase = 0; staircase < cells.length; staircase++) {
            if (changes[staircase] > 0) {
                long missing = 0;
                for (int cell : cells[staircase]) {
                    missing += need[cell] - room[cell];
                }
                fewest = Math.max(fewest, Math.ceilDiv(missing, changes[staircase]));
            }
        }
        return fewest;
    }

    /**
     * One condition: cells times coefficients, trades times theirs, summed over the worst hosts, don't exceed the same of
     * the room of all hosts, less what rounding may cost.
     */
    static final class Line {
        /** By cell. */
        private final int[] coefficients;

        private final int perTrade;
        private final int rounding;

        private Line(int[] coefficients, int perTrade, int rounding) {
            this.coefficients = coefficients;
            this.perTrade = perTrade;
            this.rounding = rounding;
        }

        /** What rounding may cost. */
        int rounding() {
            return rounding;
        }

        /** What one host counts, given its cells and how many trades it allows. */
        int of(int[] amounts, int trades) {
            int sum = perTrade * trades;
            for (int cell = 0; cell < coefficients.length; cell++) {
                sum += coefficients[cell] * amounts[cell];
            }
            return sum;
        }
    }
}
