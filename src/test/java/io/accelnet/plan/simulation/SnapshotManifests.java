package io.accelnet.plan.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.PortPolicy;
import io.accelnet.plan.Promise;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.AdapterSnapshot.SriovSupport;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.Selector;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a snapshot as the manifests that it could have come from, statuses included, for {@code accelnet plan} to read. */
final class SnapshotManifests {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private SnapshotManifests() {}

    /** Writes all objects into one file. */
    static void write(ClusterSnapshot snapshot, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Writer out = Files.newBufferedWriter(file);
                SequenceWriter writer =
                        new ObjectMapper(YAML).writerFor(Map.class).writeValues(out)) {
            for (Map<String, Object> object : of(snapshot)) {
                writer.write(object);
            }
        }
    }

    /** All objects, as they are written. */
    static List<Map<String, Object>> of(ClusterSnapshot snapshot) {
        List<Map<String, Object>> all = new ArrayList<>();
        new TreeMap<>(snapshot.namespaceLabels()).forEach((name, labels) -> all.add(namespace(name, labels)));
        new TreeMap<>(snapshot.kubernetesNodes()).forEach((name, node) -> all.add(kubernetesNode(name, node)));
        snapshot.intents().forEach(intent -> all.add(intent(intent)));
        snapshot.clusters().forEach(cluster -> all.add(cluster(cluster)));
        snapshot.nodes().forEach(node -> all.add(node(node)));
        snapshot.vms().forEach(vm -> all.add(vm(vm)));
        return all;
    }

    private static Map<String, Object> namespace(String name, Map<String, String> labels) {
        return fields("apiVersion", "v1", "kind", "Namespace", "metadata", fields("name", name, "labels", labels));
    }

    private static Map<String, Object> kubernetesNode(String name, KubernetesNode node) {
        return fields(
                "apiVersion",
                "v1",
                "kind",
                "Node",
                "metadata",
                fields("name", name),
                "spec",
                fields("unschedulable", node.unschedulable()),
                "status",
                fields("conditions", List.of(fields("type", "Ready", "status", node.ready() ? "True" : "False"))));
    }

    private static Map<String, Object> intent(IntentSnapshot intent) {
        return object(
                "NetworkIntent",
                metadata(intent.name(), intent.created()),
                fields(
                        "types",
                        intent.types().stream()
                                .map(IntentSnapshot.IntentType::label)
                                .sorted()
                                .toList(),
                        "adapters",
                        intent.adapters()),
                null);
    }

    private static Map<String, Object> cluster(ClusterDefinition cluster) {
        return object(
                "AccelNetCluster",
                metadata(cluster.name(), cluster.created()),
                fields(
                        "intentName",
                        cluster.intentName(),
                        "additionalIntentNames",
                        cluster.hasPools()
                                ? cluster.intentNames()
                                        .subList(1, cluster.intentNames().size())
                                : null,
                        "portPolicy",
                        cluster.portPolicy() == PortPolicy.DIFFERENT ? "Different" : "Any",
                        "nodeReservePercentage",
                        cluster.nodeReservePercentage(),
                        "nodeSelector",
                        selector(cluster.nodes()),
                        "queuePairs",
                        fields(
                                "low",
                                cluster.queuePairsOf(Level.LOW),
                                "medium",
                                cluster.queuePairsOf(Level.MEDIUM),
                                "high",
                                cluster.queuePairsOf(Level.HIGH)),
                        "unsupportedNodes",
                        cluster.excludeUnsupported() ? "Exclude" : "Block",
                        "unsupportedAdapters",
                        cluster.excludeUnsupportedAdapters() ? "Exclude" : "Block",
                        "allowedNamespaces",
                        selector(cluster.namespaces()),
                        "maxVirtualFunctionsPerNamespace",
                        cluster.maxFunctionsPerNamespace().isPresent()
                                ? cluster.maxFunctionsPerNamespace().getAsInt()
                                : null),
                null);
    }

    private static @Nullable Object selector(Selector selector) {
        return selector.requirements().isEmpty()
                ? null
                : fields(
                        "matchExpressions",
                        selector.requirements().stream()
                                .map(SnapshotManifests::requirement)
                                .toList());
    }

    private static Map<String, Object> requirement(Selector.Requirement requirement) {
        String operator = switch (requirement.operator()) {
            case IN -> "In";
            case NOT_IN -> "NotIn";
            case EXISTS -> "Exists";
            case DOES_NOT_EXIST -> "DoesNotExist";
        };
        List<String> values = requirement.values().stream().sorted().toList();
        return fields("key", requirement.key(), "operator", operator, "values", values.isEmpty() ? null : values);
    }

    private static Map<String, Object> node(NodeSnapshot node) {
        Map<String, Object> metadata = fields("name", node.name(), "labels", node.labels());
        return object(
                "AccelNetNode",
                metadata,
                fields(
                        "hostType",
                        node.standsForKubernetesNode() ? "KubernetesNode" : "External",
                        "operatingSystem",
                        capitalized(node.host().operatingSystem().name()),
                        "osImage",
                        orNothing(node.host().osImage()),
                        "kernelVersion",
                        orNothing(node.host().kernelVersion()),
                        "hyperthreading",
                        fact(node.host().hyperthreading()),
                        "failoverClusterMember",
                        fact(node.host().failoverClusterMember()),
                        "virtualizationEnabled",
                        fact(node.host().virtualizationEnabled()),
                        "azureArcManaged",
                        fact(node.host().azureArcManaged()),
                        "validSubscription",
                        fact(node.host().validSubscription()),
                        "networkHudRunning",
                        fact(node.host().networkHudRunning()),
                        "availability",
                        capitalized(node.availability().name()),
                        "adapters",
                        node.adapters().stream().map(SnapshotManifests::adapter).toList()),
                fields(
                        "cluster",
                        node.memory().cluster().orElse(null),
                        "leavingSince",
                        node.memory().leavingSince().map(Instant::toString).orElse(null),
                        "kubernetesNodeSeen",
                        node.memory().kubernetesNodeSeen() ? true : null,
                        "allocations",
                        node.ledger().stream()
                                .map(SnapshotManifests::allocation)
                                .toList()));
    }

    private static Map<String, Object> adapter(AdapterSnapshot adapter) {
        return fields(
                "name",
                adapter.name(),
                "altNames",
                adapter.altNames().isEmpty() ? null : adapter.altNames(),
                "sriovSupport",
                support(adapter.support()),
                "sriovEnabled",
                fact(adapter.sriovEnabled()),
                "linkState",
                adapter.linkDown() ? "Down" : null,
                "virtualFunctions",
                adapter.virtualFunctions(),
                "firstVirtualFunction",
                adapter.firstFunction(),
                "excludedVirtualFunctions",
                adapter.excludedFunctions().isEmpty()
                        ? null
                        : adapter.excludedFunctions().stream().sorted().toList(),
                "queuePairs",
                adapter.queuePairs().isPresent() ? adapter.queuePairs().getAsInt() : null,
                "maxQueuePairsPerVirtualFunction",
                adapter.maxQueuePairsPerFunction().isPresent()
                        ? adapter.maxQueuePairsPerFunction().getAsInt()
                        : null);
    }

    private static Map<String, Object> allocation(LedgerEntry entry) {
        return fields(
                "adapter",
                entry.adapter(),
                "virtualFunction",
                entry.virtualFunction(),
                "namespace",
                entry.vm().namespace(),
                "name",
                entry.vm().name(),
                "uid",
                entry.uid(),
                "cluster",
                entry.cluster(),
                "networkAdapter",
                entry.networkAdapter(),
                "performance",
                entry.level().label(),
                "queuePairs",
                entry.queuePairs(),
                "portPolicy",
                entry.differentPorts() ? "Different" : null,
                "displacedFrom",
                entry.displacedFrom().orElse(null));
    }

    private static Map<String, Object> vm(VmSnapshot vm) {
        VmId id = vm.id();
        Map<String, Object> metadata = metadata(id.name(), vm.created());
        metadata.put("namespace", id.namespace());
        metadata.put("uid", vm.uid());
        Map<String, Object> spec =
                fields("clusterName", vm.cluster(), "performance", vm.level().label());
        vm.portPolicy()
                .ifPresent(policy -> spec.put("portPolicy", policy == PortPolicy.DIFFERENT ? "Different" : "Any"));
        switch (vm.virtualMachine()) {
            case VirtualMachine.Described described -> spec.put("virtualMachine", facts(described.facts()));
            // Whether facts are stated or read makes no other plan.
            case VirtualMachine.Resolved resolved -> spec.put("virtualMachine", facts(resolved.facts()));
            case VirtualMachine.Unresolved unresolved ->
                spec.put("virtualMachineRef", fields("name", unresolved.name()));
        }
        return object("AccelNetVM", metadata, spec, memory(vm.memory()));
    }

    private static Map<String, Object> facts(VmFacts facts) {
        return fields(
                "virtualProcessors",
                facts.vCpus(),
                "networkAdapters",
                facts.networkAdapters(),
                "adapterIntents",
                intents(facts.intents()),
                "nodeName",
                facts.reportedNode().orElse(null));
    }

    private static @Nullable Object memory(VmMemory memory) {
        return memory.equals(VmMemory.NONE)
                ? null
                : fields(
                        "admitted",
                        memory.admitted(),
                        "nodeName",
                        memory.node().orElse(null),
                        "performance",
                        memory.level().map(Level::label).orElse(null),
                        "portPolicy",
                        memory.differentPorts() ? "Different" : null,
                        "virtualFunctions",
                        memory.functions().stream()
                                .map(function -> fields(
                                        "networkAdapter",
                                        function.networkAdapter(),
                                        "adapter",
                                        function.adapter(),
                                        "virtualFunction",
                                        function.virtualFunction(),
                                        "queuePairs",
                                        function.queuePairs()))
                                .toList(),
                        "promised",
                        memory.promised().map(SnapshotManifests::promise).orElse(null));
    }

    private static Map<String, Object> promise(Promise promise) {
        return fields(
                "performance",
                promise.level().label(),
                "networkAdapters",
                promise.networkAdapters(),
                "adapterIntents",
                intents(promise.intents()),
                "portPolicy",
                promise.differentPorts() ? "Different" : null);
    }

    private static @Nullable Object intents(Map<String, String> intents) {
        return intents.isEmpty()
                ? null
                : new TreeMap<>(intents)
                        .entrySet().stream()
                                .map(each -> fields("networkAdapter", each.getKey(), "intentName", each.getValue()))
                                .toList();
    }

    private static Map<String, Object> metadata(String name, Instant created) {
        return fields("name", name, "creationTimestamp", created.toString());
    }

    private static Map<String, Object> object(
            String kind, Map<String, Object> metadata, Map<String, Object> spec, @Nullable Object status) {
        return fields(
                "apiVersion",
                "accelnet.io/v1alpha1",
                "kind",
                kind,
                "metadata",
                metadata,
                "spec",
                spec,
                "status",
                status);
    }

    private static String support(SriovSupport support) {
        return switch (support) {
            case SUPPORTED -> "Supported";
            case UNKNOWN -> "Unknown";
            case MISSING_ACS -> "MissingAcs";
            case MISSING_PF_DRIVER -> "MissingPfDriver";
            case NO_BUS_RESOURCES -> "NoBusResources";
            case NO_IO_MMU_SUPPORT -> "NoIoMmuSupport";
            case NO_VF_BAR_SPACE -> "NoVfBarSpace";
            case NO_OSC_SUPPORT -> "NoOscSupport";
        };
    }

    private static @Nullable Boolean fact(Fact fact) {
        return switch (fact) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> null;
        };
    }

    private static String capitalized(String constant) {
        return constant.charAt(0) + constant.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    private static @Nullable String orNothing(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty()).orElse(null);
    }

    /** Names and values in turn; those without a value are left out. */
    private static Map<String, Object> fields(@Nullable Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            @Nullable Object value = namesAndValues[i + 1];
            if (value != null) {
                fields.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return fields;
    }
}
