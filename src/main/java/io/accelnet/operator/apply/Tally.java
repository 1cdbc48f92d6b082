package io.accelnet.operator.apply;

import io.accelnet.operator.apply.Written.Conflict;
import io.accelnet.operator.apply.Written.Gone;
import io.accelnet.operator.apply.Written.Refused;
import io.accelnet.operator.apply.Written.Stored;
import io.accelnet.operator.apply.Written.Unanswered;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps count of a round's writes, and has each that failed tried again in its time. */
final class Tally {
    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

    /** So many in a row without an answer: the rest would only wait for the same. */
    private static final int HOPELESS = 16;

    private final Retries retries;
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger conflicts = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger unansweredInARow = new AtomicInteger();
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

    Tally(Retries retries) {
        this.retries = retries;
    }

    void count(Change<?> change, Written written) {
        switch (written) {
            case Stored ok -> {
                stored.incrementAndGet();
                unansweredInARow.set(0);
                retries.settled(change);
            }
            case Conflict conflict -> {
                conflicts.incrementAndGet();
                unansweredInARow.set(0);
                retries.failed(change, Duration.ZERO);
            }
            case Gone gone -> {
                unansweredInARow.set(0);
                retries.failed(change, Duration.ZERO);
            }
            case Refused no -> {
                refused.incrementAndGet();
                unansweredInARow.set(0);
                retries.failed(change, Duration.ZERO);
                LOG.atWarn()
                        .addKeyValue("object", change.key())
                        .addKeyValue("why", no.why())
                        .log("A status was refused");
            }
            case Unanswered later -> {
                unanswered.incrementAndGet();
                unansweredInARow.incrementAndGet();
                problem.set(change.key() + ": " + later.why());
                retries.failed(change, later.retryAfter());
            }
        }
    }

    boolean hopeless() {
        return unansweredInARow.get() >= HOPELESS;
    }

    Outcome outcome(boolean complete) {
        return new Outcome(
                stored.get(),
                complete,
                conflicts.get(),
                refused.get(),
                unanswered.get(),
                Optional.ofNullable(problem.get()));
    }
}
