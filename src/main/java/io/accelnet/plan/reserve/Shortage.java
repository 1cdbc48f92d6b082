package io.accelnet.plan.reserve;

import java.util.List;

/**
 * What the reserve is short of: if certain hosts go down, those of their VMs that need at least {@code size} VFs of at least
 * {@code tier} don't fit on what is free elsewhere.
 *
 * @param tier the lowest tier that the condition speaks of
 * @param size the least number of VFs per VM that it speaks of in that tier
 * @param shortBy how much is missing, at least 1
 * @param unit what is missing
 * @param worstHosts the hosts whose failure shows it, by name
 * @param pools the pools that it speaks of: what is missing is so many VFs of each of them, on one host. Empty if there is but
 *     one pool
 */
public record Shortage(int tier, int size, int shortBy, Unit unit, List<String> worstHosts, List<Integer> pools) {

    /** Takes copies of the lists. */
    public Shortage {
        worstHosts = List.copyOf(worstHosts);
        pools = List.copyOf(pools);
    }

    /** Where there is one pool. */
    public Shortage(int tier, int size, int shortBy, Unit unit, List<String> worstHosts) {
        this(tier, size, shortBy, unit, worstHosts, List.of());
    }

    /** What a reserve can be short of. */
    public enum Unit {
        /** Virtual functions. */
        VIRTUAL_FUNCTIONS,
        /** Queue pairs. */
        QUEUE_PAIRS,
        /**
         * Hosts that have all that a VM needs free. VFs and queue pairs are enough in sum, but not as they lie; so much was
         * found by trying everything. The number is that of VMs that are left out at least.
         */
        PLACES
    }
}
