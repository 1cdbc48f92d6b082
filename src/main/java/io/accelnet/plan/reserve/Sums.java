package io.accelnet.plan.reserve;

import java.util.List;

/**
 * The arithmetic of the reserve, in VFs of ports that can serve the lowest tier at least. On the hosts that are up,
 * {@code capacity = used + free + cordoned + leaving}. With one pool, {@code free = reserved + headroom of the lowest tier offered};
 * with several, {@code free} is the sum of the pools' {@code reserved} and of their headroom of that tier.
 *
 * @param hosts members, up or down
 * @param failures how many failures the reserve is for
 * @param down how many members are down
 * @param capacity VFs on hosts that are up
 * @param used of these, in use
 * @param free of these, not in use, on hosts that take VMs
 * @param cordoned of these, not in use, on hosts that take none
 * @param leaving of these, not in use, on other hosts, which leave
 * @param reserved free VFs that no admission may use
 * @param failuresTolerated the largest number of further failures that the present state provably survives
 * @param worstHosts the hosts whose failure leaves least room, as many as may still fail, by name
 * @param headroom for each tier offered, in their order, how many more VMs of one VF of that tier would be admitted, one after
 *     another, one tier at a time; with several pools, of the pool that takes most
 * @param headroomIsExact whether that was found for each tier, VM by VM; else about so many would be admitted, and maybe more
 * @param pools the same for each pool, in their order; empty if there is but one
 * @param combinations how many more VMs would be admitted that need one VF of each of several pools, for the sets of pools of
 *     which VMs have VFs, and for all pools; empty if there is but one
 */
public record Sums(
        int hosts,
        int failures,
        int down,
        int capacity,
        int used,
        int free,
        int cordoned,
        int leaving,
        int reserved,
        int failuresTolerated,
        List<String> worstHosts,
        List<Integer> headroom,
        boolean headroomIsExact,
        List<OfPool> pools,
        List<OfCombination> combinations) {

    /** Takes copies of the lists. */
    public Sums {
        worstHosts = List.copyOf(worstHosts);
        headroom = List.copyOf(headroom);
        pools = List.copyOf(pools);
        combinations = List.copyOf(combinations);
    }

    /**
     * The arithmetic of one pool; {@code capacity = used + free + cordoned + leaving}, and {@code free = reserved + headroom of the
     * lowest tier offered}.
     *
     * @param capacity VFs of the pool on hosts that are up
     * @param used of these, in use
     * @param free of these, not in use, on hosts that take VMs
     * @param cordoned of these, not in use, on hosts that take none
     * @param leaving of these, not in use, on other hosts, which leave
     * @param reserved free VFs that no VM is admitted to that needs one VF of this pool alone
     * @param headroom for each tier offered, how many more VMs of one VF of this pool would be admitted
     */
    public record OfPool(
            int capacity, int used, int free, int cordoned, int leaving, int reserved, List<Integer> headroom) {
        /** Takes a copy of the list. */
        public OfPool {
            headroom = List.copyOf(headroom);
        }
    }

    /**
     * How many more VMs would be admitted that need VFs of several pools.
     *
     * @param pools the pools, ascending, at least two; each VM needs one VF of each
     * @param headroom for each tier offered, how many
     */
    public record OfCombination(List<Integer> pools, List<Integer> headroom) {
        /** Takes copies of the lists. */
        public OfCombination {
            pools = List.copyOf(pools);
            headroom = List.copyOf(headroom);
        }
    }
}
