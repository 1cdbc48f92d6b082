package io.accelnet.operator.gather;

import io.accelnet.operator.gather.pod.NodeRules;
import io.accelnet.operator.gather.pod.PodRequests;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a Kubernetes Node says of a host. */
public final class KubernetesNodes {
    /** Says "false" while KubeVirt puts no VM on the Node. */
    public static final String KUBEVIRT_SCHEDULABLE = "kubevirt.io/schedulable";

    /** Says whether hyperthreading is on. */
    public static final String MULTITHREADING = "feature.node.kubernetes.io/cpu-hardware_multithreading";

    private static final String READY = "Ready";
    private static final String PODS = "pods";
    private static final String OWN_DOMAIN = "kubernetes.io/";

    private KubernetesNodes() {}

    /** Whether it is up and cordoned, under which name the rules of pods know it, and what pods may have there. */
    public static KubernetesNode read(Node node) {
        boolean ready = readyConditions(node).stream().anyMatch(condition -> "True".equals(condition.getStatus()));
        boolean cordoned =
                node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
        return new KubernetesNode(ready, cordoned, hostname(node), allocatable(node));
    }

    /** Which Nodes have a value of the label with a host's name. Where none has it, the label is as everywhere the Node's name. */
    static Function<String, Set<String>> byHostname(List<Node> nodes) {
        Map<String, Set<String>> byHostname = new HashMap<>();
        for (Node node : nodes) {
            String name = node.getMetadata().getName();
            byHostname
                    .computeIfAbsent(Meta.labels(node).getOrDefault(NodeRules.HOSTNAME, name), key -> new HashSet<>())
                    .add(name);
        }
        return hostname -> byHostname.getOrDefault(hostname, Set.of(hostname));
    }

    private static Optional<String> hostname(Node node) {
        return Optional.ofNullable(Meta.labels(node).get(NodeRules.HOSTNAME));
    }

    private static Optional<Map<String, Integer>> allocatable(Node node) {
        Map<String, Quantity> said = allocatableThatCounts(node);
        Map<String, Integer> amounts = new HashMap<>();
        said.forEach((resource, amount) -> {
            if (isExtended(resource)) {
                amounts.put(resource, PodRequests.whole(amount));
            }
        });
        return said.isEmpty() ? Optional.empty() : Optional.of(amounts);
    }

    /** Extended resources; and the pods, of which every Node says how many it may have, so that it is known that it says something. */
    static Map<String, Quantity> allocatableThatCounts(Node node) {
        return Optional.ofNullable(node.getStatus())
                .map(NodeStatus::getAllocatable)
                .orElse(Map.of())
                .entrySet()
                .stream()
                .filter(each -> isExtended(each.getKey()) || PODS.equals(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isExtended(String resource) {
        return resource.contains("/") && !resource.contains(OWN_DOMAIN);
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
