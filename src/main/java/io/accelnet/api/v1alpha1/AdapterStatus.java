package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * What the operator found of one port.
 *
 * @param name the port's name
 * @param virtualFunctions how many virtual functions the cluster of this node may use on the port
 * @param used how many virtual functions of the port VMs have
 * @param free how many virtual functions of the port can still be given. 0 while the node is down or in maintenance, or
 *     the port's link is down
 * @param reason the documented code of the check that the port fails, or LinkDown. Absent: neither
 * @param message what is wrong and what to do. Absent: nothing is
 */
@ApiType
public record AdapterStatus(
        @Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String name,

        @Min(0) @Max(Bounds.COUNT) int virtualFunctions,
        @Min(0) @Max(Bounds.COUNT) int used,
        @Min(0) @Max(Bounds.COUNT) int free,
        @Size(max = 1024) @Nullable String reason,
        @Size(max = Bounds.MESSAGE_LENGTH) @Nullable String message) {}
