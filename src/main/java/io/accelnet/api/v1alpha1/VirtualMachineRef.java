package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/**
 * Names a KubeVirt VirtualMachine in the namespace of the AccelNetVM.
 *
 * @param name the VirtualMachine's name. It may be created later
 */
@ApiType
public record VirtualMachineRef(
        @Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) String name) {}
