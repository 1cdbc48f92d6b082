package io.accelnet.operator.gather;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** What the caches keep of each object: only what plans are made from. The rest is more than half of the memory. */
public final class Trimming {
    private Trimming() {}

    /** One of our objects without what others note in its metadata. */
    public static <T extends HasMetadata> T ours(T object) {
        object.getMetadata().setManagedFields(null);
        object.getMetadata().setAnnotations(null);
        return object;
    }

    /** A Node of which only what plans are made from is left. */
    public static Node node(Node node) {
        ObjectMeta identity = identity(node.getMetadata());
        // VMs' own rules may name any of them.
        identity.setLabels(node.getMetadata().getLabels());
        return new NodeBuilder()
                .withMetadata(identity)
                .withNewSpec()
                .withUnschedulable(
                        node.getSpec() == null ? null : node.getSpec().getUnschedulable())
                .endSpec()
                .withNewStatus()
                .withConditions(KubernetesNodes.readyConditions(node))
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
