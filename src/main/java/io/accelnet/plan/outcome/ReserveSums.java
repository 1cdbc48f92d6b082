package io.accelnet.plan.outcome;

import io.accelnet.plan.Level;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a cluster's reserve; {@code capacity = used + free + inMaintenance + leaving + usedByOthers} and
 * {@code free = reserved + available}.
 *
 * @param nodes members, up or down
 * @param failuresToTolerate k: how many members may be down at once
 * @param nodesDown members that are down
 * @param failuresToleratedNow how many of the tolerated failures are left
 * @param worstNodes a set of members whose failure leaves the least room, by name
 * @param capacity virtual functions on members that are up, without those of adapters whose link is down
 * @param used of these, those that VMs have
 * @param free of these, those that no VM has, on nodes that take VMs
 * @param inMaintenance of these, those that no VM has, on nodes that take none
 * @param leaving of these, those that no VM has, on other nodes, which are leaving the cluster
 * @param usedByOthers of these, those that are in the hand of others: of pods without an entry of the cluster's VMs, of VMs that aren't the
 *     cluster's, and those that the nodes don't hand out
 * @param reserved of the free ones, those that no VM would be admitted to
 * @param available of the free ones, those that VMs of the lowest level would still be admitted to
 * @param headroom how many more VMs with one network adapter would be admitted, one after another, one level at a time
 * @param headroomIsExact whether that is exact; else so many would be admitted, and maybe more
 */
public record ReserveSums(
        int nodes,
        int failuresToTolerate,
        int nodesDown,
        int failuresToleratedNow,
        List<String> worstNodes,
        int capacity,
        int used,
        int free,
        int inMaintenance,
        int leaving,
        int usedByOthers,
        int reserved,
        int available,
        Map<Level, Integer> headroom,
        boolean headroomIsExact) {}
