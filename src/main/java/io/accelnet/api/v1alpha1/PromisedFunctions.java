package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListMap;
import io.accelnet.api.schema.ListSet;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a VM was promised and doesn't have at the moment.
 *
 * @param performance the level
 * @param networkAdapters the VM's network adapters, each with one virtual function
 * @param adapterIntents from which intent network adapters have them. One that isn't named here has its own from the cluster's
 *     intentName. Absent: all have
 * @param portPolicy Different: those of one pool are from different ports. Absent: from any
 */
@ApiType
public record PromisedFunctions(
        Performance performance,

        @Size(min = 1, max = Bounds.NETWORK_ADAPTERS) @ListSet
        List<@Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String> networkAdapters,

        @Size(max = Bounds.NETWORK_ADAPTERS) @ListMap("networkAdapter") @Nullable List<AdapterIntent> adapterIntents,

        @Nullable PortPolicy portPolicy) {
    public PromisedFunctions {
        networkAdapters = Lists.orEmpty(networkAdapters);
        adapterIntents = adapterIntents == null || adapterIntents.isEmpty() ? null : List.copyOf(adapterIntents);
    }

    /** Virtual functions of the cluster's intentName, from any ports. */
    public PromisedFunctions(Performance performance, List<String> networkAdapters) {
        this(performance, networkAdapters, null, null);
    }
}
