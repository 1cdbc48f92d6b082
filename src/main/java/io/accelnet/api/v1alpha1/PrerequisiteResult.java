package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/**
 * What one prerequisite check found.
 *
 * @param type the condition type of the check
 * @param passed how many nodes (or adapters, or, for a check of the cluster as a whole, 1) passed
 * @param failed how many failed
 * @param unknown how many state too little
 */
@ApiType
public record PrerequisiteResult(
        @Size(min = 1, max = 316) String type,
        @Min(0) @Max(Bounds.COUNT) int passed,
        @Min(0) @Max(Bounds.COUNT) int failed,
        @Min(0) @Max(Bounds.COUNT) int unknown) {}
