package io.accelnet.operator.runtime;

import io.accelnet.operator.apply.Failures;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind's cache, kept up to date by a watch for as long as the operator runs. An informer tries again by itself, but under
 * a thousand faults some never came back, and some took a dead connection for a quiet one. An informer that stays away, or
 * is told that it missed something and doesn't catch up, is replaced; until its successor has listed everything the old
 * cache stays in use.
 */
final class Watched<T extends HasMetadata> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);
    private static final Duration CATCH_UP_WITHIN = Duration.ofSeconds(2);

    private record Missed(String version, Instant since) {}

    private final Class<T> type;
    private final Supplier<SharedIndexInformer<T>> factory;
    private final ResourceEventHandler<T> handler;
    private final InstantSource clock;
    private SharedIndexInformer<T> informer;
    private @Nullable SharedIndexInformer<T> successor;
    private @Nullable Missed missed;
    private Instant lastSeenWell;
    private volatile @Nullable String problem;

    Watched(
            Class<T> type,
            Supplier<SharedIndexInformer<T>> factory,
            ResourceEventHandler<T> handler,
            InstantSource clock) {
        this.type = type;
        this.factory = factory;
        this.handler = handler;
        this.clock = clock;
        this.lastSeenWell = clock.instant();
        this.informer = start();
    }

    private SharedIndexInformer<T> start() {
        SharedIndexInformer<T> started = factory.get();
        started.exceptionHandler((running, failure) -> {
            problem = Failures.describe(failure);
            return true;
        });
        started.addEventHandler(handler);
        started.start();
        return started;
    }

    Class<T> type() {
        return type;
    }

    synchronized List<T> list() {
        return informer.getStore().list();
    }

    synchronized boolean hasSynced() {
        return informer.hasSynced();
    }

    /** What is wrong with it; empty if it follows the API server. */
    synchronized Optional<String> problem() {
        if (informer.hasSynced() && isWell(clock.instant())) {
            problem = null;
            return Optional.empty();
        }
        String kind = HasMetadata.getPlural(type);
        String state = informer.hasSynced() ? kind + " aren't watched" : kind + " aren't listed yet";
        return Optional.of(problem == null ? state : state + ": " + problem);
    }

    /** The version up to which it believes to have seen everything; empty while it knows better. */
    synchronized Optional<String> believesToHaveSeen() {
        return informer.isWatching() ? Optional.ofNullable(informer.lastSyncResourceVersion()) : Optional.empty();
    }

    /** There is more than this. */
    synchronized void missed(String version) {
        if (missed == null || !missed.version().equals(version)) {
            missed = new Missed(version, clock.instant());
        }
    }

    /** Looks after it; to be called every second or so. Says whether there is a new cache. */
    synchronized boolean tend() {
        Instant now = clock.instant();
        @Nullable SharedIndexInformer<T> next = successor;
        if (isWell(now)) {
            lastSeenWell = now;
            if (next != null) {
                next.stop();
                successor = null;
            }
            return false;
        }
        if (next != null && next.hasSynced()) {
            informer.stop();
            informer = next;
            successor = null;
            missed = null;
            lastSeenWell = now;
            return true;
        }
        Duration unwell = Duration.between(lastSeenWell, now);
        if (unwell.compareTo(GIVE_UP_AFTER) > 0 || (next == null && isStuck(now))) {
            LOG.atWarn()
                    .addKeyValue("kind", HasMetadata.getPlural(type))
                    .addKeyValue("stuck", isStuck(now))
                    .log("A watch is replaced");
            if (next != null) {
                next.stop();
            }
            successor = start();
            lastSeenWell = now;
        }
        return false;
    }

    private boolean isWell(Instant now) {
        return informer.isWatching() && !isStuck(now);
    }

    private boolean isStuck(Instant now) {
        @Nullable Missed seen = missed;
        return seen != null
                && seen.version().equals(informer.lastSyncResourceVersion())
                && Duration.between(seen.since(), now).compareTo(CATCH_UP_WITHIN) > 0;
    }

    @Override
    public synchronized void close() {
        informer.stop();
        if (successor != null) {
            successor.stop();
        }
    }
}
