package io.accelnet.bench;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The status writes that were seen since this was made. */
final class StatusWrites {
    private static final long NONE = Long.MIN_VALUE;

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong first = new AtomicLong(NONE);
    private final Set<String> uids = ConcurrentHashMap.newKeySet();

    void seen(HasMetadata written) {
        first.compareAndSet(NONE, System.nanoTime());
        count.incrementAndGet();
        uids.add(written.getMetadata().getUid());
    }

    long count() {
        return count.get();
    }

    /** When the first of them was seen, as {@link System#nanoTime}. */
    long first() {
        return first.get();
    }

    /** Whether the status of this object was written. */
    boolean has(HasMetadata object) {
        return uids.contains(object.getMetadata().getUid());
    }
}
