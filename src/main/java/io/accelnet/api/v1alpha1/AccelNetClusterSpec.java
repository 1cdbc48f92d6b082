package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListSet;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator wants of a cluster.
 *
 * @param intentName the NetworkIntent whose adapters are used. It has to have the type Compute
 * @param additionalIntentNames further NetworkIntents whose adapters are used, under the same rules. Each intent is a pool of its own: a
 *     network adapter of a VM has its virtual function from one of them. Absent: there is one pool
 * @param portPolicy from which ports the virtual functions come that a VM has of one pool, unless its AccelNetVM says something else
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
@ValidationRule(
        value = "!has(self.additionalIntentNames) || !(self.intentName in self.additionalIntentNames)",
        message = "additionalIntentNames: intentName is one of them, and needn't be named again: take it out",
        fieldPath = ".additionalIntentNames",
        reason = "FieldValueInvalid")
public record AccelNetClusterSpec(
        @Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) String intentName,

        @Size(max = Bounds.ADDITIONAL_INTENTS) @ListSet @Nullable List<@Size(min = 1, max = Bounds.SUBDOMAIN_LENGTH) @Pattern(Bounds.SUBDOMAIN) String> additionalIntentNames,

        @Default("Any") @Nullable PortPolicy portPolicy,

        @Min(0) @Max(99) @Default("50") @Nullable Integer nodeReservePercentage,
        @Nullable LabelSelector nodeSelector,

        @Default("{\"low\": 1, \"medium\": 2, \"high\": 4}") @Nullable QueuePairs queuePairs,

        @Default("Block") @Nullable UnsupportedNodes unsupportedNodes,

        @Default("Block") @Nullable UnsupportedAdapters unsupportedAdapters,
        @Nullable LabelSelector allowedNamespaces,
        @Min(0) @Max(Bounds.COUNT) @Nullable Integer maxVirtualFunctionsPerNamespace) {
    public AccelNetClusterSpec {
        additionalIntentNames = additionalIntentNames == null || additionalIntentNames.isEmpty()
                ? null
                : List.copyOf(additionalIntentNames);
    }

    /** What is wanted of a cluster with one intent, whose VMs may have their virtual functions from any ports. */
    public AccelNetClusterSpec(
            String intentName,
            @Nullable Integer nodeReservePercentage,
            @Nullable LabelSelector nodeSelector,
            @Nullable QueuePairs queuePairs,
            @Nullable UnsupportedNodes unsupportedNodes,
            @Nullable UnsupportedAdapters unsupportedAdapters,
            @Nullable LabelSelector allowedNamespaces,
            @Nullable Integer maxVirtualFunctionsPerNamespace) {
        this(
                intentName,
                null,
                null,
                nodeReservePercentage,
                nodeSelector,
                queuePairs,
                unsupportedNodes,
                unsupportedAdapters,
                allowedNamespaces,
                maxVirtualFunctionsPerNamespace);
    }

    /** All its intents, the order in which pools are counted: first intentName, then the further ones as they are named. */
    public List<String> allIntentNames() {
        return additionalIntentNames == null
                ? List.of(intentName)
                : Stream.concat(Stream.of(intentName), additionalIntentNames.stream())
                        .distinct()
                        .toList();
    }
}
