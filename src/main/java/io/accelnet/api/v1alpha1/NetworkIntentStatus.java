package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListMap;
import io.accelnet.api.schema.ListSet;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says about an intent.
 *
 * @param observedGeneration the generation of the spec that this status speaks of
 * @param summary the lists of the spec in one line each, for the columns of kubectl get
 * @param adapters the adapters that this intent has: those of its spec that no older intent keeps
 * @param conditions Ready and what it is made of
 */
@ApiType
public record NetworkIntentStatus(
        @Min(0) @Nullable Long observedGeneration,

        @Nullable IntentSummary summary,

        @Size(max = Bounds.PORTS) @ListSet
        List<@Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String> adapters,

        @Size(max = Bounds.CONDITIONS) @ListMap("type") List<Condition> conditions) {
    public NetworkIntentStatus {
        adapters = Lists.orEmpty(adapters);
        conditions = Lists.orEmpty(conditions);
    }
}
