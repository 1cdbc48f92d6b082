package io.accelnet.operator.discovery;

import io.accelnet.api.schema.Bounds;
import io.accelnet.api.v1alpha1.AccelNetNodeSpec;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.NodeAdapter;
import io.accelnet.api.v1alpha1.OperatingSystem;
import io.accelnet.operator.discovery.DiscoveredHost.Source;
import io.accelnet.operator.gather.KubernetesNodes;
import io.accelnet.operator.gather.nfd.NodeFeature;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what a host is, from what others say of its Node. A pure function: the same objects make the same host. While the SR-IOV
 * network operator works on a host, or fails to, the ports stay as they were told last, and the host is in maintenance: what it has
 * in between says nothing of what it will have.
 */
final class HostReader {
    private static final Set<String> MAINTENANCE_TAINTS =
            Set.of("kubevirt.io/drain", "node.kubernetes.io/unschedulable", "node.kubernetes.io/out-of-service");

    /** What the kernel says if the PCI bus lacks numbers, and if it lacks room for the memory of virtual functions. */
    private static final List<String> OUT_OF_ROOM = List.of("cannot allocate memory", "ENOMEM");

    private static final int TEXT_LENGTH = 256;

    private final DiscoverySettings settings;
    private final IntentPools intents;

    /**
     * Reads hosts.
     *
     * @param intents all intents, which say which virtual functions count
     */
    HostReader(DiscoverySettings settings, List<IntentSnapshot> intents) {
        this.settings = settings;
        this.intents = new IntentPools(intents);
    }

    /**
     * The host of a Node; empty if nobody tells of its ports, or it isn't to be discovered.
     *
     * @param state its SriovNetworkNodeState, if it has one
     * @param features its NodeFeatures
     * @param before who told of its ports last; empty if nobody did
     */
    Optional<DiscoveredHost> read(
            Node node, Optional<SriovNetworkNodeState> state, List<NodeFeature> features, Optional<Source> before) {
        if (!settings.enabled() || !settings.nodes().matches(labels(node))) {
            return Optional.empty();
        }
        Optional<Source> source = state.map(present -> Source.SRIOV_NETWORK_OPERATOR)
                // Another source counts other virtual functions: a host mustn't change because its first one is away.
                .or(() -> before)
                .or(() -> Optional.of(Source.NODE_FEATURE_DISCOVERY));
        List<NodeAdapter> ports = switch (source.get()) {
            case SRIOV_NETWORK_OPERATOR ->
                state.filter(SriovNetworkNodeState::isSynced)
                        .map(synced -> Ports.of(synced, intents))
                        .orElse(List.of());
            case NODE_FEATURE_DISCOVERY ->
                Ports.of(
                        features.stream()
                                .flatMap(feature -> feature.networkDevices().stream())
                                .toList(),
                        intents);
        };
        boolean told = switch (source.get()) {
            case SRIOV_NETWORK_OPERATOR ->
                state.filter(SriovNetworkNodeState::isSynced).isPresent();
            case NODE_FEATURE_DISCOVERY -> !ports.isEmpty();
        };
        if (!told && before.isEmpty() && state.isEmpty()) {
            return Optional.empty();
        }
        List<String> maintenance = maintenance(node);
        notSynced(state).ifPresent(maintenance::add);
        return Optional.of(new DiscoveredHost(
                node.getMetadata().getName(),
                copied(node),
                source.get(),
                spec(node, features, maintenance, ports),
                ports.stream()
                        .filter(port -> intents.of(names(port)).isEmpty())
                        .map(NodeAdapter::name)
                        .collect(Collectors.toSet()),
                !told));
    }

    private AccelNetNodeSpec spec(
            Node node, List<NodeFeature> features, List<String> maintenance, List<NodeAdapter> ports) {
        Optional<NodeSystemInfo> info = Optional.ofNullable(node.getStatus()).map(NodeStatus::getNodeInfo);
        return new AccelNetNodeSpec(
                HostType.KUBERNETES_NODE,
                info.map(NodeSystemInfo::getOperatingSystem)
                                .filter("windows"::equals)
                                .isPresent()
                        ? OperatingSystem.WINDOWS
                        : OperatingSystem.LINUX,
                info.map(NodeSystemInfo::getOsImage).flatMap(HostReader::text).orElse(null),
                info.map(NodeSystemInfo::getKernelVersion)
                        .flatMap(HostReader::text)
                        .orElse(null),
                hyperthreading(node, features).orElse(null),
                maintenance.isEmpty() ? Availability.AVAILABLE : Availability.MAINTENANCE,
                maintenance.isEmpty() ? null : reason(maintenance),
                null,
                null,
                null,
                null,
                null,
                ports);
    }

