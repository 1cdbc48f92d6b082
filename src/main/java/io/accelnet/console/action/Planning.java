package io.accelnet.console.action;

import io.accelnet.console.watch.ClusterFacts;
import io.accelnet.operator.gather.ClusterObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What plans are made from, read once for many questions: somebody who moves a slider asks ten in a second. It is read anew when one of the
 * objects that are watched has changed, though not at every change, since in a large cluster something always changes; now and then for all
 * others; and after each write of the console's own.
 */
public final class Planning {
    /** So long a reading is good while nothing changes that is watched. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** So long it is good whatever changes. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    private final ClusterFacts facts;
    private final ClusterActions actions;
    private Optional<Reading> last = Optional.empty();

    private record Reading(long version, Instant time, ClusterObjects objects) {}

    /** For plans of this cluster. */
    public Planning(ClusterFacts facts, ClusterActions actions) {
        this.facts = facts;
        this.actions = actions;
    }

    /** All that plans are made from; whoever asks meanwhile waits for the one reading. */
    public synchronized ClusterObjects objects() {
        long version = facts.version();
        Instant now = actions.now();
        Reading reading = last.filter(known -> known.time()
                        .plus(known.version() == version ? FRESH : LEAST)
                        .isAfter(now))
                .orElseGet(() -> new Reading(version, now, actions.planned()));
        last = Optional.of(reading);
        return reading.objects();
    }

    /** Whether something that is watched has changed since it was read. */
    public synchronized boolean isOutdated() {
        long version = facts.version();
        return last.filter(known -> known.version() != version).isPresent();
    }

    /** What was read isn't good any more: something has been written, or is about to be. */
    public synchronized void forget() {
        last = Optional.empty();
    }

    /** What time it is. */
    public Instant now() {
        return actions.now();
    }
}
