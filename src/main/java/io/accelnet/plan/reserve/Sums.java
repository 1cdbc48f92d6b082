package io.accelnet.plan.reserve;

import java.util.List;

/**
 * The arithmetic of the reserve, in VFs of ports that can serve the lowest tier at least. On the hosts that are up,
 * {@code capacity = used + free + cordoned + leaving}, and {@code free = reserved + headroom of the lowest tier offered}.
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
 *     another, one tier at a time
 * @param headroomIsExact whether that was found for each tier; else so many would be admitted, and maybe more
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
        boolean headroomIsExact) {

    /** Takes copies of the lists. */
    public Sums {
        worstHosts = List.copyOf(worstHosts);
        headroom = List.copyOf(headroom);
    }
}
