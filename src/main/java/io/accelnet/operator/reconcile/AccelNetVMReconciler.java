package io.accelnet.operator.reconcile;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.operator.planning.CacheNews;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the status of AccelNetVMs: the virtual functions that a stored ledger has for them, or why there are none. */
@ControllerConfiguration(name = "accelnetvm")
public final class AccelNetVMReconciler extends StatusReconciler<AccelNetVM> {
    private final CacheNews news;
    private volatile @Nullable WatchedObjects<Namespace, AccelNetVM> namespaces;

    /** A reconciler that works with this. */
    public AccelNetVMReconciler(ReconcileContext context) {
        super(AccelNetVM.class, context);
        this.news = context.news();
    }

    @Override
    public List<EventSource<?, AccelNetVM>> prepareEventSources(EventSourceContext<AccelNetVM> sources) {
        WatchedObjects<Namespace, AccelNetVM> watched =
                WatchedObjects.of(Namespace.class, Trimming::namespace, sources, news);
        namespaces = watched;
        return List.of(super.prepareEventSources(sources).getFirst(), watched);
    }

    /** All Namespaces, trimmed. */
    public List<Namespace> namespaces() {
        return Optional.ofNullable(namespaces).map(WatchedObjects::all).orElse(List.of());
    }

    @Override
    public Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers() {
        Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> all = super.informers();
        all.put(
                Namespace.class,
                Optional.ofNullable(namespaces).map(StatusReconciler::begun).orElse(List.of()));
        return all;
    }
}
