package io.accelnet.operator.gather;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.UnaryOperator;

/** An informer's store that keeps of each object only what plans are made from; the rest is more than half of its memory. */
public final class TrimmedStore<T extends HasMetadata> extends BasicItemStore<T> {
    private final UnaryOperator<T> trim;

    private TrimmedStore(UnaryOperator<T> trim) {
        super(Cache::metaNamespaceKeyFunc);
        this.trim = trim;
    }

    /** For our own kinds: without what others note in the metadata. */
    public static <T extends HasMetadata> TrimmedStore<T> ofOurs() {
        return new TrimmedStore<>(TrimmedStore::ours);
    }

    /** For Nodes: whether they are ready and schedulable. */
    public static TrimmedStore<Node> ofNodes() {
        return new TrimmedStore<>(TrimmedStore::node);
    }

    /** For Namespaces: their labels. */
    public static TrimmedStore<Namespace> ofNamespaces() {
        return new TrimmedStore<>(TrimmedStore::namespace);
    }

    @Override
    public T put(String key, T object) {
        return super.put(key, trim.apply(object));
    }

    /** One of our objects without what others note in its metadata. */
    public static <T extends HasMetadata> T ours(T object) {
        object.getMetadata().setManagedFields(null);
        object.getMetadata().setAnnotations(null);
        return object;
    }

    /** A Node of which only what plans are made from is left. */
    public static Node node(Node node) {
        return new NodeBuilder()
                .withMetadata(identity(node.getMetadata()))
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
