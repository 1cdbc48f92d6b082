package io.accelnet.testing.invariant;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Every version of every object of a kind, in order, and up to which version that is all that there is. */
final class Told<T extends HasMetadata> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MixedOperation<T, ? extends KubernetesResourceList<T>, Resource<T>> operation;
    private final Lock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<Version> untold = new ArrayList<>();
    private final Map<Key, Long> present = new HashMap<>();
    private final Map<Key, Long> gone = new HashMap<>();
    private final Watch watch;
    private @Nullable String fault;

    Told(MixedOperation<T, ? extends KubernetesResourceList<T>, Resource<T>> operation) {
        this.operation = operation;
        KubernetesResourceList<T> list = operation.inAnyNamespace().list();
        list.getItems().forEach(object -> hear(object, false));
        this.watch = operation
                .inAnyNamespace()
                .withResourceVersion(list.getMetadata().getResourceVersion())
                .watch(new Watcher<T>() {
                    @Override
                    public void eventReceived(Action action, T object) {
                        switch (action) {
                            case ADDED, MODIFIED -> hear(object, false);
                            case DELETED -> hear(object, true);
                            case ERROR -> fail("the watch failed: " + object);
                            case BOOKMARK -> {
                                // Says nothing of an object.
                            }
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        fail("the watch ended: " + cause);
                    }
                });
    }

    private void hear(T object, boolean isGone) {
        Version version = Version.of(object, isGone);
        lock.lock();
        try {
            untold.add(version);
            if (isGone) {
                present.remove(version.key());
                gone.put(version.key(), version.number());
            } else {
                present.put(version.key(), version.number());
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(String why) {
        lock.lock();
        try {
            fault = why;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is there that was stored when this was called. Up to which version that is. */
    long catchUp() throws InterruptedException {
        KubernetesResourceList<T> list = operation.inAnyNamespace().list();
        long until = Long.parseLong(list.getMetadata().getResourceVersion());
        Map<Key, Long> listed = new HashMap<>();
        list.getItems()
                .forEach(object ->
                        listed.put(Key.of(object), Version.of(object, false).number()));
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (!hasAll(listed, until)) {
                if (fault != null || left <= 0) {
                    throw new IllegalStateException(
                            "not every version was seen: " + (fault == null ? "the watch is late" : fault));
                }
                left = news.awaitNanos(left);
            }
            return until;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasAll(Map<Key, Long> listed, long until) {
        boolean hasListed = listed.entrySet().stream()
                .allMatch(object ->
                        Math.max(present.getOrDefault(object.getKey(), 0L), gone.getOrDefault(object.getKey(), 0L))
                                >= object.getValue());
        boolean hasDeletions = present.entrySet().stream()
                .allMatch(object -> listed.containsKey(object.getKey()) || object.getValue() > until);
        return hasListed && hasDeletions;
    }

    /** Hands out those up to a version that haven't been handed out. */
    List<Version> take(long until) {
        lock.lock();
        try {
            List<Version> taken =
                    untold.stream().filter(version -> version.number() <= until).toList();
            untold.removeIf(version -> version.number() <= until);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
