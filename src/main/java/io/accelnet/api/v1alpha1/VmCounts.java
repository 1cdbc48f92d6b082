package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/**
 * The cluster's VMs, counted.
 *
 * @param total AccelNetVMs that name this cluster
 * @param admitted of these, those that were promised virtual functions
 * @param withoutVirtualFunctions of the admitted ones, those that have none at the moment
 * @param waiting those that aren't admitted, and wait for something that comes without a change by the user
 * @param refused those that aren't admitted, and need a change by the user
 */
@ApiType
public record VmCounts(
        @Min(0) @Max(Bounds.COUNT) int total,
        @Min(0) @Max(Bounds.COUNT) int admitted,
        @Min(0) @Max(Bounds.COUNT) int withoutVirtualFunctions,
        @Min(0) @Max(Bounds.COUNT) int waiting,
        @Min(0) @Max(Bounds.COUNT) int refused) {}
