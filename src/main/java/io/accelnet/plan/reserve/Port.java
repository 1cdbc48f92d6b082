package io.accelnet.plan.reserve;

/**
 * What one adapter of a host offers this cluster in total, used or not. What others hold on it is subtracted already.
 *
 * @param name unique on the host
 * @param virtualFunctions VFs, 0 or more
 * @param queuePairs budget of queue pairs for all VFs together, 0 or more, or {@link #UNBOUNDED}
 * @param maxQueuePairsPerFunction most queue pairs that a single VF can have; decides the highest tier that it can serve
 * @param pool which of the cluster's pools it belongs to, from 0; below {@link #MOST_POOLS}
 */
public record Port(String name, int virtualFunctions, int queuePairs, int maxQueuePairsPerFunction, int pool) {

    /** A cluster has no more pools. */
    public static final int MOST_POOLS = 8;

    /** The budget of queue pairs of an adapter that states none. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException if a number is negative, or there is no such pool */
    public Port {
        if (virtualFunctions < 0 || queuePairs < 0 || maxQueuePairsPerFunction < 0) {
            throw new IllegalArgumentException("negative capacity on port " + name);
        }
        if (pool < 0 || pool >= MOST_POOLS) {
            throw new IllegalArgumentException("no such pool of port " + name + ": " + pool);
        }
    }

    /** A port of the first pool. */
    public Port(String name, int virtualFunctions, int queuePairs, int maxQueuePairsPerFunction) {
        this(name, virtualFunctions, queuePairs, maxQueuePairsPerFunction, 0);
    }
}
