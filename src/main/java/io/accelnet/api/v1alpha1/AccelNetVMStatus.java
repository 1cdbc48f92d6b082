package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListMap;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator answers a VM's owner.
 *
 * @param observedGeneration the generation of the spec that this status speaks of
 * @param admitted whether the VM was promised its virtual functions. The promise is kept until the AccelNetVM goes
 * @param nodeName the node on which the VM has its virtual functions. Absent: it has none
 * @param performance the level of these virtual functions, which is the old one while a change doesn't fit. Absent: it has none
 * @param portPolicy Different: those of one pool come from different ports, which is promised. Absent: it isn't, or the VM has none
 * @param virtualFunctions one for each of the VM's network adapters. Empty: it has none
 * @param promised what an admitted VM gets as soon as there is room, while it has no virtual functions. Absent: it has them, or
 *     was promised none
 * @param failedStarts its pods for which kube-scheduler found no node, the last one last, until the VM runs. When it starts again, the
 *     nodes on which it failed come after all others. Absent: there is none
 * @param conditions Ready and what it is made of
 */
@ApiType
public record AccelNetVMStatus(
        @Min(0) @Nullable Long observedGeneration,
        @Nullable Boolean admitted,

        @Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) @SelectableField @Nullable String nodeName,

        @Nullable Performance performance,

        @Nullable PortPolicy portPolicy,

        @Size(max = Bounds.NETWORK_ADAPTERS) @ListMap("networkAdapter")
        List<AssignedFunction> virtualFunctions,

        @Nullable PromisedFunctions promised,

        @Size(max = Bounds.FAILED_STARTS) @ListMap("podUID") @Nullable List<FailedStart> failedStarts,

        @Size(max = Bounds.CONDITIONS) @ListMap("type") List<Condition> conditions) {
    public AccelNetVMStatus {
        failedStarts = failedStarts == null || failedStarts.isEmpty() ? null : List.copyOf(failedStarts);
        virtualFunctions = Lists.orEmpty(virtualFunctions);
        conditions = Lists.orEmpty(conditions);
    }

    /** Of a VM that may have its virtual functions from any ports. */
    public AccelNetVMStatus(
            @Nullable Long observedGeneration,
            @Nullable Boolean admitted,
            @Nullable String nodeName,
            @Nullable Performance performance,
            List<AssignedFunction> virtualFunctions,
            @Nullable PromisedFunctions promised,
            @Nullable List<FailedStart> failedStarts,
            List<Condition> conditions) {
        this(
                observedGeneration,
                admitted,
                nodeName,
                performance,
                null,
                virtualFunctions,
                promised,
                failedStarts,
                conditions);
    }
}
