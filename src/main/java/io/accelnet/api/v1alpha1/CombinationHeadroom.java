package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListSet;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * How many more VMs would be admitted that have one network adapter in each of several pools.
 *
 * @param intentNames the NetworkIntents whose pools these are
 * @param headroom how many, one level at a time
 */
@ApiType
public record CombinationHeadroom(
        @Size(min = 2, max = Bounds.ADDITIONAL_INTENTS + 1) @ListSet
        List<@Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) String> intentNames,

        VmHeadroom headroom) {
    public CombinationHeadroom {
        intentNames = Lists.orEmpty(intentNames);
    }
}
