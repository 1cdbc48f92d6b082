package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/**
 * How many more VMs with one network adapter would be admitted, one after another, one level at a time.
 *
 * @param low how many, if all were of level Low
 * @param medium how many, if all were of level Medium
 * @param high how many, if all were of level High
 * @param atLeast true: so many would be admitted, and maybe some more, since on this cluster it would take too long to try all
 *     places. Otherwise the numbers are exact
 */
@ApiType
public record VmHeadroom(
        @Min(0) @Max(Bounds.COUNT) int low,
        @Min(0) @Max(Bounds.COUNT) int medium,
        @Min(0) @Max(Bounds.COUNT) int high,
        @Nullable Boolean atLeast) {}
