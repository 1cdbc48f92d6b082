package io.accelnet.console.watch;

import io.accelnet.cli.write.Refusal;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
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
    private volatile Optional<String> refused = Optional.empty();

    /**
     * Starts to watch.
     *
     * @param which the objects
     * @param trim what is kept of each
     * @param news is run after each change
     */
    WatchedKind(Informable<T> which, UnaryOperator<T> trim, Runnable news) {
        this.informer = which.withLimit(PAGE)
                .runnableInformer(0)
                .itemStore(new Trimmed<>(trim))
                .addEventHandler(new News<>(news))
                .exceptionHandler((running, failure) -> goesOn(running, failure, news));
        this.started = informer.start().toCompletableFuture();
    }

    /** Before anything is known nobody waits for better times. */
    private boolean goesOn(boolean running, Throwable failure, Runnable news) {
        Optional<KubernetesClientException> refusal = refusal(failure);
        refused = refusal.map(Refusal::words);
        news.run();
        return running && refusal.isEmpty();
    }

    private static Optional<KubernetesClientException> refusal(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException refused && FINAL.contains(refused.getCode())) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    /**
     * Waits until everything is known, or why it isn't.
     *
     * @throws KubernetesClientException if it can't be read; where the API server refuses it, only if {@code required}
     */
    void await(Duration patience, boolean required) throws InterruptedException {
        try {
            started.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Optional<KubernetesClientException> refusal = refusal(e);
            if (refusal.isEmpty() || required) {
                throw refusal.orElseGet(() -> unreadable(e));
            }
            refused = refusal.map(Refusal::words);
        } catch (TimeoutException e) {
            throw unreadable(e);
        }
    }

    private KubernetesClientException unreadable(Exception cause) {
        return new KubernetesClientException(
                HasMetadata.getFullResourceName(informer.getApiTypeClass()) + " can't be watched", cause);
    }

    /** The objects as they are now, or why they aren't known. */
    Listing<T> listing() {
        return refused.<Listing<T>>map(Listing::unknown)
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
