package io.accelnet.console.action;

import io.accelnet.cli.change.Consequences;
import io.accelnet.cli.scenario.Edit;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.console.watch.ClusterFacts;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.plan.Planner;
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

    /**
     * What was read once.
     *
     * @param version which changes it knows
     * @param time when it was read
     * @param objects what was read
     * @param settled the plan for it
     * @param unchanged what becomes of it if nobody changes anything
     */
    private record Reading(
            long version,
            Instant time,
            ClusterObjects objects,
            Once<SettledPlan> settled,
            Once<Consequences.Unchanged> unchanged) {
        static Reading of(long version, Instant time, ClusterObjects objects, Planner planner) {
            Once<SettledPlan> settled = new Once<>(() -> SettledPlan.of(Gather.snapshot(objects, time), planner));
            return new Reading(
                    version,
                    time,
                    objects,
                    settled,
                    new Once<>(() -> Consequences.Unchanged.of(objects, settled.get(), planner)));
        }
    }

    /** For plans of this cluster. */
    public Planning(ClusterFacts facts, ClusterActions actions) {
        this.facts = facts;
        this.actions = actions;
    }

    /** What decides as the operator does. */
    public Planner planner() {
        return actions.planner();
    }

    /** All that plans are made from; whoever asks meanwhile waits for the one reading. */
    public ClusterObjects objects() {
        return reading().objects();
    }

    /**
     * All that plans are made from, and the plan for it as it is.
     *
     * @param objects what was read
     * @param plan the plan
     */
    record Settled(ClusterObjects objects, SettledPlan plan) {}

    /** What there is. It is planned once for each reading. */
    Settled settled() {
        Reading reading = reading();
        return new Settled(reading.objects(), reading.settled().get());
    }

    /** What a change of a cluster would do to whom. What becomes of all without it is planned once for each reading. */
    Consequences consequences(String cluster, Edit change) {
        return Consequences.of(cluster, reading().unchanged().get(), change, planner());
    }

    private synchronized Reading reading() {
        long version = facts.version();
        Instant now = actions.now();
        Reading reading = last.filter(known -> known.time()
                        .plus(known.version() == version ? FRESH : LEAST)
                        .isAfter(now))
                .orElseGet(() -> Reading.of(version, now, actions.planned(), planner()));
        last = Optional.of(reading);
        return reading;
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
