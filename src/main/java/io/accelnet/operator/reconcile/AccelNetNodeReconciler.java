package io.accelnet.operator.reconcile;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.operator.planning.CacheNews;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the status of AccelNetNodes: the ledger, what is used and free, and what was found about each adapter. */
@ControllerConfiguration(name = "accelnetnode")
public final class AccelNetNodeReconciler extends StatusReconciler<AccelNetNode> {
    private final CacheNews news;
    private volatile @Nullable WatchedObjects<Node, AccelNetNode> nodes;

    /** A reconciler that works with this. */
    public AccelNetNodeReconciler(ReconcileContext context) {
        super(AccelNetNode.class, context);
        this.news = context.news();
    }

    @Override
    public List<EventSource<?, AccelNetNode>> prepareEventSources(EventSourceContext<AccelNetNode> sources) {
        WatchedObjects<Node, AccelNetNode> watched = WatchedObjects.of(Node.class, Trimming::node, sources, news);
        nodes = watched;
        return List.of(super.prepareEventSources(sources).getFirst(), watched);
    }

    /** All Kubernetes Nodes, trimmed. */
    public List<Node> kubernetesNodes() {
        return Optional.ofNullable(nodes).map(WatchedObjects::all).orElse(List.of());
    }

    @Override
    public Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers() {
        Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> all = super.informers();
        all.put(
                Node.class,
                Optional.ofNullable(nodes).map(StatusReconciler::begun).orElse(List.of()));
        return all;
    }
}
