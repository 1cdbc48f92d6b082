package io.accelnet.operator.apply;

import io.accelnet.operator.gather.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a write that failed may be tried again: later each time, until it goes through or its object has changed. So an
 * object that is always refused costs next to nothing, and holds up none of the others.
 */
public final class Retries {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;
    private static final double JITTER = 0.2;

    private record Failure(String version, int times, Instant due) {}

    private final InstantSource clock;
    private final Map<ObjectKey, Failure> failures = new ConcurrentHashMap<>();

    /** With this clock, which mustn't jump. */
    public Retries(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a write over this version may be tried now. */
    public boolean allowed(Change<?> change) {
        Failure failure = failures.get(change.key());
        return failure == null
                || !failure.version().equals(change.version())
                || !clock.instant().isBefore(failure.due());
    }

    /** It failed; the next try comes no earlier than this. */
    public void failed(Change<?> change, Duration atLeast) {
        failures.compute(change.key(), (key, before) -> {
            int times = before == null ? 0 : Math.min(before.times() + 1, MOST_DOUBLINGS);
            return new Failure(change.version(), times, clock.instant().plus(longer(atLeast, delay(times))));
        });
    }

    /** It went through, or there is nothing left to write. */
    public void settled(Change<?> change) {
        failures.remove(change.key());
    }

    /** Forgets all others: nothing is to be written to them any more. */
    public void retain(Set<ObjectKey> wanted) {
        failures.keySet().retainAll(wanted);
    }

    /** How long until the next try is due. */
    public Optional<Duration> untilNext() {
        return failures.values().stream()
                .map(Failure::due)
                .min(Comparator.naturalOrder())
                .map(due -> Duration.between(clock.instant(), due))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    /** The delay after that many failures before this one, with jitter. */
    public static Duration delay(int failuresBefore) {
        Duration plain = FIRST.multipliedBy(1L << Math.min(failuresBefore, MOST_DOUBLINGS));
        Duration capped = plain.compareTo(LONGEST) < 0 ? plain : LONGEST;
        double factor = 1 - JITTER + ThreadLocalRandom.current().nextDouble() * 2 * JITTER;
        return Duration.ofNanos((long) (capped.toNanos() * factor));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
