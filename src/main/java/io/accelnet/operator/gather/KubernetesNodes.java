package io.accelnet.operator.gather;

import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a Kubernetes Node says of a host. */
public final class KubernetesNodes {
    private static final String READY = "Ready";
    /** The label by which the rules of pods name a Node; it needn't be the Node's name. */
    private static final String HOSTNAME = "kubernetes.io/hostname";

    private KubernetesNodes() {}

    /** Whether it is up, whether it is cordoned, and under which name the rules of pods know it. */
    public static KubernetesNode read(Node node) {
        boolean ready = readyConditions(node).stream().anyMatch(condition -> "True".equals(condition.getStatus()));
        boolean cordoned =
                node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
        return new KubernetesNode(ready, cordoned, hostname(node));
    }

    private static Optional<String> hostname(Node node) {
        return Optional.ofNullable(node.getMetadata().getLabels()).map(labels -> labels.get(HOSTNAME));
    }

    /** Which Nodes have a value of the label with a host's name. Where none has it, the label is as everywhere the Node's name. */
    static Function<String, Set<String>> byHostname(List<Node> nodes) {
        Map<String, Set<String>> byHostname = new HashMap<>();
        for (Node node : nodes) {
            String name = node.getMetadata().getName();
            byHostname
                    .computeIfAbsent(Meta.labels(node).getOrDefault(HOSTNAME, name), key -> new HashSet<>())
                    .add(name);
        }
        return hostname -> byHostname.getOrDefault(hostname, Set.of(hostname));
    }

    /** The labels of a Node that are read. */
    static Map<String, String> labels(Node node) {
        return hostname(node).map(hostname -> Map.of(HOSTNAME, hostname)).orElse(Map.of());
    }

    static List<NodeCondition> readyConditions(Node node) {
        @Nullable NodeStatus status = node.getStatus();
        if (status == null || status.getConditions() == null) {
            return List.of();
        }
        return status.getConditions().stream()
                .filter(condition -> READY.equals(condition.getType()))
                .toList();
    }
}
