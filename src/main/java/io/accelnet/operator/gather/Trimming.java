package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the caches keep of each object: only what plans are made from. The rest is more than half of the memory. */
public final class Trimming {
    private Trimming() {}

    /** One of our objects without what others note in its metadata. */
    public static <T extends HasMetadata> T ours(T object) {
        object.getMetadata().setManagedFields(null);
        object.getMetadata().setAnnotations(null);
        return object;
    }

    /** An AccelNetNode. Who owns which field of the spec is kept, and so is what discovery notes; the status has one owner. */
    public static AccelNetNode accelNetNode(AccelNetNode node) {
        ObjectMeta metadata = node.getMetadata();
        metadata.setManagedFields(Optional.ofNullable(metadata.getManagedFields()).orElse(List.of()).stream()
                .filter(entry ->
                        entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .toList());
        Map<String, String> annotations =
                new HashMap<>(Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of()));
        annotations.keySet().removeIf(key -> !key.startsWith(HasMetadata.getGroup(AccelNetNode.class) + "/"));
        metadata.setAnnotations(annotations);
        return node;
    }

    /** A Node of which only what plans and discovery are made from is left. */
    public static Node node(Node node) {
        ObjectMeta identity = identity(node.getMetadata());
        // VMs' own rules may name any of them.
        identity.setLabels(node.getMetadata().getLabels());
        Optional<NodeSpec> spec = Optional.ofNullable(node.getSpec());
        Optional<NodeStatus> status = Optional.ofNullable(node.getStatus());
        return new NodeBuilder()
                .withMetadata(identity)
                .withNewSpec()
                .withUnschedulable(spec.map(NodeSpec::getUnschedulable).orElse(null))
                .withTaints(spec.map(NodeSpec::getTaints).orElse(List.of()))
                .endSpec()
                .withNewStatus()
                .withConditions(KubernetesNodes.readyConditions(node))
                .withAllocatable(KubernetesNodes.allocatableThatCounts(node))
                .withNodeInfo(status.map(NodeStatus::getNodeInfo).orElse(null))
                .endStatus()
                .build();
    }

    /** A Namespace of which only what plans are made from is left. */
    public static Namespace namespace(Namespace namespace) {
        ObjectMeta identity = identity(namespace.getMetadata());
        identity.setLabels(namespace.getMetadata().getLabels());
        Namespace trimmed = new Namespace();
        trimmed.setMetadata(identity);
        return trimmed;
    }

    private static ObjectMeta identity(ObjectMeta full) {
        return new ObjectMetaBuilder()
                .withName(full.getName())
                .withUid(full.getUid())
                .withResourceVersion(full.getResourceVersion())
                .build();
    }
}
