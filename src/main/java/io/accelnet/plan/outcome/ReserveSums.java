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
 * @param headroomIsExact whether that is exact; else about so many would be admitted, and maybe more
 * @param pools the numbers of each pool, in the order of the cluster's intents; empty if it has one
 * @param combinations the headroom of VMs with a network adapter in each of several pools; empty if the cluster has one
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
        boolean headroomIsExact,
        List<PoolSums> pools,
        List<CombinationSums> combinations) {
    /**
     * The numbers of one pool; they add up like those of the cluster.
     *
     * @param intent its intent
     * @param capacity virtual functions on members that are up
     * @param used of these, those that VMs have
     * @param free of these, those that no VM has, on nodes that take VMs
     * @param inMaintenance of these, those that no VM has, on nodes that take none
     * @param leaving of these, those that no VM has, on other nodes, which are leaving the cluster
     * @param usedByOthers of these, those that are in the hand of others
     * @param reserved of the free ones, those that no VM would be admitted to
     * @param available of the free ones, those that VMs of the lowest level with one network adapter would still be admitted to
     * @param headroom how many more VMs with one network adapter, of this pool, would be admitted, one level at a time
     * @param headroomIsExact whether that is exact
     */
    public record PoolSums(
            String intent,
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

    /**
     * How many more VMs would be admitted with one network adapter in each of several pools.
     *
     * @param intents the pools' intents, in the order of the cluster
     * @param headroom how many, one level at a time
     * @param headroomIsExact whether that is exact
     */
    public record CombinationSums(List<String> intents, Map<Level, Integer> headroom, boolean headroomIsExact) {}
}
