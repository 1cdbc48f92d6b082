package io.accelnet.cli.write;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Watches the AccelNetVMs of some namespaces, and says when one is as somebody waits for it: one watch for any number of VMs. */
public final class VmWatch implements AutoCloseable {
    private static final long PAGE = 500;

    /** Listing twenty thousand takes some seconds. */
    private static final Duration START = Duration.ofMinutes(1);

    private final List<SharedIndexInformer<AccelNetVM>> informers = new ArrayList<>();
    private final Map<VmId, AccelNetVM> vms = new ConcurrentHashMap<>();
    private final Map<VmId, Queue<Waiter>> waiters = new ConcurrentHashMap<>();

    /** Why nothing is told any more; empty: it is. */
    private volatile Optional<KubernetesClientException> end = Optional.empty();

    private record Waiter(Predicate<Optional<AccelNetVM>> enough, CompletableFuture<Optional<AccelNetVM>> found) {
        void look(Optional<AccelNetVM> vm) {
            if (enough.test(vm)) {
                found.complete(vm);
            }
        }
    }

    /**
     * Starts it, and returns once everything is known.
     *
     * @throws KubernetesClientException if that isn't allowed, say
     */
    public VmWatch(KubernetesClient client, Collection<String> namespaces) {
        try {
            namespaces.forEach(namespace ->
                    informers.add(start(client.resources(AccelNetVM.class).inNamespace(namespace))));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private SharedIndexInformer<AccelNetVM> start(Informable<AccelNetVM> which) {
        SharedIndexInformer<AccelNetVM> informer = which.withLimit(PAGE)
                .runnableInformer(0)
                .itemStore(new Trimmed())
                .addEventHandler(new News())
                .exceptionHandler((_, failure) -> refusal(failure).isEmpty());
        try {
            informer.start().toCompletableFuture().get(START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            informer.close();
            throw unwatched(e);
        } catch (TimeoutException e) {
            informer.close();
            throw unwatched(e);
        }
        informer.stopped().whenComplete((_, failure) -> {
            if (failure != null) {
                KubernetesClientException why = unwatched(failure);
                end = Optional.of(why);
                waiters.values()
                        .forEach(queue -> queue.forEach(waiter -> waiter.found().completeExceptionally(why)));
            }
        });
        return informer;
    }

    private static KubernetesClientException unwatched(Throwable failure) {
        return refusal(failure).orElseGet(() -> new KubernetesClientException("AccelNetVMs can't be watched", failure));
    }

    /** What the API server refuses it will refuse again. It comes wrapped in what was being done. */
    private static Optional<KubernetesClientException> refusal(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException refused
                    && (refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                            || refused.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED)) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    /**
     * An AccelNetVM once it is as somebody waits for it.
     *
     * @param enough whether it is; is asked again at each change, and of nothing while there is none of this name
     */
    CompletableFuture<Optional<AccelNetVM>> when(VmId vm, Predicate<Optional<AccelNetVM>> enough) {
        Waiter waiter = new Waiter(enough, new CompletableFuture<>());
        Queue<Waiter> queue = waiters.computeIfAbsent(vm, _ -> new ConcurrentLinkedQueue<>());
        queue.add(waiter);
        waiter.look(known(vm));
        // Whoever begins to wait after the end would wait in vain.
        end.ifPresent(waiter.found()::completeExceptionally);
        return waiter.found().whenComplete((_, _) -> queue.remove(waiter));
    }

    /** An AccelNetVM as it was seen last. */
    Optional<AccelNetVM> known(VmId vm) {
        return Optional.ofNullable(vms.get(vm));
    }

    private void seen(AccelNetVM vm, boolean there) {
        VmId name = new VmId(vm.getMetadata().getNamespace(), vm.getMetadata().getName());
        if (there) {
            vms.put(name, vm);
        } else {
            vms.remove(name);
        }
        Optional.ofNullable(waiters.get(name)).ifPresent(queue -> queue.forEach(waiter -> waiter.look(known(name))));
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    /** Twenty thousand AccelNetVMs without what is noted of their fields take a third of the memory. */
    private static final class Trimmed extends BasicItemStore<AccelNetVM> {
        Trimmed() {
            super(Cache::metaNamespaceKeyFunc);
        }

        @Override
        public @Nullable AccelNetVM put(String key, AccelNetVM vm) {
            return super.put(key, Trimming.ours(vm));
        }
    }

    private final class News implements ResourceEventHandler<AccelNetVM> {
        @Override
        public void onAdd(AccelNetVM vm) {
            seen(vm, true);
        }

        @Override
        public void onUpdate(AccelNetVM before, AccelNetVM vm) {
            seen(vm, true);
        }

        @Override
        public void onDelete(AccelNetVM vm, boolean unknown) {
            seen(vm, false);
        }
    }
}
