package io.accelnet.plan.reserve;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The performance tiers of one cluster. A tier is an index into the list, 0 is the lowest; levels with equal queue pairs
 * are one tier.
 *
 * @param queuePairs queue pairs that one VF of each tier takes; strictly ascending, each at least 1, not empty
 * @param offered the tiers that VMs may ask for, strictly ascending, not empty. The others are only held, by VMs that have what
 *     levels took before
 */
public record Tiers(List<Integer> queuePairs, List<Integer> offered) {

    /** All tiers are offered. */
    public Tiers(List<Integer> queuePairs) {
        this(queuePairs, IntStream.range(0, queuePairs.size()).boxed().toList());
    }

    /**
     * Takes copies of the lists.
     *
     * @throws IllegalArgumentException if the queue pairs are empty, not strictly ascending, or begin below 1, or a tier is offered
     *     that isn't there
     */
    public Tiers {
        queuePairs = List.copyOf(queuePairs);
        offered = List.copyOf(offered);
        if (offered.isEmpty() || offered.getFirst() < 0 || offered.getLast() >= queuePairs.size()) {
            throw new IllegalArgumentException("no such tiers: " + offered + " of " + queuePairs);
        }
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
