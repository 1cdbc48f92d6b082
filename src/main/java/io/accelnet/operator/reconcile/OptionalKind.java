package io.accelnet.operator.reconcile;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.apply.Failures;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.accelnet.operator.planning.CacheNews;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.EventSourceManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A kind that is watched while the API server serves it. */
final class OptionalKind<T extends ReferencedObject<?, ?>> {
    private static final Logger LOG = LoggerFactory.getLogger(OptionalKind.class);

    private final Class<T> type;
    private final KubernetesClient client;
    private final EventSourceManager<AccelNetVM> sources;
    private final CacheNews news;

    private final BackgroundListing listing = new BackgroundListing();
    private final ListRetries retries = new ListRetries();
    private volatile Optional<WatchedObjects<T, AccelNetVM>> watched = Optional.empty();
    private volatile Optional<String> unknown;
    private volatile boolean isKnown;

    /**
     * A kind that isn't watched yet.
     *
     * @param type the kind
     * @param sources where its watch belongs
     * @param news is told what the watch sees
     */
    OptionalKind(Class<T> type, KubernetesClient client, EventSourceManager<AccelNetVM> sources, CacheNews news) {
        this.type = type;
        this.client = client;
        this.sources = sources;
        this.news = news;
        this.unknown = Optional.of("it isn't known yet whether " + kinds() + " are served");
    }

    /** Begins or ends to watch, as the API server serves the kind or doesn't. Called by one thread at a time. */
    void look() {
        boolean served;
        try {
            served = client.supports(KubeVirtObjects.servedWith(type));
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("kind", kinds())
                    .addKeyValue("why", Failures.describe(e))
                    .log("It can't be told whether a kind is installed");
            if (watched.isEmpty()) {
                isKnown = false;
                unknown = Optional.of("it can't be told whether " + kinds() + " are served");
            }
            return;
        }
        if (served && watched.isEmpty()) {
            if (retries.isDue()) {
                begin();
            }
        } else if (!served && watched.isPresent() && listing.done().isDone()) {
            end();
        } else if (!served && watched.isEmpty()) {
            unknown = Listing.notInstalled(type).unknown();
            isKnown = true;
            retries.over();
        }
    }

    /** Done when everything is listed, or there is nothing to list. */
    CompletableFuture<Void> listing() {
        return listing.done();
    }

    /** The objects, or why they aren't known. */
    Listing<T> objects() {
        Optional<WatchedObjects<T, AccelNetVM>> source = watched;
        Optional<String> why = unknown;
        return why.isPresent() || source.isEmpty()
                ? why.<Listing<T>>map(Listing::unknown).orElseGet(() -> Listing.notInstalled(type))
                : Listing.of(source.get().all());
    }

    /** Whether everything is listed, or the kind is known not to be served. */
    boolean isKnown() {
        return isKnown;
    }

    Class<T> type() {
        return type;
    }

    /** The informers of the kind, none of them until it can be listed; empty if it isn't watched. */
    Optional<Collection<? extends InformerHealthIndicator>> informers() {
        Optional<Collection<? extends InformerHealthIndicator>> begun = watched.map(StatusReconciler::begun);
        return begun.isEmpty() && retries.haveFailed() ? Optional.of(List.of()) : begun;
    }

    /** Waits no longer for a list. */
    void close() {
        listing.giveUp();
    }

    private void begin() {
        isKnown = false;
        unknown = Optional.of(kinds() + " aren't listed yet");
        WatchedObjects<T, AccelNetVM> source = WatchedObjects.of(
                type,
                HasMetadata.getPlural(type),
                KubeVirtObjects.labelSelector(type),
                object -> {
                    object.trim();
                    return object;
                },
                sources.eventSourceContextForDynamicRegistration(),
                news);
        watched = Optional.of(source);
        listing.begin(kinds(), () -> list(source), refusal -> giveUp(source, refusal));
    }

    private void list(WatchedObjects<T, AccelNetVM> source) {
        sources.dynamicallyRegisterEventSource(source);
        unknown = Optional.empty();
        isKnown = true;
        retries.over();
        LOG.atInfo().addKeyValue("kind", kinds()).log("A kind is listed");
        news.kindChanged();
    }

    private void giveUp(WatchedObjects<T, AccelNetVM> source, RuntimeException refusal) {
        LOG.atWarn()
                .addKeyValue("kind", kinds())
                .setCause(refusal)
                .log("A kind can't be watched, and is tried again later");
        retries.failed();
        sources.dynamicallyDeRegisterEventSource(source.name());
        watched = Optional.empty();
    }

    private void end() {
        LOG.atInfo().addKeyValue("kind", kinds()).log("A kind isn't installed any more");
        unknown = Listing.notInstalled(type).unknown();
        watched.ifPresent(source -> sources.dynamicallyDeRegisterEventSource(source.name()));
        watched = Optional.empty();
        news.kindChanged();
    }

    private String kinds() {
        return HasMetadata.getFullResourceName(type);
    }
}
