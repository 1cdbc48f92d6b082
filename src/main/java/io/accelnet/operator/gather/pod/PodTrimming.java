package io.accelnet.operator.gather.pod;

import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a pod: only what {@link PodReader} and {@link LauncherNetworks} read. Most pods of a cluster request no virtual
 * function, and of these only the name is kept; of VMs' pods also whose they are and their networks, until they run.
 */
public final class PodTrimming {
    private PodTrimming() {}

    /**
     * A pod of which only what is read is left.
     *
     * @param resources the resources that count; whoever is to read of others has to see the whole pod again
     */
    public static Pod trim(Pod pod, Set<String> resources) {
        Map<String, Integer> requests = PodReader.hasEnded(pod) ? Map.of() : PodRequests.of(pod, resources);
        ObjectMetaBuilder identity = new ObjectMetaBuilder()
                .withNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .withResourceVersion(pod.getMetadata().getResourceVersion());
        if (requests.isEmpty()) {
            boolean mayMissRequests = !LauncherNetworks.of(pod).isEmpty();
            return new PodBuilder()
                    .withMetadata(mayMissRequests ? metadata(pod, identity) : identity.build())
                    .build();
        }
        return new PodBuilder()
                .withMetadata(metadata(pod, identity))
                .withSpec(spec(pod, requests))
                .withStatus(status(pod.getStatus()))
                .build();
    }

    /** Whether two states of a pod, both trimmed, say the same: a heartbeat changes nothing that is read. */
    public static boolean isSame(Pod before, Pod after) {
        return said(before).equals(said(after));
    }

    private static Pod said(Pod pod) {
        ObjectMeta metadata =
                new ObjectMetaBuilder(pod.getMetadata()).withResourceVersion("").build();
        return new PodBuilder(pod).withMetadata(metadata).build();
    }

    private static ObjectMeta metadata(Pod pod, ObjectMetaBuilder identity) {
        ObjectMeta full = pod.getMetadata();
        Map<String, String> labels = new HashMap<>(Objects.requireNonNullElse(full.getLabels(), Map.of()));
        labels.keySet().retainAll(PodReader.LABELS);
        List<OwnerReference> owners = Optional.ofNullable(full.getOwnerReferences()).orElse(List.of()).stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .toList();
        return identity.withCreationTimestamp(full.getCreationTimestamp())
                .withDeletionTimestamp(full.getDeletionTimestamp())
                .withLabels(labels)
                .withAnnotations(annotations(pod))
                .withOwnerReferences(owners)
                .build();
    }

    private static Map<String, String> annotations(Pod pod) {
        Map<String, String> kept = new HashMap<>(LauncherNetworks.annotation(pod));
        if (PodReader.node(pod).isPresent()) {
            // It says what the pod got on its node.
            kept.putAll(NetworkStatus.annotation(pod));
        }
        return kept;
    }

    /** One container with all that the pod requests; and its rules about nodes, whole while it waits at the gate. */
    private static PodSpec spec(Pod pod, Map<String, Integer> requests) {
        PodSpec full = pod.getSpec();
        Map<String, Quantity> amounts = new TreeMap<>();
        requests.forEach((resource, amount) -> amounts.put(resource, new Quantity(Integer.toString(amount))));
        List<PodSchedulingGate> gates = gates(full);
        boolean waits = gates.stream().anyMatch(gate -> PodReader.GATE.equals(gate.getName()));
        PodSpecBuilder kept = new PodSpecBuilder()
                .withNodeName(full.getNodeName())
                .withNodeSelector(waits ? full.getNodeSelector() : NodeRules.hostname(full))
                .withVolumes(PodReader.node(pod).isPresent() ? List.of() : PodClaims.volumes(pod))
                .withSchedulingGates(gates)
                .withSchedulerName(PodReader.otherScheduler(full).orElse(null))
                .addNewContainer()
                .withName("requests")
                .withNewResources()
                .withRequests(amounts)
                .endResources()
                .endContainer();
        List<NodeSelectorTerm> terms = NodeRules.terms(full).stream()
                .map(term -> waits ? term : PodTrimming.term(term))
                .toList();
        if (!terms.isEmpty()) {
            kept.withNewAffinity()
                    .withNewNodeAffinity()
                    .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                    .withNodeSelectorTerms(terms)
                    .endRequiredDuringSchedulingIgnoredDuringExecution()
                    .endNodeAffinity()
                    .endAffinity();
        }
        return kept.build();
    }

    /** Ours, and one of others, if there is any. */
    private static List<PodSchedulingGate> gates(PodSpec full) {
        Stream<PodSchedulingGate> ours = Optional.ofNullable(full.getSchedulingGates()).stream()
                .flatMap(List::stream)
                .filter(gate -> PodReader.GATE.equals(gate.getName()));
        return Stream.concat(ours, PodReader.otherGate(full).stream()).toList();
    }

    /** Of requirements that name no node it is kept that there are some. */
    private static NodeSelectorTerm term(NodeSelectorTerm full) {
        NodeSelectorTerm naming = new NodeSelectorTermBuilder()
                .withMatchExpressions(naming(full.getMatchExpressions()))
                .withMatchFields(naming(full.getMatchFields()))
                .build();
        return NodeRules.isEmpty(naming) && !NodeRules.isEmpty(full)
                ? new NodeSelectorTermBuilder(naming)
                        .addNewMatchExpression()
                        .withKey("others")
                        .withOperator("Exists")
                        .endMatchExpression()
                        .build()
                : naming;
    }

    private static List<NodeSelectorRequirement> naming(@Nullable List<NodeSelectorRequirement> requirements) {
        return Optional.ofNullable(requirements).orElse(List.of()).stream()
                .filter(NodeRules::isNaming)
                .toList();
    }

    private static PodStatus status(@Nullable PodStatus full) {
        return full == null
                ? new PodStatus()
                : new PodStatusBuilder()
                        .withPhase(full.getPhase())
                        .withNominatedNodeName(full.getNominatedNodeName())
                        .withConditions(Optional.ofNullable(full.getConditions()).orElse(List.of()).stream()
                                .filter(condition -> PodReader.SCHEDULED.equals(condition.getType()))
                                .map(condition -> new PodConditionBuilder(condition)
                                        .withLastProbeTime(null)
                                        .build())
                                .toList())
                        .build();
    }
}
