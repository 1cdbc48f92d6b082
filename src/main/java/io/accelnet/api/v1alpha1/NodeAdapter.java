package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * A physical port of a host.
 *
 * @param name the port's name on the host, as intents name it
 * @param sriovSupport what the port's driver reports of SR-IOV
 * @param sriovEnabled whether SR-IOV is switched on for the port. Absent: not known
 * @param virtualFunctions how many virtual functions the port has
 * @param queuePairs the budget of queue pairs that all virtual functions of the port share. Absent: no such limit
 * @param maxQueuePairsPerVirtualFunction the most queue pairs that one virtual function of the port can have. Absent: no such
 *     limit
 */
@ApiType
public record NodeAdapter(
        @Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String name,

        SriovSupport sriovSupport,
        @Nullable Boolean sriovEnabled,
        @Min(0) @Max(Bounds.VIRTUAL_FUNCTIONS) int virtualFunctions,
        @Min(1) @Max(Bounds.QUEUE_PAIRS) @Nullable Integer queuePairs,

        @Min(1) @Max(Bounds.QUEUE_PAIRS_PER_VIRTUAL_FUNCTION) @Nullable Integer maxQueuePairsPerVirtualFunction) {}
