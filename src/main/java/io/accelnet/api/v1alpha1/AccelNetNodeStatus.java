package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListMap;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator decided for a host.
 *
 * @param observedGeneration the generation of the spec that this status speaks of
 * @param cluster the AccelNetCluster that the node is a member of, be it leaving or not. Absent: none
 * @param leavingSince since when the node has been leaving this cluster, as the cluster no longer selects it or leaves it out as
 *     unsupported. It stays a member for some time, and as long as VMs of the cluster have virtual functions here. Absent: it
 *     isn't leaving
 * @param kubernetesNodeSeen whether there has ever been a Kubernetes Node of this name. With hostType KubernetesNode the node is
 *     no member of a cluster before
 * @param virtualFunctions how many virtual functions the cluster may use on this node
 * @param used how many virtual functions VMs have
 * @param free how many virtual functions can still be given. 0 while the node is down, in maintenance, or leaving
 * @param adapters what the operator found, for each port
 * @param allocations the ledger: which VM has which virtual function. A VM has a virtual function only once it is written here
 * @param conditions Ready and what it is made of
 */
@ApiType
public record AccelNetNodeStatus(
        @Min(0) @Nullable Long observedGeneration,

        @Size(max = Bounds.SUBDOMAIN_LENGTH) @SelectableField @Nullable String cluster,

        @Size(max = Bounds.TIME_LENGTH) @Pattern(Bounds.TIME) @Nullable String leavingSince,

        @Nullable Boolean kubernetesNodeSeen,

        @Min(0) @Max(Bounds.COUNT) @Nullable Integer virtualFunctions,
        @Min(0) @Max(Bounds.COUNT) @Nullable Integer used,
        @Min(0) @Max(Bounds.COUNT) @Nullable Integer free,
        @Size(max = Bounds.PORTS) @ListMap("name") List<AdapterStatus> adapters,

        @Size(max = Bounds.VIRTUAL_FUNCTIONS) @ListMap({"adapter", "virtualFunction"})
        List<Allocation> allocations,

        @Size(max = Bounds.CONDITIONS) @ListMap("type") List<Condition> conditions) {
    public AccelNetNodeStatus {
        adapters = Lists.orEmpty(adapters);
        allocations = Lists.orEmpty(allocations);
        conditions = Lists.orEmpty(conditions);
    }
}
