package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListMap;
import io.accelnet.api.schema.ListSet;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the reserve, so that a reader can check them: failuresToTolerate = floor(nodes * percentage / 100), and
 * capacity = used + reserved + available + inMaintenance + leaving + usedByOthers.
 *
 * @param nodes members, up or down
 * @param failuresToTolerate how many members may be down at once: floor(nodes * nodeReservePercentage / 100)
 * @param nodesDown members that are down
 * @param failuresToleratedNow how many of the tolerated failures are left: so many more members may fail now with no VM left without its virtual
 *     functions
 * @param worstNodes a set of members whose failure leaves the least room, by name. At most 20 are listed
 * @param worstNodesTotal how many nodes that set has
 * @param capacity virtual functions on members that are up, without those of adapters whose link is down: used + free + inMaintenance
 *     + leaving + usedByOthers
 * @param used of the capacity, those that the cluster's VMs have
 * @param free of the capacity, those that no VM has, on nodes that take VMs: reserved + available
 * @param inMaintenance of the capacity, those that no VM has, on nodes in maintenance, which take no VMs
 * @param leaving of the capacity, those that no VM has, on other nodes, which are leaving the cluster: nobody new gets them,
 *     and a failover uses them only if the others don't do
 * @param usedByOthers of the capacity, those that others have, and nobody gets until they are free: pods for which no ledger entry of the
 *     cluster's VMs is, and VMs that aren't the cluster's; and those that nodes don't hand out. Absent: 0
 * @param reserved of the free ones, those that no VM is admitted to: held back for node failures. All of them while a prerequisite
 *     of the cluster doesn't hold, since nobody is admitted then
 * @param available of the free ones, those that VMs of level Low with one network adapter would still be admitted to; at least
 *     these, where headroom says so
 * @param headroom how many more VMs of each level would be admitted
 * @param pools the same for each pool. Absent: the cluster has one intent
 * @param combinations how many more VMs would be admitted that have a network adapter in each of several pools. Absent: the cluster has
 *     one intent
 */
@ApiType
public record ReserveStatus(
        @Min(0) @Max(Bounds.COUNT) int nodes,
        @Min(0) @Max(Bounds.COUNT) int failuresToTolerate,
        @Min(0) @Max(Bounds.COUNT) int nodesDown,
        @Min(0) @Max(Bounds.COUNT) int failuresToleratedNow,

        @Size(max = Bounds.NAMED_NODES) @ListSet
        List<@Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) String> worstNodes,

        @Min(0) @Max(Bounds.COUNT) int worstNodesTotal,
        @Min(0) @Max(Bounds.COUNT) int capacity,
        @Min(0) @Max(Bounds.COUNT) int used,
        @Min(0) @Max(Bounds.COUNT) int free,
        @Min(0) @Max(Bounds.COUNT) int inMaintenance,
        @Min(0) @Max(Bounds.COUNT) @Nullable Integer leaving,
        @Min(0) @Max(Bounds.COUNT) @Nullable Integer usedByOthers,
        @Min(0) @Max(Bounds.COUNT) int reserved,
        @Min(0) @Max(Bounds.COUNT) int available,
        VmHeadroom headroom,

        @Size(max = Bounds.ADDITIONAL_INTENTS + 1) @ListMap("intentName") @Nullable List<PoolReserve> pools,

        @Size(max = Bounds.INTENT_COMBINATIONS) @Nullable List<CombinationHeadroom> combinations) {
    public ReserveStatus {
        worstNodes = Lists.orEmpty(worstNodes);
        pools = pools == null || pools.isEmpty() ? null : List.copyOf(pools);
        combinations = combinations == null || combinations.isEmpty() ? null : List.copyOf(combinations);
    }
}
