package io.accelnet.plan.reserve.decision;

import java.util.function.IntPredicate;

/** Finds the number up to which something holds, given that what holds for a number holds for all smaller ones. */
public final class BinarySearch {

    private BinarySearch() {}

    /**
     * The last number for which it holds.
     *
     * @param holds a number for which it is known to hold
     * @param fails a larger one for which it is known not to
     */
    public static int last(int holds, int fails, IntPredicate question) {
        int low = holds;
        int high = fails;
        while (high - low > 1) {
            int tried = (low + high) >>> 1;
            if (question.test(tried)) {
                low = tried;
            } else {
                high = tried;
            }
        }
        return low;
    }

    /** The first number of these, both ends included, that will do, given that the last one does. */
    public static int first(int lowest, int highest, IntPredicate does) {
        return last(lowest - 1, highest, does.negate()) + 1;
    }
}
