package io.accelnet.operator.planning;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether the planning thread gets on. */
final class Heartbeat {
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private final InstantSource clock;
    private volatile Instant last;

    Heartbeat(InstantSource clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    void beat() {
        last = clock.instant();
    }

    Optional<String> problem() {
        Duration silence = Duration.between(last, clock.instant());
        return silence.compareTo(LONGEST_SILENCE) > 0
                ? Optional.of("the planning thread hasn't got on for " + silence.toSeconds() + " s")
                : Optional.empty();
    }
}
