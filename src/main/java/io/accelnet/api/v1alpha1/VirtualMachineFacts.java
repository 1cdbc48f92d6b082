package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListMap;
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
 * @param adapterIntents from which intent network adapters have their virtual functions. One that isn't named here has its own from the
 *     cluster's intentName. Absent: all have
 * @param nodeName the node that the VM is reported to run on. Absent: no node is reported
 */
@ApiType
@ValidationRule(
        value = "!has(self.adapterIntents) || (has(self.networkAdapters)"
                + " && self.adapterIntents.all(each, each.networkAdapter in self.networkAdapters))",
        message = "adapterIntents: each networkAdapter has to be one of networkAdapters",
        fieldPath = ".adapterIntents",
        reason = "FieldValueInvalid")
public record VirtualMachineFacts(
        @Min(1) @Max(4096) int virtualProcessors,

        @Size(max = Bounds.NETWORK_ADAPTERS) @ListSet
        List<@Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String> networkAdapters,

        @Size(max = Bounds.NETWORK_ADAPTERS) @ListMap("networkAdapter") @Nullable List<AdapterIntent> adapterIntents,

        @Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) @ValidationRule(
                value = "self == self.lowerAscii()",
                message = "nodeName: names of nodes are in lower case, whatever the host itself shows",
                reason = "FieldValueInvalid")
        @Nullable String nodeName) {
    public VirtualMachineFacts {
        networkAdapters = Lists.orEmpty(networkAdapters);
        adapterIntents = adapterIntents == null || adapterIntents.isEmpty() ? null : List.copyOf(adapterIntents);
    }

    /** A VM all of whose network adapters belong to the cluster's intentName. */
    public VirtualMachineFacts(int virtualProcessors, List<String> networkAdapters, @Nullable String nodeName) {
        this(virtualProcessors, networkAdapters, null, nodeName);
    }
}
