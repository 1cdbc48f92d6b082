package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListSet;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * What a VM was promised and doesn't have at the moment.
 *
 * @param performance the level
 * @param networkAdapters the VM's network adapters, each with one virtual function
 */
@ApiType
public record PromisedFunctions(
        Performance performance,

        @Size(min = 1, max = Bounds.NETWORK_ADAPTERS) @ListSet
        List<@Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String> networkAdapters) {
    public PromisedFunctions {
        networkAdapters = Lists.orEmpty(networkAdapters);
    }
}
