package io.accelnet.operator.planning;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before another try: longer each time, with jitter. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;
    private static final double JITTER = 0.2;

    private Backoff() {}

    /** The delay after that many failures before this one. */
    public static Duration delay(int failuresBefore) {
        return delay(failuresBefore, FIRST, LONGEST);
    }

    /** The same where the first delay is about so long, and no delay is much longer than this. */
    public static Duration delay(int failuresBefore, Duration first, Duration longest) {
        Duration plain = first.multipliedBy(1L << Math.min(failuresBefore, MOST_DOUBLINGS));
        Duration capped = plain.compareTo(longest) < 0 ? plain : longest;
        double factor = 1 - JITTER + ThreadLocalRandom.current().nextDouble() * 2 * JITTER;
        return Duration.ofNanos((long) (capped.toNanos() * factor));
    }
}
