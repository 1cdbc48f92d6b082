package io.accelnet.operator.runtime;

import io.accelnet.operator.apply.Changes;
import io.accelnet.operator.apply.Diff;
import io.accelnet.operator.apply.Failures;
import io.accelnet.operator.apply.Outcome;
import io.accelnet.operator.apply.Retries;
import io.accelnet.operator.apply.Round;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The one thread that plans: gather, decide, apply, until a plan changes nothing; then it waits for news. */
final class PlanLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PlanLoop.class);

    /** So that a burst of events is one plan. */
    private static final Duration SHORTEST_GAP = Duration.ofMillis(20);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Supplier<Optional<ClusterObjects>> gather;
    private final Function<ClusterSnapshot, Plan> planner;
    private final Diff diff;
    private final Round round;
    private final Retries retries;
    private final Signal signal;
    private final Pulse pulse;
    private final BooleanSupplier leads;
    private final InstantSource clock;

    private volatile boolean stopping;
    private volatile @Nullable String problem;
    private boolean pending = true;
    private int badRounds;
    private Duration planning = Duration.ZERO;
    private Instant notBefore = Instant.MIN;
    private Instant retryAt = Instant.MAX;

    PlanLoop(
            Supplier<Optional<ClusterObjects>> gather,
            Function<ClusterSnapshot, Plan> planner,
            Diff diff,
            Round round,
            Retries retries,
            Signal signal,
            Pulse pulse,
            BooleanSupplier leads,
            InstantSource clock) {
        this.gather = gather;
        this.planner = planner;
        this.diff = diff;
        this.round = round;
        this.retries = retries;
        this.signal = signal;
        this.pulse = pulse;
        this.leads = leads;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                pulse.beat();
                pending |= signal.await(untilNextLook());
                Instant now = clock.instant();
                if (stopping || !leads.getAsBoolean() || now.isBefore(notBefore) || !(pending || isRetryDue(now))) {
                    continue;
                }
                pending = false;
                retryAt = Instant.MAX;
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopping = true;
        signal.raise();
    }

    /** What keeps plans from being made or carried out. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void once() {
        try {
            Optional<ClusterObjects> world = gather.get();
            if (world.isEmpty()) {
                pending = true;
                notBefore = clock.instant().plus(SHORTEST_GAP);
                return;
            }
            Instant started = clock.instant();
            Plan plan = planner.apply(Gather.snapshot(world.get()));
            planning = Duration.between(started, clock.instant());
            pulse.beat();
            Changes changes = diff.changes(world.get(), plan);
            Outcome outcome =
                    round.write(world.get(), changes, signal::isRaised, () -> stopping || !leads.getAsBoolean());
            ended(outcome, world.get().unsure().values().stream().findFirst());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.atError().setCause(e).log("A round failed and is tried again");
            failed("a round failed: " + Failures.describe(e));
        }
    }

    private void ended(Outcome outcome, Optional<String> unsure) {
        LOG.atLevel(outcome.stored() > 0 ? Level.INFO : Level.DEBUG)
                .addKeyValue("stored", outcome.stored())
                .addKeyValue("conflicts", outcome.conflicts())
                .addKeyValue("refused", outcome.refused())
                .addKeyValue("complete", outcome.complete())
                .log("A plan was carried out");
        if (outcome.unanswered() > 0) {
            outcome.problem()
                    .ifPresent(why -> LOG.atWarn()
                            .addKeyValue("writes", outcome.unanswered())
                            .addKeyValue("why", why)
                            .log("Writes failed and are tried again"));
            failed("writes fail: " + outcome.problem().orElse("no answer"));
        } else if (unsure.isPresent()) {
            failed(unsure.get());
        } else {
            badRounds = 0;
            problem = null;
            notBefore = clock.instant().plus(rest());
        }
        pending |= outcome.stored() > 0 || !outcome.complete();
    }

    /** While news never ends, planning leaves as much time to the writes as it takes itself. */
    private Duration rest() {
        Duration longest = planning.compareTo(LONGEST_WAIT) < 0 ? planning : LONGEST_WAIT;
        return longest.compareTo(SHORTEST_GAP) > 0 ? longest : SHORTEST_GAP;
    }

    /** The next try comes later each time; news brings it forward, but not to the point of haste. */
    private void failed(String why) {
        problem = why;
        Duration delay = Retries.delay(badRounds++);
        Instant now = clock.instant();
        retryAt = now.plus(delay);
        notBefore = now.plus(delay.compareTo(LONGEST_WAIT) < 0 ? delay : LONGEST_WAIT);
    }

    private boolean isRetryDue(Instant now) {
        return !now.isBefore(retryAt)
                || retries.untilNext().filter(Duration::isZero).isPresent();
    }

    private Duration untilNextLook() {
        if (!leads.getAsBoolean()) {
            return LONGEST_WAIT;
        }
        Instant now = clock.instant();
        Instant due = pending ? now : retryAt;
        Instant retry = retries.untilNext().map(now::plus).orElse(Instant.MAX);
        Instant next = earlier(due, retry);
        Instant allowed = next.isAfter(notBefore) ? next : notBefore;
        Instant latest = now.plus(LONGEST_WAIT);
        return Duration.between(now, earlier(allowed, latest)).plusMillis(1);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
