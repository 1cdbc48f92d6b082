package io.accelnet.plan.reserve.certificate;

import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;

/** Chooses the thresholds of conditions among the sizes that occur: with each threshold more, conditions multiply. */
public final class Thresholds {

    /** As many as there are sizes where a VM has up to 64 VFs of up to 4 slots each. */
    public static final int MOST = 9;

    private Thresholds() {}

    /**
     * All of them, ascending, or, if there are too many, the least, the largest, and evenly between. For a proof a VM of a size
     * between two counts as one of the larger; a refutation has fewer conditions.
     *
     * @param sizes powers of two, at least one
     */
    public static int[] among(Collection<Integer> sizes, int most) {
        int[] all = new TreeSet<>(sizes).stream().mapToInt(Integer::intValue).toArray();
        if (all.length <= most) {
            return all;
        }
        int[] some = new int[most];
        Arrays.setAll(some, index -> all[index * (all.length - 1) / (most - 1)]);
        return some;
    }
}
