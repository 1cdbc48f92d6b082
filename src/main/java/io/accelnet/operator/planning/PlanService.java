package io.accelnet.operator.planning;

import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.operator.apply.Diff;
import io.accelnet.operator.apply.Failures;
import io.accelnet.operator.apply.StatusChange;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.gather.ReadProblems;
import io.accelnet.plan.outcome.Decided;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Makes the plans, on one thread: gather, decide, hand out the ledgers, explain, hand out the rest, until a plan changes nothing; then it
 * waits for news. The reconcilers write meanwhile. A burst of news is one plan: news that may wait has no plan of its own while the
 * last plan's changes are being written, since each plan rewrites ledgers that the next one rewrites again.
 */
public final class PlanService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlanService.class);

    /** So that a burst of events is one plan. */
    private static final Duration SHORTEST_GAP = Duration.ofMillis(20);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** News that may wait does so for a few times as long as planning takes, and no longer than anybody likes to wait. */
    private static final int PLANS_OF_PATIENCE = 4;

    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(5);

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final Supplier<Optional<ClusterObjects>> gather;
    private final Function<ClusterSnapshot, Decided> planner;
    private final Diff diff;
    private final ChangeQueue queue;
    private final Signal signal;
    private final BooleanSupplier leads;
    private final InstantSource clock;
    private final InstantSource timeOfDay;
    private final Optional<PodActions> pods;
    private final Predicate<ClusterObjects> gatesPods;
    private final PlanObserver observer;
    private final Thread thread;

    private volatile boolean stopping;
    private volatile Instant lastBeat;
    private volatile @Nullable String problem;
    private final ReadProblems readProblems = new ReadProblems();
    private boolean pending = true;
    private boolean urgent;
    private Instant pendingSince = Instant.MIN;
    private Duration patience = LEAST_PATIENCE;
    /** When the oldest news came that is in no plan which succeeded. */
    private volatile @Nullable Instant newsSince;

    private boolean alerted;
    private int failures;
    private Instant notBefore = Instant.MIN;
    private Instant retryAt = Instant.MAX;
    /** When time alone makes another plan. */
    private Instant againAt = Instant.MAX;

    /**
     * Plans as soon as it is started.
     *
     * @param gather the objects to plan for; empty while they aren't known yet
     * @param planner what decides
     * @param diff compares what it answers with what there is
     * @param queue takes what differs
     * @param signal says that there is news
     * @param leads whether this is the operator that plans and writes
     * @param clock must not jump
     * @param timeOfDay what plans are told; it may jump
     */
    public PlanService(
            Supplier<Optional<ClusterObjects>> gather,
            Function<ClusterSnapshot, Decided> planner,
            Diff diff,
            ChangeQueue queue,
            Signal signal,
            BooleanSupplier leads,
            InstantSource clock,
            InstantSource timeOfDay) {
        this(
                gather,
                planner,
                diff,
                queue,
                signal,
                leads,
                clock,
                timeOfDay,
                Optional.empty(),
                objects -> false,
                PlanObserver.NOBODY);
    }

    /**
     * The same where pods wait for what is decided.
     *
     * @param pods carries out what is decided for them
     * @param gatesPods whether pods are held until their virtual functions are reserved; if not, nothing is done to any
     * @param observer hears of each plan
     */
    public PlanService(
            Supplier<Optional<ClusterObjects>> gather,
            Function<ClusterSnapshot, Decided> planner,
            Diff diff,
            ChangeQueue queue,
            Signal signal,
            BooleanSupplier leads,
            InstantSource clock,
            InstantSource timeOfDay,
            Optional<PodActions> pods,
            Predicate<ClusterObjects> gatesPods,
            PlanObserver observer) {
        this.gather = gather;
        this.planner = planner;
        this.diff = diff;
        this.queue = queue;
        this.signal = signal;
        this.leads = leads;
        this.clock = clock;
        this.timeOfDay = timeOfDay;
        this.pods = pods;
        this.gatesPods = gatesPods;
        this.observer = observer;
        this.lastBeat = clock.instant();
        this.thread = Thread.ofPlatform().name("accelnet-plan").daemon().unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** What keeps plans from being made or carried out. */
    public List<String> problems() {
        return Stream.of(Optional.ofNullable(problem), queue.problem(), pods.flatMap(PodActions::problem))
                .flatMap(Optional::stream)
                .toList();
    }

    /** How long the oldest news has waited for a plan that succeeds; zero if none waits. */
    public Duration waiting() {
        return Optional.ofNullable(newsSince)
                .map(since -> Duration.between(since, clock.instant()))
                .orElse(Duration.ZERO);
    }

    /** What only a restart can mend. */
    public List<String> stuck() {
        Duration silence = Duration.between(lastBeat, clock.instant());
        Optional<String> hangs = silence.compareTo(LONGEST_SILENCE) > 0
                ? Optional.of("the planning thread hasn't got on for " + silence.toSeconds() + " s")
                : Optional.empty();
        return Stream.of(hangs, queue.stuck()).flatMap(Optional::stream).toList();
    }

    /** Plans no more, and lets the writes end that are under way, those of pods as well. */
    @Override
    public void close() {
        stopping = true;
        signal.raise();
        pods.ifPresent(PodActions::end);
        try {
            if (thread.isAlive() && !thread.join(FAREWELL)) {
                LOG.warn("The planning thread hasn't ended in time");
            }
            long until = System.nanoTime() + FAREWELL.toNanos();
            queue.close(FAREWELL);
            if (pods.isPresent() && !pods.get().await(Duration.ofNanos(until - System.nanoTime()))) {
                LOG.warn("Requests for pods haven't ended in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                lastBeat = clock.instant();
                if (signal.await(untilNextLook())) {
                    noteAge();
                    if (!pending) {
                        pending = true;
                        pendingSince = clock.instant();
                    }
                }
                urgent |= signal.takeUrgency();
                alerted |= signal.takeAlert();
                if (!leads.getAsBoolean()) {
                    forget();
                    continue;
                }
                queue.tick();
                pods.ifPresent(PodActions::tick);
                queue.outcome().ifPresent(PlanService::log);
                Instant now = clock.instant();
                if (stopping || now.isBefore(notBefore) || now.isBefore(due(now))) {
                    continue;
                }
                pending = false;
                urgent = false;
                retryAt = Instant.MAX;
                againAt = Instant.MAX;
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was decided isn't carried out any more. Whoever leads again decides anew. */
    private void forget() {
        queue.clear();
        pods.ifPresent(PodActions::withdraw);
        newsSince = null;
        planAnew();
    }

    private void noteAge() {
        Instant now = clock.instant();
        Instant came = signal.takeAge().map(now::minus).orElse(now);
        newsSince = older(newsSince, came);
    }

    private static Instant older(@Nullable Instant known, Instant other) {
        return known == null || other.isBefore(known) ? other : known;
    }

    /** When the next plan is due, as far as news, retries and the time of day go. */
    private Instant due(Instant now) {
        Instant forNews = Instant.MAX;
        if (pending) {
            forNews = urgent || !queue.isBusy() ? now : pendingSince.plus(patience);
        }
        Instant forRetry = forNews.isBefore(retryAt) ? forNews : retryAt;
        return forRetry.isBefore(againAt) ? forRetry : againAt;
    }

    private static void log(ChangeQueue.Outcome outcome) {
        LOG.atLevel(outcome.stored() + outcome.unanswered() > 0 ? Level.INFO : Level.DEBUG)
                .addKeyValue("written", outcome.stored())
                .addKeyValue("outdated", outcome.superseded())
                .addKeyValue("rejected", outcome.refused())
                .addKeyValue("unanswered", outcome.unanswered())
                .log("The statuses of a plan are written");
    }

    private void once() throws InterruptedException {
        try {
            OptionalLong ledgersStored = queue.awaitLedgers(LONGEST_WAIT);
            boolean allIsAnswered = ledgersStored.isPresent() && podsAreAnswered();
            Optional<ClusterObjects> objects = allIsAnswered ? gather.get() : Optional.empty();
            if (objects.isEmpty()) {
                planAnew();
                notBefore = clock.instant().plus(SHORTEST_GAP);
                return;
            }
            Instant started = clock.instant();
            lastBeat = started;
            alerted = false;
            boolean isDone = plan(objects.get(), ledgersStored.getAsLong(), older(newsSince, started));
            ended(
                    Duration.between(started, clock.instant()),
                    objects.get().unsure().values().stream().findFirst(),
                    isDone);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.atError().setCause(e).log("A plan failed and is tried again");
            observer.ended(PlanObserver.Result.FAILED);
            failed("a plan failed: " + Failures.describe(e));
        }
    }

    /**
     * A plan that misses an opening could promise others what the pod may be bound to. But when hosts have changed, no plan waits until
     * thousands of pods are opened: what isn't begun yet is decided anew.
     */
    private boolean podsAreAnswered() throws InterruptedException {
        if (alerted) {
            pods.ifPresent(PodActions::withdraw);
        }
        return pods.isEmpty() || pods.get().await(LONGEST_WAIT);
    }

    /**
     * The ledgers are written while the rest is worked out: what protects VMs doesn't wait for what is said about it. Says whether it is
     * done; if not, the plan is to be made anew.
     */
    private boolean plan(ClusterObjects objects, long ledgersStored, Instant oldestNews) {
        Instant started = clock.instant();
        Instant now = timeOfDay.instant();
        ClusterSnapshot snapshot = Gather.snapshot(objects, now, readProblems);
        Decided decided = planner.apply(snapshot);
        againAt = decided.again()
                .map(then -> started.plus(Duration.between(now, then)))
                .orElse(Instant.MAX);
        lastBeat = clock.instant();
        List<StatusChange<AccelNetNodeStatus>> nodes = diff.nodes(objects, decided.nodes());
        Optional<ChangeQueue.Publication> published = queue.publishLedgers(
                Diff.ledgers(nodes), objects.nodes(), ledgersStored, decided.goesOnAfterLedgers(), oldestNews);
        if (published.isEmpty()) {
            planAnew();
            return false;
        }
        Instant handedOut = clock.instant();
        observer.decided(Duration.between(started, handedOut));
        Optional<PodActions> actions = pods.filter(each -> gatesPods.test(objects));
        actions.ifPresent(each -> each.carryOut(decided.pods(), objects));
        Plan plan = decided.explained();
        lastBeat = clock.instant();
        queue.publishRest(published.get(), diff.changes(objects, plan, nodes));
        List<PodPlans.Note> notes = actions.isPresent() ? plan.pods().notes() : List.of();
        pods.ifPresent(each -> each.tell(notes, objects));
        actions.flatMap(PodActions::again)
                .filter(then -> then.isBefore(againAt))
                .ifPresent(then -> againAt = then);
        observer.explained(objects, snapshot, plan, notes, Duration.between(handedOut, clock.instant()));
        return true;
    }

    private void planAnew() {
        pending = true;
        urgent = true;
    }

    private void ended(Duration planning, Optional<String> unsure, boolean isDone) {
        if (isDone) {
            observer.ended(unsure.isPresent() ? PlanObserver.Result.INCOMPLETE : PlanObserver.Result.SUCCEEDED);
        }
        if (unsure.isPresent()) {
            failed(unsure.get());
        } else {
            failures = 0;
            problem = null;
            newsSince = isDone ? null : newsSince;
            notBefore = clock.instant().plus(rest(planning));
            patience = patience(planning);
        }
    }

    /** While news never ends, planning leaves as much time to the writes as it takes itself. */
    private static Duration rest(Duration planning) {
        Duration longest = planning.compareTo(LONGEST_WAIT) < 0 ? planning : LONGEST_WAIT;
        return longest.compareTo(SHORTEST_GAP) > 0 ? longest : SHORTEST_GAP;
    }

    private static Duration patience(Duration planning) {
        Duration some = planning.multipliedBy(PLANS_OF_PATIENCE);
        if (some.compareTo(LEAST_PATIENCE) < 0) {
            return LEAST_PATIENCE;
        }
        return some.compareTo(MOST_PATIENCE) < 0 ? some : MOST_PATIENCE;
    }

    /** The next try comes later each time; news brings it forward, but not to the point of haste. */
    private void failed(String why) {
        problem = why;
        Duration delay = Backoff.delay(failures++);
        Instant now = clock.instant();
        retryAt = now.plus(delay);
        notBefore = now.plus(delay.compareTo(LONGEST_WAIT) < 0 ? delay : LONGEST_WAIT);
    }

    private Duration untilNextLook() {
        if (!leads.getAsBoolean()) {
            return LONGEST_WAIT;
        }
        Instant now = clock.instant();
        Instant due = due(now);
        Instant allowed = due.isAfter(notBefore) ? due : notBefore;
        Instant latest = now.plus(LONGEST_WAIT);
        return Duration.between(now, allowed.isBefore(latest) ? allowed : latest)
                .plusMillis(1);
    }
}
