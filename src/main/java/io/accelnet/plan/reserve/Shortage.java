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
 */
public record Shortage(int tier, int size, int shortBy, Unit unit, List<String> worstHosts) {

    /** Takes a copy of the list. */
    public Shortage {
        worstHosts = List.copyOf(worstHosts);
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
