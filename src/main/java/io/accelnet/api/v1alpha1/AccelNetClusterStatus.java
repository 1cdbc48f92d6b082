package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListMap;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says about a cluster.
 *
 * @param observedGeneration the generation of the spec that this status speaks of
 * @param reserve the numbers of the reserve, so that a reader can check them
 * @param migrationHeadroom how many of the VMs that run could be migrated at once now. Absent: no AccelNetVM names a VirtualMachine
 * @param virtualMachines the cluster's VMs, counted
 * @param prerequisites what each prerequisite check found
 * @param conditions Ready and what it is made of
 */
@ApiType
public record AccelNetClusterStatus(
        @Min(0) @Nullable Long observedGeneration,
        @Nullable ReserveStatus reserve,
        @Nullable MigrationHeadroom migrationHeadroom,
        @Nullable VmCounts virtualMachines,
        @Size(max = Bounds.CONDITIONS) @ListMap("type") List<PrerequisiteResult> prerequisites,
        @Size(max = Bounds.CONDITIONS) @ListMap("type") List<Condition> conditions) {
    public AccelNetClusterStatus {
        prerequisites = Lists.orEmpty(prerequisites);
        conditions = Lists.orEmpty(conditions);
    }
}
