package io.accelnet.operator.reconcile;

import io.accelnet.operator.apply.Failures;
import io.accelnet.operator.apply.StatusChange;
import io.accelnet.operator.apply.Transitions;
import io.accelnet.operator.apply.Written;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.gather.Trimming;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.ManagedInformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the newest plan wants of one object: take, compare, write, done. The status is written by PUT over exactly the
 * version that the plan was made from, once. The SDK's own ways to write a status aren't used: they apply or patch without that
 * version, or try an old decision again on a new object.
 */
public abstract class StatusReconciler<T extends CustomResource<?, ?>> implements Reconciler<T> {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReconciler.class);

    /** A page of the first list: whoever has a hundred thousand objects doesn't want them in one answer. */
    static final long PAGE = 500;

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final long LONGEST_RETRY = Duration.ofSeconds(30).toMillis();

    private final Class<T> type;
    private final ReconcileContext context;
    private volatile @Nullable IndexerResourceCache<T> cache;

    StatusReconciler(Class<T> type, ReconcileContext context) {
        this.type = type;
        this.context = context;
    }

    /** How the SDK runs this controller. */
    public void configure(ControllerConfigurationOverrider<T> configuration) {
        configuration
                .withItemStore(new TransformingItemStore<>(Trimming::ours))
                .withInformerListLimit(PAGE)
                // What the plan wants is what is reconciled, nothing else.
                .withOnAddFilter(added -> false)
                .withOnUpdateFilter((updated, before) -> false)
                .withReconciliationMaxInterval(null)
                // Otherwise the SDK (5.2.3) reconciles nothing that is marked for deletion and waits for a finalizer of
                // others.
                .withTriggerReconcilerOnAllEvents(true)
                // For faults of our own: a write that fails is no exception, and ChangeQueue says when it is tried
                // again.
                .withRetry(new GenericRetry()
                        .setInitialInterval(FIRST_RETRY)
                        .setIntervalMultiplier(2)
                        .setMaxInterval(LONGEST_RETRY)
                        .withoutMaxAttempts());
    }

    @Override
    public List<EventSource<?, T>> prepareEventSources(EventSourceContext<T> sources) {
        cache = sources.getPrimaryCache();
        PlanEventSource<T> plan = new PlanEventSource<>(context.news(), sources.getPrimaryCache());
        context.queue().register(HasMetadata.getKind(type), plan::reconcile);
        return List.of(plan);
    }

    /** All objects of the kind, our own writes included. */
    public List<T> newest() {
        return Optional.ofNullable(cache).stream()
                .<T>flatMap(IndexerResourceCache::list)
                .map(context.assumed()::newest)
                .toList();
    }

    /** All objects of the kind as the watch has told of them, with all that the cache keeps. */
    public List<T> cached() {
        return Optional.ofNullable(cache).stream()
                .<T>flatMap(IndexerResourceCache::list)
                .toList();
    }

    /** The informers of each kind that this controller watches; none for a kind whose informer hasn't begun. */
    public Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers() {
        Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers = new HashMap<>();
        informers.put(type, cache instanceof ManagedInformerEventSource<?, ?, ?> source ? begun(source) : List.of());
        return informers;
    }

    /** Before it has begun the SDK's event source fails when it is asked for its informers. */
    static Collection<? extends InformerHealthIndicator> begun(ManagedInformerEventSource<?, ?, ?> source) {
        try {
            return source.informerHealthIndicators().values();
        } catch (NullPointerException e) {
            return List.of();
        }
    }

    /** Whether the first list of the kind is complete, and followed since. */
    public boolean isListed() {
        return cache instanceof ManagedInformerEventSource<?, ?, ?> source && isListed(source);
    }

    /**
     * The SDK (5.2.3) takes a first list that can't be read for one that was made: the informer has ended, and its cache has the pages
     * before.
     */
    static boolean isListed(ManagedInformerEventSource<?, ?, ?> source) {
        Collection<? extends InformerHealthIndicator> informers = begun(source);
        return !informers.isEmpty()
                && informers.stream().allMatch(informer -> informer.isRunning() && informer.hasSynced());
    }

    @Override
    public UpdateControl<T> reconcile(T object, Context<T> unused) {
        Optional<StatusChange<?>> wanted = context.queue().take(ObjectKey.of(object));
        return wanted.isPresent() ? reconcile(object, wanted.get()) : UpdateControl.noUpdate();
    }

    private UpdateControl<T> reconcile(T cached, StatusChange<?> change) {
        T newest = context.assumed().newest(cached);
        if (!change.version().equals(newest.getMetadata().getResourceVersion())) {
            context.queue().superseded(change);
            return UpdateControl.noUpdate();
        }
        Written written = write(change);
        if (written instanceof Written.Stored stored) {
            context.assumed().wrote(change.version(), stored.object());
        }
        Optional<Duration> again = context.queue().ended(change, written);
        if (written instanceof Written.Stored stored) {
            tell(change, stored.object());
        }
        UpdateControl<T> done = UpdateControl.noUpdate();
        return again.map(done::rescheduleAfter).orElse(done);
    }

    /** What is told to people changes nothing about what is stored. */
    private void tell(StatusChange<?> change, CustomResource<?, ?> stored) {
        try {
            Transitions.of(change, stored).forEach(context.events()::record);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("object", change.key()).setCause(e).log("An event can't be told");
        }
    }

    /** Only the request itself may be taken for unanswered: what is stored counts as stored, whatever fails after it. */
    private Written write(StatusChange<?> change) {
        try {
            return context.writer().write(change);
        } catch (RuntimeException e) {
            return new Written.Unanswered(Failures.describe(e), Duration.ZERO);
        }
    }
}
