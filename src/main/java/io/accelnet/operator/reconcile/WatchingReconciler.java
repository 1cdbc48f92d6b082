package io.accelnet.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A reconciler whose controller watches objects of another kind too, as facts for the plan. */
abstract class WatchingReconciler<T extends CustomResource<?, ?>, R extends HasMetadata> extends StatusReconciler<T> {
    private final Class<R> watchedType;
    private final UnaryOperator<R> trim;
    private final ReconcileContext context;
    private volatile @Nullable WatchedObjects<R, T> watched;

    /** Keeps of the watched objects what this leaves. */
    WatchingReconciler(Class<T> type, Class<R> watchedType, UnaryOperator<R> trim, ReconcileContext context) {
        super(type, context);
        this.watchedType = watchedType;
        this.trim = trim;
        this.context = context;
    }

    @Override
    public List<EventSource<?, T>> prepareEventSources(EventSourceContext<T> sources) {
        WatchedObjects<R, T> objects = WatchedObjects.of(watchedType, trim, sources, context.news());
        watched = objects;
        return List.of(super.prepareEventSources(sources).getFirst(), objects);
    }

    /** All objects of the watched kind, trimmed. */
    public List<R> watched() {
        return Optional.ofNullable(watched).map(WatchedObjects::all).orElse(List.of());
    }

    @Override
    public Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers() {
        Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> all = super.informers();
        all.put(
                watchedType,
                Optional.ofNullable(watched).map(StatusReconciler::begun).orElse(List.of()));
        return all;
    }
}
