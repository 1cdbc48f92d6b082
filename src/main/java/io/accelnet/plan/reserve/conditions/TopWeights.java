package io.accelnet.plan.reserve.conditions;

import java.util.Arrays;

/**
 * The weights of all hosts in one condition, and the sum of the largest few of them. As long as weights are small numbers, they
 * are counted by value, and a bar that moves with the changes separates the largest ones from the rest: what a change costs
 * doesn't depend on the number of hosts. Weights can be millions where queue pairs are counted. Then only those that occur are
 * kept, in order: no more than there are hosts.
 */
public final class TopWeights {

    /** For each host so many weights may be counted by value, but no fewer and no more than the next two numbers. */
    private static final int VALUES_PER_HOST = 8;

    private static final int LEAST_VALUES = 256;
    private static final int MOST_VALUES = 2_048;
    /** So many numbers are moved in an array in the time of one other step. */
    private static final int MOVED_AT_ONCE = 16;

    private final int mostValues;
    /** By weight, how many hosts have it; empty once weights are too large for that. */
    private int[] counts = new int[32];
    /** If weights are too large: those that occur, ascending, and how many hosts have each. */
    private int[] weights = {};

    private int[] hosts = {};
    private int size;
    private boolean sorted;

    private int wanted;
    /** At least as many as wanted are at the bar or above, unless it is 0; no more than wanted are above. */
    private int cutoff;

    private int above;
    private long sumAbove;

    /**
     * No weight but 0 yet.
     *
     * @param wanted how many of the largest weights are summed, 0 or more
     * @param hosts how many hosts there are, about
     */
    public TopWeights(int wanted, int hosts) {
        this.wanted = wanted;
        this.mostValues = Math.clamp((long) VALUES_PER_HOST * hosts, LEAST_VALUES, MOST_VALUES);
    }

    /**
     * One host's weight is another now; 0 stands for a host that isn't there as well.
     *
     * @return how many steps it took
     */
    public int replace(int before, int after) {
        if (!sorted && after >= counts.length) {
            makeRoom(after);
        }
        int steps = 1;
        if (before > 0) {
            steps += count(before, -1);
            if (before > cutoff) {
                above--;
                sumAbove -= before;
            }
        }
        if (after > 0) {
            steps += count(after, 1);
            if (after > cutoff) {
                above++;
                sumAbove += after;
            }
        }
        return steps + settle();
    }

    private void makeRoom(int weight) {
        if (weight < mostValues) {
            counts = Arrays.copyOf(counts, Integer.highestOneBit(weight) << 1);
            return;
        }
        sorted = true;
        size = (int) Arrays.stream(counts).filter(count -> count > 0).count();
        weights = new int[size + 4];
        hosts = new int[size + 4];
        int next = 0;
        for (int value = 0; value < counts.length; value++) {
            if (counts[value] > 0) {
                weights[next] = value;
                hosts[next] = counts[value];
                next++;
            }
        }
        counts = new int[0];
    }

    /** One host more or less has a weight. Returns the steps beyond one. */
    private int count(int weight, int sign) {
        if (!sorted) {
            counts[weight] += sign;
            return 0;
        }
        int at = Arrays.binarySearch(weights, 0, size, weight);
        if (at >= 0) {
            hosts[at] += sign;
            if (hosts[at] != 0) {
                return 0;
            }
            size--;
            System.arraycopy(weights, at + 1, weights, at, size - at);
            System.arraycopy(hosts, at + 1, hosts, at, size - at);
            return (size - at) / MOVED_AT_ONCE;
        }
        int place = -1 - at;
        if (size == weights.length) {
            weights = Arrays.copyOf(weights, 2 * size + 4);
            hosts = Arrays.copyOf(hosts, 2 * size + 4);
        }
        System.arraycopy(weights, place, weights, place + 1, size - place);
        System.arraycopy(hosts, place, hosts, place + 1, size - place);
        weights[place] = weight;
        hosts[place] = sign;
        size++;
        return (size - place) / MOVED_AT_ONCE;
    }

    /**
     * Sums another number of weights from now on.
     *
     * @return how many steps it took
     */
    public int want(int number) {
        if (wanted == number) {
            return 0;
        }
        wanted = number;
        return settle();
    }

    /** The sum of as many of the largest weights as are wanted, or of all if there are fewer. */
    public long sum() {
        return sumAbove + (long) (wanted - above) * cutoff;
    }

    /** How many numbers it keeps. */
    int size() {
        return counts.length + 2 * weights.length;
    }

    /** The least weight that is among the largest, 0 if all hosts are. */
    public int cutoff() {
        return cutoff;
    }

    /** Moves the bar to where it belongs, and returns how many steps it took. */
    private int settle() {
        return sorted ? settleSorted() : settleCounted();
    }

    private int settleCounted() {
        int steps = 0;
        while (above > wanted) {
            cutoff++;
            above -= counts[cutoff];
            sumAbove -= (long) counts[cutoff] * cutoff;
            steps++;
        }
        while (cutoff > 0 && above + counts[cutoff] < wanted) {
            above += counts[cutoff];
            sumAbove += (long) counts[cutoff] * cutoff;
            cutoff--;
            steps++;
        }
        return steps;
    }

    private int settleSorted() {
        int at = Arrays.binarySearch(weights, 0, size, cutoff);
        // The first that is above the bar.
        int next = at >= 0 ? at + 1 : -1 - at;
        int steps = 0;
        while (above > wanted) {
            cutoff = weights[next];
            above -= hosts[next];
            sumAbove -= (long) hosts[next] * cutoff;
            next++;
            steps++;
        }
        while (cutoff > 0) {
            boolean there = next > 0 && weights[next - 1] == cutoff;
            int hostsThere = there ? hosts[next - 1] : 0;
            if (above + hostsThere >= wanted) {
                break;
            }
            above += hostsThere;
            sumAbove += (long) hostsThere * cutoff;
            next -= there ? 1 : 0;
            cutoff = next > 0 ? weights[next - 1] : 0;
            steps++;
        }
        return steps;
    }
}
