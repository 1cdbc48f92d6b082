package io.accelnet.testing.kubevirt;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What is to be looked at, now or later by the actor's clock; each object once, in the order in which it was added. */
final class WorkQueue {
    private static final Duration NOTHING_IS_DUE = Duration.ofSeconds(10);

    private final SkippingClock clock;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LinkedHashSet<Work> now = new LinkedHashSet<>();
    private final Map<Work, Instant> later = new HashMap<>();
    private boolean busy;

    WorkQueue(SkippingClock clock) {
        this.clock = clock;
        clock.onSkip(this::wake);
    }

    void add(Work work) {
        lock.lock();
        try {
            now.add(work);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Once more after a pause; the earlier of two pauses counts. */
    void addAfter(Work work, Duration pause) {
        lock.lock();
        try {
            later.merge(work, clock.instant().plus(pause), (one, other) -> one.isBefore(other) ? one : other);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next one; empty: nothing came for some time. Whoever takes one has to say when it is {@link #done}. */
    Optional<Work> take() throws InterruptedException {
        lock.lock();
        try {
            long left = NOTHING_IS_DUE.toNanos();
            moveDue();
            while (now.isEmpty() && left > 0) {
                long pause = Math.min(left, untilNextDue().toNanos());
                left -= pause - Math.max(0, changed.awaitNanos(Math.max(1, pause)));
                moveDue();
            }
            Optional<Work> work = now.stream().findFirst();
            work.ifPresent(now::remove);
            busy = work.isPresent();
            return work;
        } finally {
            lock.unlock();
        }
    }

    void done() {
        lock.lock();
        try {
            busy = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is nothing to do until some pause is over. */
    boolean isIdle() {
        lock.lock();
        try {
            return !busy && now.isEmpty() && untilNextDue().isPositive();
        } finally {
            lock.unlock();
        }
    }

    /** Whether some pause isn't over yet that ends within this time. */
    boolean isPausingFor(Duration atMost) {
        lock.lock();
        try {
            return untilNextDue().compareTo(atMost) <= 0;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void moveDue() {
        Instant instant = clock.instant();
        for (Iterator<Map.Entry<Work, Instant>> all = later.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Work, Instant> next = all.next();
            if (!next.getValue().isAfter(instant)) {
                now.add(next.getKey());
                all.remove();
            }
        }
    }

    private Duration untilNextDue() {
        Instant instant = clock.instant();
        return later.values().stream()
                .min(Instant::compareTo)
                .map(due -> Duration.between(instant, due))
                .filter(pause -> pause.compareTo(NOTHING_IS_DUE) < 0)
                .orElse(NOTHING_IS_DUE);
    }
}
