package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.LabelSelector;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator wants of a cluster.
 *
 * @param intentName the NetworkIntent whose adapters are used. It has to have the type Compute
 * @param nodeReservePercentage the share of the cluster's nodes, in percent, that may be down at once while every VM that was
 *     admitted still has its virtual functions. The number of nodes is rounded down: 50 percent of 5 nodes are 2
 * @param nodeSelector which AccelNetNodes are members, by label. Absent or empty: all
 * @param queuePairs queue pairs per virtual function, by performance level
 * @param unsupportedNodes what to do about selected nodes that fail a prerequisite
 * @param unsupportedAdapters what to do about adapters of the intent that fail their check on some node
 * @param allowedNamespaces which namespaces' VMs may be given virtual functions, by the namespaces' labels. Absent or empty:
 *     all
 * @param maxVirtualFunctionsPerNamespace the most virtual functions that one namespace's VMs may be given. Absent: no limit
 */
@ApiType
public record AccelNetClusterSpec(
        @Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) String intentName,

        @Min(0) @Max(99) @Default("50") @Nullable Integer nodeReservePercentage,
        @Nullable LabelSelector nodeSelector,

        @Default("{\"low\": 1, \"medium\": 2, \"high\": 4}") @Nullable QueuePairs queuePairs,

        @Default("Block") @Nullable UnsupportedNodes unsupportedNodes,

        @Default("Block") @Nullable UnsupportedAdapters unsupportedAdapters,
        @Nullable LabelSelector allowedNamespaces,
        @Min(0) @Max(Bounds.COUNT) @Nullable Integer maxVirtualFunctionsPerNamespace) {}
