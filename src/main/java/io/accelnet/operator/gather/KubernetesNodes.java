package io.accelnet.operator.gather;

import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Kubernetes Node says of a host. */
public final class KubernetesNodes {
    /** Says "false" while KubeVirt puts no VM on the Node. */
    public static final String KUBEVIRT_SCHEDULABLE = "kubevirt.io/schedulable";

    /** Says whether hyperthreading is on. */
    public static final String MULTITHREADING = "feature.node.kubernetes.io/cpu-hardware_multithreading";

    private static final String READY = "Ready";

    private KubernetesNodes() {}

    /** Whether it is up, and whether it is cordoned. */
    public static KubernetesNode read(Node node) {
        boolean ready = readyConditions(node).stream().anyMatch(condition -> "True".equals(condition.getStatus()));
        boolean cordoned =
                node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
        return new KubernetesNode(ready, cordoned);
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
