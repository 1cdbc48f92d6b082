package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListSet;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VM's facts, for a VM that no object in the cluster describes.
 *
 * @param virtualProcessors the VM's virtual processors
 * @param networkAdapters the VM's network adapters, by name. Each gets one virtual function
 * @param nodeName the node that the VM is reported to run on. Absent: no node is reported
 */
@ApiType
public record VirtualMachineFacts(
        @Min(1) @Max(4096) int virtualProcessors,

        @Size(max = Bounds.NETWORK_ADAPTERS) @ListSet
        List<@Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String> networkAdapters,

        @Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) @ValidationRule(
                value = "self == self.lowerAscii()",
                message = "nodeName: names of nodes are in lower case, whatever the host itself shows",
                reason = "FieldValueInvalid")
        @Nullable String nodeName) {
    public VirtualMachineFacts {
        networkAdapters = Lists.orEmpty(networkAdapters);
    }
}
