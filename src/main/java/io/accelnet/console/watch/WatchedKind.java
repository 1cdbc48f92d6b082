package io.accelnet.console.watch;

import io.accelnet.cli.write.Refusal;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All objects of one kind, as they change. */
final class WatchedKind<T extends HasMetadata> implements AutoCloseable {
    private static final long PAGE = 500;

    /** What the API server answers so it will answer again. */
    private static final Set<Integer> FINAL = Set.of(
            HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_NOT_FOUND);

    private final SharedIndexInformer<T> informer;
    private final CompletableFuture<Void> started;

    /** Whether the first question got a failure; then nobody waits for what follows. */
    private final boolean failedAtOnce;

    private volatile Optional<KubernetesClientException> refused = Optional.empty();

    /** Why it hasn't been read so far; it is tried again. */
    private volatile Optional<KubernetesClientException> delayed = Optional.empty();

    /**
     * Starts to watch.
     *
     * @param which the objects
     * @param trim what is kept of each
     * @param news is run after each change
     */
    WatchedKind(
            FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, Resource<T>> which,
            UnaryOperator<T> trim,
            Runnable news) {
        this.informer = which.withLimit(PAGE)
                .runnableInformer(0)
                .itemStore(new Trimmed<>(trim))
                .addEventHandler(new News<>(news))
                .exceptionHandler((running, failure) -> goesOn(running, failure, news));
        Optional<KubernetesClientException> failure = firstFailure(which);
        this.refused = failure.flatMap(WatchedKind::refusal);
        this.delayed = failure;
        this.failedAtOnce = failure.isPresent();
        this.started = refused.<CompletableFuture<Void>>map(CompletableFuture::failedFuture)
                // Where there is none of a kind nothing else tells that it is known now.
                .orElseGet(() -> informer.start().toCompletableFuture().thenRun(news));
    }

    /** Asked beforehand: what ends an informer it tells the terminal in a hundred lines. */
    private static Optional<KubernetesClientException> firstFailure(Listable<?> which) {
        try {
            which.list(new ListOptionsBuilder().withLimit(1L).build());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(e);
        }
    }

    /** What the API server can't do just now it is asked for again, before anything is known, too. */
    private boolean goesOn(boolean running, Throwable failure, Runnable news) {
        Optional<KubernetesClientException> refusal = refusal(failure);
        if (refusal.isPresent()) {
            refused = refusal;
            news.run();
        } else if (!running) {
            delayed = Optional.of(answer(failure).orElseGet(() -> unreadable(failure)));
            news.run();
        }
        return refusal.isEmpty();
    }

    private static Optional<KubernetesClientException> refusal(Throwable failure) {
        return answer(failure).filter(answer -> FINAL.contains(answer.getCode()));
    }

    private static Optional<KubernetesClientException> answer(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException answered && answered.getCode() > 0) {
                return Optional.of(answered);
            }
        }
        return Optional.empty();
    }

    /** Waits until everything is known; if it can't be, or the first answer is a failure, answers why. */
    Optional<KubernetesClientException> await(Duration patience) throws InterruptedException {
        if (refused.isEmpty() && !failedAtOnce) {
            try {
                started.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException _) {
                // Why stands in the fields, and may be over by now.
            }
        }
        return failure();
    }

    /** Why it isn't known now; empty if it is. */
    private Optional<KubernetesClientException> failure() {
        return refused.or(
                () -> isStarted() ? Optional.empty() : Optional.of(delayed.orElseGet(() -> unreadable(null))));
    }

    private boolean isStarted() {
        return started.isDone() && !started.isCompletedExceptionally();
    }

    private KubernetesClientException unreadable(@Nullable Throwable cause) {
        return new KubernetesClientException(
                HasMetadata.getFullResourceName(informer.getApiTypeClass()) + " can't be watched", cause);
    }

    /** The objects as they are now, or why they aren't known. */
    Listing<T> listing() {
        return failure()
                .map(Refusal::words)
                .<Listing<T>>map(Listing::unknown)
                .orElseGet(() -> Listing.of(informer.getStore().list()));
    }

    /** Whether the API server tells of changes now. */
    boolean isConnected() {
        return refused.isPresent() || informer.isWatching();
    }

    @Override
    public void close() {
        informer.close();
    }

    private static final class Trimmed<T extends HasMetadata> extends BasicItemStore<T> {
        private final UnaryOperator<T> trim;

        Trimmed(UnaryOperator<T> trim) {
            super(Cache::metaNamespaceKeyFunc);
            this.trim = trim;
        }

        @Override
        public @Nullable T put(String key, T object) {
            return super.put(key, trim.apply(object));
        }
    }

    private record News<T>(Runnable news) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            news.run();
        }

        @Override
        public void onUpdate(T before, T after) {
            news.run();
        }

        @Override
        public void onDelete(T object, boolean unknown) {
            news.run();
        }
    }
}
