package io.accelnet.operator.planning;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that only goes forward, from an instant that means nothing, for everything that waits or measures. The time of day jumps
 * when somebody sets the clock, and whoever waits for an instant of it may wait for as long as the jump.
 */
public final class MonotonicClock implements InstantSource {
    private final long origin = System.nanoTime();

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(System.nanoTime() - origin);
    }
}
