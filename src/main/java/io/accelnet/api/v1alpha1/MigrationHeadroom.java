package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/**
 * How many of the VMs that run could be migrated at once now, while the reserve holds.
 *
 * @param virtualMachines how many
 * @param atLeast true: so many could be migrated, and maybe some more. Otherwise the number is exact
 */
@ApiType
public record MigrationHeadroom(
        @Min(0) @Max(Bounds.COUNT) int virtualMachines,
        @Nullable Boolean atLeast) {}
