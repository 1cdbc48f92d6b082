package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/**
 * The virtual function of one of the VM's network adapters.
 *
 * @param networkAdapter the VM's network adapter
 * @param adapter the physical port on the node
 * @param virtualFunction the virtual function's number on that port, from 0
 * @param queuePairs the virtual function's queue pairs
 */
@ApiType
public record AssignedFunction(
        @Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String networkAdapter,

        @Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String adapter,

        @Min(0) @Max(Bounds.VIRTUAL_FUNCTIONS - 1) int virtualFunction,

        @Min(1) @Max(Bounds.QUEUE_PAIRS_PER_VIRTUAL_FUNCTION) int queuePairs) {}
