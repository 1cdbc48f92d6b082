package io.accelnet.plan.reserve;

import java.util.List;

/**
 * The performance tiers of one cluster. A tier is an index into the list, 0 is the lowest; levels with equal queue pairs
 * are one tier.
 *
 * @param queuePairs queue pairs that one VF of each tier takes; strictly ascending, each at least 1, not empty
 */
public record Tiers(List<Integer> queuePairs) {

    /** @throws IllegalArgumentException if the list is empty, not strictly ascending, or begins below 1 */
    public Tiers {
        queuePairs = List.copyOf(queuePairs);
        if (queuePairs.isEmpty()) {
            throw new IllegalArgumentException("at least one tier is needed");
        }
        int last = 0;
        for (int pairs : queuePairs) {
            if (pairs <= last) {
                throw new IllegalArgumentException("queue pairs must ascend strictly from 1: " + queuePairs);
            }
            last = pairs;
        }
    }

    /** How many tiers there are, at least 1. */
    public int count() {
        return queuePairs.size();
    }

    /** The queue pairs that one VF of the tier takes. */
    public int queuePairs(int tier) {
        return queuePairs.get(tier);
    }
}
