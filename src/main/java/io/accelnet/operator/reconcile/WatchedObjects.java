package io.accelnet.operator.reconcile;

import io.accelnet.operator.planning.CacheNews;
import io.accelnet.operator.planning.TrimmedNews;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Objects of a kind that isn't ours, as facts for the plan. A change of one of them concerns whatever a plan makes of it, so it is
 * told to the plan, and has no primary object of its own.
 *
 * <p>What the SDK (5.2.3) does with such news isn't done here: it finds primary objects, and knows writes through the SDK, and there are none
 * of either. It would wait for the lock that the start holds until the first watch is there. And after a watch that couldn't begin, the
 * client (7.8.0) lists once more and begins the next one when the news of the former list has been taken: each would wait for the other
 * for ever.
 */
final class WatchedObjects<R extends HasMetadata, P extends HasMetadata> extends InformerEventSource<R, P> {
    private final TrimmedNews<R> news;

    private WatchedObjects(
            InformerEventSourceConfiguration<R> configuration, EventSourceContext<P> sources, TrimmedNews<R> news) {
        super(configuration, sources);
        this.news = news;
    }

    /** Watches all objects of a kind, of which the cache keeps what this leaves. */
    static <R extends HasMetadata, P extends HasMetadata> WatchedObjects<R, P> of(
            Class<R> type, UnaryOperator<R> trim, EventSourceContext<P> sources, CacheNews news) {
        return of(type, HasMetadata.getPlural(type), Optional.empty(), trim, sources, news);
    }

    /**
     * The same of some objects.
     *
     * @param name the watch's name, which no other one of the controller has
     * @param labelSelector selects them by their labels; empty: all of them
     */
    static <R extends HasMetadata, P extends HasMetadata> WatchedObjects<R, P> of(
            Class<R> type,
            String name,
            Optional<String> labelSelector,
            UnaryOperator<R> trim,
            EventSourceContext<P> sources,
            CacheNews news) {
        return new WatchedObjects<>(
                InformerEventSourceConfiguration.from(type, sources.getPrimaryResourceClass())
                        .withName(name)
                        .withItemStore(new TransformingItemStore<>(trim))
                        .withLabelSelector(labelSelector.orElse(null))
                        .withInformerListLimit(StatusReconciler.PAGE)
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(object -> Set.of())
                        .build(),
                sources,
                new TrimmedNews<>(trim, news));
    }

    List<R> all() {
        return list().toList();
    }

    /** Blocks until everything is listed, and fails if that can't be. */
    @Override
    public synchronized void start() {
        super.start();
        if (!StatusReconciler.isListed(this)) {
            throw new OperatorException(
                    "not all " + HasMetadata.getFullResourceName(resourceType()) + " could be read");
        }
    }

    @Override
    public void onAdd(R added) {
        news.onAdd(added);
    }

    @Override
    public void onUpdate(R before, R after) {
        news.onUpdate(before, after);
    }

    @Override
    public void onDelete(R deleted, boolean finalStateUnknown) {
        news.onDelete(deleted, finalStateUnknown);
    }
}
