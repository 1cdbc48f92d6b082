package io.accelnet.plan.reserve;

/**
 * What one host puts into the conditions of one table: for each rank and threshold the room that its VMs would need
 * elsewhere, and the room of its own that would go with it. A cell is {@code rank * thresholds().length + threshold}.
 */
interface Gauge {

    /** The demands counted. */
    Census census();

    /** The thresholds of the conditions, powers of two, ascending, at least one. */
    int[] thresholds();

    /**
     * Adds up one host.
     *
     * @param host the host
     * @param weights gets for each cell what the host's failure costs: what its VMs need, and its room
     * @param room gets for each cell the host's room alone
     */
    void measure(HostState host, int[] weights, int[] room);
}
