package io.accelnet.operator.planning;

import io.accelnet.operator.apply.Written;
import io.accelnet.operator.gather.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What goes wrong with writes: why, how long nothing is written for it, and what is said of it. {@link ChangeQueue} guards it. */
final class WriteProblems {
    private static final Logger LOG = LoggerFactory.getLogger(WriteProblems.class);

    /** So many in a row without an answer: the rest would only wait for the same. */
    private static final int HOPELESS = 16;

    /** What was said last of those that are refused: each is said once, however often it is tried again. */
    private final Map<ObjectKey, String> refusals = new HashMap<>();

    /** Why those had no answer that had none last, as long as nothing else is known of them. */
    private final Map<ObjectKey, String> unanswered = new LinkedHashMap<>();

    private final InstantSource clock;
    private Instant pausedUntil = Instant.MIN;
    private int unansweredInARow;
    private int pauses;

    WriteProblems(InstantSource clock) {
        this.clock = clock;
    }

    /** Nothing is written for so long, but for no longer than {@link ChangeQueue#LONGEST_PAUSE}. */
    void pause(Duration atLeast) {
        Duration capped = atLeast.compareTo(ChangeQueue.LONGEST_PAUSE) < 0 ? atLeast : ChangeQueue.LONGEST_PAUSE;
        Instant until = clock.instant().plus(capped);
        if (until.isAfter(pausedUntil)) {
            pausedUntil = until;
        }
    }

    boolean isPaused() {
        return clock.instant().isBefore(pausedUntil);
    }

    /** A write of it ended so. */
    void ended(ObjectKey key, Written written) {
        unanswered.remove(key);
        if (!(written instanceof Written.Unanswered)) {
            unansweredInARow = 0;
        }
        switch (written) {
            case Written.Stored ok -> {
                refusals.remove(key);
                unanswered.clear();
                pauses = 0;
            }
            case Written.Refused no -> {
                boolean isNew = !no.why().equals(refusals.put(key, no.why()));
                LOG.atLevel(isNew ? Level.WARN : Level.DEBUG)
                        .addKeyValue("object", key)
                        .addKeyValue("why", no.why())
                        .log("A status was refused");
            }
            case Written.Unanswered later -> {
                unansweredInARow++;
                unanswered.put(key, later.why());
                if (unansweredInARow % HOPELESS == 0 || !later.retryAfter().isZero()) {
                    Duration backOff = Backoff.delay(pauses++);
                    pause(backOff.compareTo(later.retryAfter()) > 0 ? backOff : later.retryAfter());
                }
            }
            case Written.Conflict conflict -> {}
            case Written.Gone gone -> {}
        }
    }

    /** It needs no write any more. */
    void forget(ObjectKey key) {
        refusals.remove(key);
        unanswered.remove(key);
    }

    /** None but these need a write any more. */
    void retain(Set<ObjectKey> wanted) {
        refusals.keySet().retainAll(wanted);
        unanswered.keySet().retainAll(wanted);
    }

    /** What keeps writes from being made; empty if they go through. */
    Optional<String> current() {
        return unanswered.entrySet().stream()
                .findFirst()
                .map(first -> "writes fail: " + first.getKey() + ": " + first.getValue());
    }
}
