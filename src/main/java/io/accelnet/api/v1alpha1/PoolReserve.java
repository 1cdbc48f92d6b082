package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one pool of a cluster with several: capacity = used + reserved + available + inMaintenance + leaving + usedByOthers. Those
 * of all pools add up to those of the cluster.
 *
 * @param intentName the NetworkIntent whose adapters the pool has
 * @param capacity virtual functions of the pool on members that are up, without those of adapters whose link is down
 * @param used of the capacity, those that the cluster's VMs have
 * @param free of the capacity, those that no VM has, on nodes that take VMs: reserved + available
 * @param inMaintenance of the capacity, those that no VM has, on nodes in maintenance
 * @param leaving of the capacity, those that no VM has, on other nodes, which are leaving the cluster. Absent: 0
 * @param usedByOthers of the capacity, those that others have, and nobody gets until they are free. Absent: 0
 * @param reserved of the free ones, those that no VM is admitted to: held back for node failures
 * @param available of the free ones, those that VMs of level Low with one network adapter, which belongs to this pool, would still be
 *     admitted to
 * @param headroom how many more VMs with one network adapter, which belongs to this pool, would be admitted
 */
@ApiType
public record PoolReserve(
        @Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) String intentName,

        @Min(0) @Max(Bounds.COUNT) int capacity,
        @Min(0) @Max(Bounds.COUNT) int used,
        @Min(0) @Max(Bounds.COUNT) int free,
        @Min(0) @Max(Bounds.COUNT) int inMaintenance,
        @Min(0) @Max(Bounds.COUNT) @Nullable Integer leaving,
        @Min(0) @Max(Bounds.COUNT) @Nullable Integer usedByOthers,
        @Min(0) @Max(Bounds.COUNT) int reserved,
        @Min(0) @Max(Bounds.COUNT) int available,
        VmHeadroom headroom) {}
