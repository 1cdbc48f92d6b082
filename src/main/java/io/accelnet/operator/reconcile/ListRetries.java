package io.accelnet.operator.reconcile;

import io.accelnet.operator.planning.Backoff;
import io.accelnet.operator.planning.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When a kind is listed again that couldn't be: later each time. A list may be large, and one that can't be read stays so until somebody
 * mends an object.
 */
final class ListRetries {
    /** Looks come every ten seconds. With jitter this is over at the next one. */
    private static final Duration FIRST = Duration.ofSeconds(8);

    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final InstantSource clock;
    private int failures;
    private Instant due = Instant.MIN;

    ListRetries() {
        this(new MonotonicClock());
    }

    /**
     * The same by this clock.
     *
     * @param clock must not jump
     */
    ListRetries(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean isDue() {
        return !clock.instant().isBefore(due);
    }

    /** Whether it couldn't be listed when it was tried last. */
    synchronized boolean haveFailed() {
        return failures > 0;
    }

    synchronized void failed() {
        due = clock.instant().plus(Backoff.delay(failures++, FIRST, LONGEST));
    }

    /** From now on it is as if it had never failed. */
    synchronized void over() {
        failures = 0;
        due = Instant.MIN;
    }
}
