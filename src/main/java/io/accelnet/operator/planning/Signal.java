package io.accelnet.operator.planning;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Says that there is news. Any number of calls until somebody takes it are one. */
public final class Signal {
    private final Semaphore news = new Semaphore(0);

    /** There is news. */
    public void raise() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /** Takes the news, and waits for some if there is none. */
    boolean await(Duration longest) throws InterruptedException {
        boolean taken = news.tryAcquire(Math.max(0, longest.toMillis()), TimeUnit.MILLISECONDS);
        news.drainPermits();
        return taken;
    }
}
