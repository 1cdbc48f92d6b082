package io.accelnet.operator.runtime;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Says that there is news. Any number of calls until somebody takes it are one. */
final class Signal {
    private final Semaphore news = new Semaphore(0);

    void raise() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    boolean isRaised() {
        return news.availablePermits() > 0;
    }

    /** Takes the news, and waits for some if there is none. */
    boolean await(Duration longest) throws InterruptedException {
        boolean taken = news.tryAcquire(Math.max(0, longest.toMillis()), TimeUnit.MILLISECONDS);
        news.drainPermits();
        return taken;
    }
}
