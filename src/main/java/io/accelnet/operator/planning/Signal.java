package io.accelnet.operator.planning;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says that there is news. Any number of calls until somebody takes it are one. */
public final class Signal {
    private final Semaphore news = new Semaphore(0);
    private final AtomicBoolean urgent = new AtomicBoolean();
    private final AtomicBoolean alert = new AtomicBoolean();

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

    /** Whether some of the news that was taken is urgent; asked once. */
    boolean takeUrgency() {
        return urgent.getAndSet(false);
    }

    /** Whether some of the news that was taken waits for nothing; asked once. */
    boolean takeAlert() {
        return alert.getAndSet(false);
    }
}
