package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.List;

/**
 * Goes through all conditions of a table of weights: each choice of one threshold or none per rank, where no rank has a
 * lower threshold than the next. A condition holds if the largest few weights together don't exceed the supply.
 */
final class Conditions {

    private final Weights weights;
    private final int failures;
    private final int[] choice;
    private final int[][] sums;
    private final int[] scratch;
    private long least;
    private int[] leastChoice = {};

    private Conditions(Weights weights, int failures, long below) {
        this.least = below;
        this.weights = weights;
        this.failures = failures;
        this.choice = new int[weights.ranks];
        this.sums = new int[weights.ranks + 1][weights.hosts];
        this.scratch = new int[weights.hosts];
    }

    /** The condition with the least slack; of equals the first in a fixed order. There must be a rank. */
    static Condition tightest(Weights weights, int failures) {
        Conditions conditions = new Conditions(weights, failures, Long.MAX_VALUE);
        conditions.choose(0, weights.thresholds.length, 0);
        return conditions.result();
    }

    /** Whether all of them hold; faster than to ask for the tightest. */
    static boolean allHold(Weights weights, int failures) {
        Conditions conditions = new Conditions(weights, failures, 0);
        conditions.choose(0, weights.thresholds.length, 0);
        return conditions.least == 0;
    }

    private void choose(int rank, int highest, long supply) {
        if (rank == weights.ranks) {
            judge(supply);
            return;
        }
        boolean last = rank == weights.ranks - 1;
        for (int threshold = 0; threshold <= highest; threshold++) {
            choice[rank] = threshold;
            if (threshold < weights.thresholds.length) {
                add(rank, weights.weights(rank, threshold));
                choose(rank + 1, threshold, supply + weights.supply(rank, threshold));
            } else if (!last) {
                System.arraycopy(sums[rank], 0, sums[rank + 1], 0, weights.hosts);
                choose(rank + 1, threshold, supply);
            }
        }
    }

    private void add(int rank, int[] own) {
        int[] before = sums[rank];
        int[] after = sums[rank + 1];
        for (int host = 0; host < weights.hosts; host++) {
            after[host] = before[host] + own[host];
        }
    }

    private void judge(long supply) {
        int[] total = sums[weights.ranks];
        int largest = 0;
        for (int host = 0; host < weights.hosts; host++) {
            scratch[host] = total[host];
            largest = Math.max(largest, total[host]);
        }
        if (supply - (long) failures * largest >= least) {
            return;
        }
        long slack = supply - TopSum.of(scratch, weights.hosts, failures);
        if (slack < least) {
            least = slack;
            leastChoice = choice.clone();
        }
    }

    private Condition result() {
        int[] total = new int[weights.hosts];
        List<Integer> thresholds = new ArrayList<>();
        for (int rank = 0; rank < weights.ranks; rank++) {
            boolean within = leastChoice[rank] < weights.thresholds.length;
            thresholds.add(within ? weights.thresholds[leastChoice[rank]] : 0);
            for (int host = 0; within && host < weights.hosts; host++) {
                total[host] += weights.weights(rank, leastChoice[rank])[host];
            }
        }
        return new Condition(least, thresholds, TopSum.indexes(total, failures));
    }
}
