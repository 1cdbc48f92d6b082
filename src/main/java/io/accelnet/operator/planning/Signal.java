package io.accelnet.operator.planning;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Says that there is news. Any number of calls until somebody takes it are one. */
public final class Signal {
    private final Semaphore news = new Semaphore(0);
    private final AtomicBoolean urgent = new AtomicBoolean();
    private final AtomicBoolean alert = new AtomicBoolean();
    private final AtomicReference<@Nullable Instant> since = new AtomicReference<>(null);
    private final InstantSource clock;

    /** One whose news is as old as its own clock says. */
    public Signal() {
        this(new MonotonicClock());
    }

    /**
     * One by whose clock it is known how old the news is.
     *
     * @param clock must not jump
     */
    Signal(InstantSource clock) {
        this.clock = clock;
    }

    /** There is news, and somebody may lose what they have if it waits. */
    public void raise() {
        urgent.set(true);
        mention();
    }

    /** There is news that waits for nothing: of hosts, or of what is asked of them, by which many may have lost what they have. */
    public void alert() {
        alert.set(true);
        raise();
    }

    /** There is news that may wait until what is being written is written. */
    public void mention() {
        since.compareAndSet(null, clock.instant());
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /** Takes the news, and waits for some if there is none. */
    public boolean await(Duration longest) throws InterruptedException {
        boolean taken = news.tryAcquire(Math.max(0, longest.toMillis()), TimeUnit.MILLISECONDS);
        news.drainPermits();
        return taken;
    }

    /** How old the oldest news is that was taken; asked once. Nothing if there was none. */
    Optional<Duration> takeAge() {
        return Optional.ofNullable(since.getAndSet(null)).map(first -> Duration.between(first, clock.instant()));
    }

    /** Whether some of the news that was taken is urgent; asked once. */
    boolean takeUrgency() {
        return urgent.getAndSet(false);
    }

    /** Whether some of the news that was taken waits for nothing; asked once. */
    boolean takeAlert() {
        return alert.getAndSet(false);
    }
}