    private static List<String> names(NodeAdapter port) {
        return Stream.concat(Stream.of(port.name()), port.altNames().stream()).toList();
    }

    private static Optional<String> text(String said) {
        return Optional.of(said.substring(0, Math.min(TEXT_LENGTH, said.length())))
                .filter(text -> !text.isEmpty());
    }

    private static String reason(List<String> maintenance) {
        String all = String.join("; ", maintenance);
        return all.length() <= Bounds.REASON_LENGTH ? all : all.substring(0, Bounds.REASON_LENGTH - 1) + "…";
    }

    private static Optional<Boolean> hyperthreading(Node node, List<NodeFeature> features) {
        return Optional.ofNullable(labels(node).get(KubernetesNodes.MULTITHREADING))
                .flatMap(NodeFeature::truth)
                .or(() -> features.stream()
                        .flatMap(feature -> feature.multithreading().stream())
                        .findFirst());
    }

    /** What on the Node itself says that it is in maintenance. */
    private static List<String> maintenance(Node node) {
        List<String> reasons = new ArrayList<>();
        Optional<NodeSpec> spec = Optional.ofNullable(node.getSpec());
        boolean cordoned = spec.map(NodeSpec::getUnschedulable).orElse(false);
        if (cordoned) {
            reasons.add("the Kubernetes Node is cordoned");
        }
        if ("false".equals(labels(node).get(KubernetesNodes.KUBEVIRT_SCHEDULABLE))) {
            reasons.add("the Kubernetes Node has the label " + KubernetesNodes.KUBEVIRT_SCHEDULABLE + ": \"false\"");
        }
        spec.map(NodeSpec::getTaints).stream()
                .flatMap(List::stream)
                .map(Taint::getKey)
                .filter(MAINTENANCE_TAINTS::contains)
                .filter(key -> !(cordoned && key.equals("node.kubernetes.io/unschedulable")))
                .distinct()
                .sorted()
                .forEach(key -> reasons.add("the Kubernetes Node has the taint " + key));
        return reasons;
    }

    /** Why the ports aren't known now. While there is no state, nobody works on them either. */
    private static Optional<String> notSynced(Optional<SriovNetworkNodeState> state) {
        if (state.isEmpty() || state.get().isSynced()) {
            return Optional.empty();
        }
        Optional<SriovNetworkNodeState.Status> status =
                Optional.ofNullable(state.get().getStatus());
        String sync = status.map(SriovNetworkNodeState.Status::syncStatus)
                .filter(said -> !said.isEmpty())
                .map(said -> "syncStatus " + said)
                .orElse("no syncStatus");
        String error = status.map(SriovNetworkNodeState.Status::lastSyncError)
                .filter(said -> !said.isEmpty())
                .map(said -> ": " + said + room(said))
                .orElse("");
        return Optional.of("the SR-IOV network operator hasn't set up its ports (" + sync + ")" + error);
    }

    private static String room(String error) {
        return OUT_OF_ROOM.stream().anyMatch(error::contains)
                ? " (PCI Express bus numbers are lacking, Sriov_support_NoBusResources, or address space for the memory of virtual"
                        + " functions, Sriov_support_NoVfBarSpace: the kernel says the same of both)"
                : "";
    }

    private Map<String, String> copied(Node node) {
        Map<String, String> copied = new HashMap<>(labels(node));
        copied.keySet().removeIf(label -> !settings.copies(label));
        return copied;
    }

    private static Map<String, String> labels(Node node) {
        @Nullable Map<String, String> labels = node.getMetadata().getLabels();
        return Objects.requireNonNullElse(labels, Map.of());
    }

    static Optional<Source> source(@Nullable String kind) {
        return Stream.of(Source.values())
                .filter(source -> source.kind().equals(kind))
                .findFirst();
    }
}
