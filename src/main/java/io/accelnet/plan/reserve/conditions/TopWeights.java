package io.accelnet.plan.reserve.conditions;

import java.util.Arrays;

/**
 * The weights of all hosts in one condition, and the sum of the largest few of them. Weights are small numbers, so they are
 * counted by value, and a bar that moves with the changes separates the largest ones from the rest: what a change costs
 * doesn't depend on the number of hosts.
 */
final class TopWeights {

    private int[] counts = new int[32];
    private int wanted;
    /** At least as many as wanted are at the bar or above, unless it is 0; no more than wanted are above. */
    private int cutoff;

    private int above;
    private long sumAbove;

    /** @param wanted how many of the largest weights are summed, 0 or more */
    TopWeights(int wanted) {
        this.wanted = wanted;
    }

    /** One host's weight is another now; 0 stands for a host that isn't there as well. */
    void replace(int before, int after) {
        if (after >= counts.length) {
            counts = Arrays.copyOf(counts, Integer.highestOneBit(after) << 1);
        }
        if (before > 0) {
            counts[before]--;
            if (before > cutoff) {
                above--;
                sumAbove -= before;
            }
        }
        if (after > 0) {
            counts[after]++;
            if (after > cutoff) {
                above++;
                sumAbove += after;
            }
        }
        settle();
    }

    /** Sums another number of weights from now on. */
    void want(int number) {
        if (wanted != number) {
            wanted = number;
            settle();
        }
    }

    /** The sum of as many of the largest weights as are wanted, or of all if there are fewer. */
    long sum() {
        return sumAbove + (long) (wanted - above) * cutoff;
    }

    /** The least weight that is among the largest, 0 if all hosts are. */
    int cutoff() {
        return cutoff;
    }

    private void settle() {
        while (above > wanted) {
            cutoff++;
            above -= counts[cutoff];
            sumAbove -= (long) counts[cutoff] * cutoff;
        }
        while (cutoff > 0 && above + counts[cutoff] < wanted) {
            above += counts[cutoff];
            sumAbove += (long) counts[cutoff] * cutoff;
            cutoff--;
        }
    }
}
