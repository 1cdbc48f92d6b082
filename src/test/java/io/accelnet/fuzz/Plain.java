package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people usually write. From extremes alone no cluster would ever be enabled, and nothing be planned. */
final class Plain {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Map<String, List<JsonNode>> VALUES = Map.ofEntries(
            Map.entry("NetworkIntent.spec.types[]", texts("Compute")),
            Map.entry("AccelNetNode.spec.hostType", texts("External")),
            Map.entry("AccelNetNode.spec.operatingSystem", texts("Linux")),
            Map.entry("AccelNetNode.spec.availability", texts("Available")),
            Map.entry("AccelNetNode.spec.hyperthreading", List.of(JSON.booleanNode(true))),
            Map.entry("AccelNetNode.spec.adapters[].sriovSupport", texts("Supported")),
            Map.entry("AccelNetNode.spec.adapters[].virtualFunctions", numbers(4, 8, 8, 16, 32, 64, 128)),
            Map.entry("AccelNetNode.spec.adapters[].queuePairs", numbers(16, 64, 128, 160)),
            Map.entry("AccelNetNode.spec.adapters[].maxQueuePairsPerVirtualFunction", numbers(2, 4, 8)),
            Map.entry("AccelNetCluster.spec.nodeReservePercentage", numbers(25, 50, 50, 34)),
            Map.entry("AccelNetCluster.spec.queuePairs.low", numbers(1)),
            Map.entry("AccelNetCluster.spec.queuePairs.medium", numbers(2)),
            Map.entry("AccelNetCluster.spec.queuePairs.high", numbers(4)),
            Map.entry("AccelNetCluster.spec.maxVirtualFunctionsPerNamespace", numbers(10, 1000)),
            Map.entry("AccelNetCluster.spec.unsupportedNodes", texts("Block", "Exclude")),
            Map.entry("AccelNetVM.spec.virtualMachine.virtualProcessors", numbers(4, 8)));

    /** Whether fields are there that need not be; the others are usually absent. */
    private static final Map<String, Double> PRESENT = Map.of(
            "AccelNetNode.spec.adapters", 1.0,
            "AccelNetNode.spec.hyperthreading", 1.0,
            "AccelNetNode.spec.availability", 0.5,
            "AccelNetNode.spec.adapters[].queuePairs", 0.5,
            "AccelNetCluster.spec.nodeReservePercentage", 0.8,
            "AccelNetCluster.spec.additionalIntentNames", 0.3,
            "AccelNetVM.spec.virtualMachine.adapterIntents", 0.3,
            "AccelNetVM.spec.virtualMachine", 1.0,
            "AccelNetVM.spec.virtualMachine.networkAdapters", 1.0);

    private static final Map<String, List<JsonNode>> SIZES = Map.of(
            "NetworkIntent.spec.adapters", numbers(1, 1, 2, 3),
            "AccelNetCluster.spec.additionalIntentNames", numbers(1, 1, 2),
            "AccelNetVM.spec.virtualMachine.adapterIntents", numbers(1, 2, 4),
            "AccelNetVM.spec.virtualMachine.networkAdapters", numbers(1, 1, 1, 2, 4, 8));

    /** Fields with which a cluster admits nobody as soon as one of its objects has something unusual there. */
    private static final List<String> GATES = List.of(
            "NetworkIntent.spec.types",
            "AccelNetNode.spec.hostType",
            "AccelNetNode.spec.operatingSystem",
            "AccelNetNode.spec.availability",
            "AccelNetNode.spec.hyperthreading",
            "AccelNetNode.spec.virtualizationEnabled",
            "AccelNetNode.spec.adapters",
            "AccelNetNode.spec.adapters[].sriovSupport",
            "AccelNetNode.spec.adapters[].sriovEnabled",
            "AccelNetCluster.spec.nodeSelector",
            "AccelNetCluster.spec.allowedNamespaces",
            "AccelNetCluster.spec.maxVirtualFunctionsPerNamespace",
            "AccelNetVM.spec.virtualMachine",
            "AccelNetVM.spec.virtualMachine.virtualProcessors",
            "AccelNetVM.spec.virtualMachine.networkAdapters",
            "AccelNetVM.spec.virtualMachineRef");

    private static final double SELDOM = 0.1;

    private Plain() {}

    /** By how much the chance of anything unusual is less there than elsewhere: else nothing behind these fields is ever reached. */
    static double reluctance(String field) {
        return GATES.stream().anyMatch(gate -> field.equals(gate) || field.equals(gate + "[]")) ? SELDOM : 1;
    }

    /** What is usual for a field, as a whole case has it; empty if that isn't known. */
    static Optional<JsonNode> value(String field, Draw draw) {
        return Optional.ofNullable(VALUES.get(field)).map(draw::of);
    }

    /** How probable it is that a field is there which need not be. */
    static double present(String field) {
        return PRESENT.getOrDefault(field, 0.0);
    }

    /** How long a list usually is; 1 if that isn't known. */
    static int size(String field, Draw draw) {
        return Optional.ofNullable(SIZES.get(field))
                .map(draw::of)
                .map(JsonNode::asInt)
                .orElse(1);
    }

    private static List<JsonNode> texts(String... texts) {
        return List.of(texts).stream().<JsonNode>map(JSON::textNode).toList();
    }

    private static List<JsonNode> numbers(Integer... numbers) {
        return List.of(numbers).stream().<JsonNode>map(JSON::numberNode).toList();
    }
}
