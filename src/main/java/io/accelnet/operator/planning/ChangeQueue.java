package io.accelnet.operator.planning;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.operator.apply.StatusChange;
import io.accelnet.operator.apply.StatusChanges;
import io.accelnet.operator.apply.Written;
import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the newest plan's changes to the reconcilers in the order that matters: the ledgers first; then the VMs, each only if a
 * stored ledger backs what it is told, and the rest, in turns. A few are under way at a time, so that a failover never waits behind
 * thousands of statuses: the SDK's executor is one queue, and what is in it can't be overtaken.
 *
 * <p>A new plan takes the place of what hasn't been handed out. Until it comes, the last plan's changes go on being written: a
 * write names the version that it stands on, so an older plan can do no harm, and no status waits until the news ends.
 *
 * <p>A write that failed is tried again by the SDK, later each time. The same write isn't handed out a second time meanwhile. A kind
 * whose writes are refused one and all is held back ({@link RefusedKinds}).
 */
public final class ChangeQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeQueue.class);

    /** Twice the reconcilers' threads, so that none is ever without work. */
    private static final int UNDER_WAY = 16;

    /** So many of each kind in turn: while news never ends, no kind waits behind thousands of another one. */
    private static final int CHUNK = 100;

    /** No request takes longer; an object that a reconciler has had for so long has been lost. */
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(2);

    /** A reconciler comes for what it is handed at once, or after a few writes of others. */
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(5);

    /** Whoever asks for more patience, by mistake or not, is asked again by then. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** The news of another version is on its way; if it isn't here by then, the version that is known is tried once more. */
    private static final Duration NEWS_COMES_WITHIN = Duration.ofSeconds(1);

    /**
     * A change that has been handed out.
     *
     * @param change what is to be written
     * @param since when it was handed out, or taken
     * @param taken whether a reconciler has taken it, who then says how it ended, whatever comes
     */
    private record UnderWay(StatusChange<?> change, Instant since, boolean taken) {}

    /**
     * A change that failed and is tried again.
     *
     * @param change what is to be written
     * @param failures how often it has failed
     */
    private record Retry(StatusChange<?> change, int failures) {}

    private final Signal signal;
    private final Assumed assumed;
    private final BooleanSupplier leads;
    private final InstantSource clock;
    private final PlanObserver observer;
    private final WriteProblems problems;
    private final Map<String, Predicate<ObjectKey>> reconcilers = new ConcurrentHashMap<>();

    private final Map<ObjectKey, StatusChange<?>> wanted = new HashMap<>();
    private final Deque<ObjectKey> ledgers = new ArrayDeque<>();
    private final Deque<ObjectKey> others = new ArrayDeque<>();
    private final Map<ObjectKey, UnderWay> underWay = new HashMap<>();
    private final Set<ObjectKey> ledgersUnderWay = new HashSet<>();
    private final Map<ObjectKey, Retry> retried = new HashMap<>();
    private final Map<String, SequencedSet<ObjectKey>> heldBack = new HashMap<>();

    private @Nullable Publication next;
    private @Nullable Publication current;
    private StoredLedgers stored = new StoredLedgers(List.of());
    private boolean closed;
    private long ledgersStored;
    private Count count = new Count();
    private @Nullable Outcome outcome;

    /** The changes of one plan: its ledgers, and the rest once that has been worked out. */
    static final class Publication {
        private final List<StatusChange<AccelNetNodeStatus>> ledgers;
        private final Collection<AccelNetNode> nodes;
        private final long ledgersStoredBefore;
        private final boolean movesVms;
        private final Instant newsSince;
        private int ledgersToStore;
        private @Nullable StatusChanges rest;
        private boolean isComplete;
        private boolean hasStoredLedgers;
        private boolean isFollowed;

        private Publication(
                List<StatusChange<AccelNetNodeStatus>> ledgers,
                Collection<AccelNetNode> nodes,
                long ledgersStoredBefore,
                boolean movesVms,
                Instant newsSince) {
            this.ledgers = ledgers;
            this.nodes = nodes;
            this.ledgersStoredBefore = ledgersStoredBefore;
            this.movesVms = movesVms;
            this.newsSince = newsSince;
            this.ledgersToStore = ledgers.size();
        }
    }

    /** What has become of the newest plan's changes so far. */
    private static final class Count {
        private int stored;
        private int superseded;
        private int refused;
        private int unanswered;
        private boolean told;
    }

    /**
     * What became of a plan's changes.
     *
     * @param stored how many are stored
     * @param superseded how many were made for a version that is no longer the newest
     * @param refused how many the API server won't have
     * @param unanswered how many may go through later
     */
    record Outcome(int stored, int superseded, int refused, int unanswered) {}

    /** Raises this signal when a plan's changes are written, for the next plan to confirm them; writes while this says so. */
    public ChangeQueue(Signal signal, Assumed assumed, BooleanSupplier leads, InstantSource clock) {
        this(signal, assumed, leads, clock, PlanObserver.NOBODY);
    }

    /** The same, where this hears of each write. */
    public ChangeQueue(
            Signal signal, Assumed assumed, BooleanSupplier leads, InstantSource clock, PlanObserver observer) {
        this.observer = observer;
        this.signal = signal;
        this.assumed = assumed;
        this.leads = leads;
        this.clock = clock;
        this.problems = new WriteProblems(clock);
    }

    /** Objects of this kind are reconciled by this, which says no if its cache lacks the object. */
    public void register(String kind, Predicate<ObjectKey> reconciler) {
        reconcilers.put(kind, reconciler);
    }

    /**
     * How many ledgers have been stored so far, once none waits to be written: a plan that misses our own ledger write could give
     * away the reserve twice. Empty if some still wait after this time.
     */
    synchronized OptionalLong awaitLedgers(Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (next != null || !ledgers.isEmpty() || !ledgersUnderWay.isEmpty()) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return OptionalLong.empty();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return OptionalLong.of(ledgersStored);
    }

    /**
     * Takes up the ledgers of a new plan, once what is under way has been answered. The last plan's statuses go on being written
     * until the rest of the new plan is there, which takes longer to work out.
     *
     * @param ledgers with what matters most first
     * @param nodes all nodes that the plan was made from
     * @param ledgersStoredBefore what {@link #awaitLedgers} said before these were gathered
     * @param movesVms whether another plan is to follow as soon as these ledgers are stored, and free what VMs had before
     * @param newsSince when the oldest news came from which the plan was made
     * @return where {@link #publishRest the rest} belongs. Empty if a ledger has been stored since the nodes were gathered: the plan
     *     is to be made anew
     */
    Optional<Publication> publishLedgers(
            List<StatusChange<AccelNetNodeStatus>> ledgers,
            Collection<AccelNetNode> nodes,
            long ledgersStoredBefore,
            boolean movesVms,
            Instant newsSince) {
        Publication published = new Publication(ledgers, nodes, ledgersStoredBefore, movesVms, newsSince);
        synchronized (this) {
            if (ledgersStored != ledgersStoredBefore) {
                return Optional.empty();
            }
            next = published;
        }
        handOut();
        return Optional.of(published);
    }

    /** Takes up the rest of a plan's changes, once its ledgers are through, unless another plan has taken its place. */
    void publishRest(Publication plan, StatusChanges changes) {
        synchronized (this) {
            plan.rest = changes;
        }
        handOut();
    }

    /** Whether changes wait to be written, other than those that are refused. */
    synchronized boolean isBusy() {
        return next != null || !ledgers.isEmpty() || !others.isEmpty() || !underWay.isEmpty() || !isComplete();
    }

    private boolean isComplete() {
        return current == null || current.isComplete;
    }

    /** Goes on after a pause, and hands out again what nobody has come for; to be called every second or so. */
    void tick() {
        handOut(forgotten());
        handOut();
    }

    /**
     * The SDK forgets an event that comes while it ends with the former object of that name. One event too many does no harm: who
     * comes twice finds nothing.
     */
    private synchronized List<ObjectKey> forgotten() {
        Instant oldest = clock.instant().minus(TAKEN_WITHIN);
        return underWay.entrySet().stream()
                .filter(write ->
                        !write.getValue().taken() && write.getValue().since().isBefore(oldest))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The API server asks for patience. */
    public synchronized void pause(Duration atLeast) {
        problems.askedToWait(atLeast);
    }

    /** Hands nothing out any more. */
    synchronized void clear() {
        next = null;
        current = null;
        wanted.clear();
        ledgers.clear();
        others.clear();
        retried.clear();
        heldBack.clear();
    }

    /** Hands nothing out any more, and waits for the writes that are under way. */
    public synchronized void close(Duration longest) throws InterruptedException {
        closed = true;
        clear();
        long until = System.nanoTime() + longest.toNanos();
        while (!underWay.isEmpty() && System.nanoTime() < until) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, until - System.nanoTime()));
        }
        if (!underWay.isEmpty()) {
            LOG.atWarn().addKeyValue("writes", underWay.size()).log("Writes haven't ended in time");
        }
    }

    /** What is to be written to this object now; for the reconciler, which says how it {@link #ended}. */
    public Optional<StatusChange<?>> take(ObjectKey key) {
        synchronized (this) {
            @Nullable StatusChange<?> change = wanted.get(key);
            boolean leading = leads.getAsBoolean();
            if (change != null && !closed && leading && stored.back(change)) {
                if (!problems.isPaused() && problems.allow(key)) {
                    underWay.put(key, new UnderWay(change, clock.instant(), true));
                    if (change.isOfLedger()) {
                        ledgersUnderWay.add(key);
                    }
                    return Optional.of(change);
                }
                putBack(change);
            }
            if (change != null && !closed && !leading) {
                // Who plans may see nothing of it, and nobody comes for it a second time.
                retried.remove(key);
                signal.raise();
            }
            ended(key);
        }
        handOut();
        return Optional.empty();
    }

    /** What was handed out, or is tried again, when a pause began is handed out once more after it, before all else of its kind. */
    private void putBack(StatusChange<?> change) {
        ObjectKey key = change.key();
        boolean wasHandedOut = underWay.remove(key) != null;
        boolean isRetried = retried.remove(key) != null;
        if (wasHandedOut || isRetried) {
            (change.isOfLedger() ? ledgers : others).addFirst(key);
        }
    }

    /** Whether a write is under way that makes the object what it is here. */
    synchronized boolean isWriting(CustomResource<?, ?> delivered) {
        @Nullable UnderWay write = underWay.get(ObjectKey.of(delivered));
        return write != null
                && PlanInput.isSame(write.change().object(), write.change().desired(), delivered);
    }

    /**
     * The object is gone, and no reconciler may ever come for what was handed out of it. A write that one has taken goes on: it may
     * be of another object that has the name by now, and whether a ledger is stored must be known before the next plan.
     */
    void gone(HasMetadata object) {
        ObjectKey key = ObjectKey.of(object);
        synchronized (this) {
            retried.remove(key);
            problems.forget(key);
            drop(key);
        }
        handOut();
    }

    private synchronized void drop(ObjectKey key) {
        wanted.remove(key);
        noLongerHeldBack(key);
        @Nullable UnderWay write = underWay.get(key);
        if (write == null || !write.taken()) {
            ended(key);
        }
    }

    /** A write ended so. Says when the reconciler is to come again for it, if it is. */
    public Optional<Duration> ended(StatusChange<?> change, Written written) {
        ObjectKey key = change.key();
        observer.written(key, change.isOfLedger(), written);
        Optional<Duration> again;
        synchronized (this) {
            problems.ended(key, written);
            again = switch (written) {
                case Written.Stored ok -> {
                    countAnew();
                    count.stored++;
                    settled(key, change);
                    if (ok.object() instanceof AccelNetNode node) {
                        stored(node, change.isOfLedger());
                    }
                    yield Optional.empty();
                }
                case Written.Conflict conflict -> {
                    count.superseded++;
                    failed(key, change);
                    yield Optional.of(NEWS_COMES_WITHIN);
                }
                case Written.Gone gone -> {
                    count.superseded++;
                    failed(key, change);
                    yield Optional.of(NEWS_COMES_WITHIN);
                }
                case Written.Refused no -> {
                    count.refused++;
                    yield problems.allow(key) ? Optional.of(Backoff.delay(failed(key, change) - 1)) : holdBack(key);
                }
                case Written.Unanswered later -> {
                    count.unanswered++;
                    int failures = failed(key, change);
                    yield Optional.of(
                            later.retryAfter().isPositive() ? problems.pauseLeft() : Backoff.delay(failures - 1));
                }
            };
            ended(key);
        }
        handOut();
        return again;
    }

    private void stored(AccelNetNode node, boolean isLedger) {
        stored.stored(node);
        if (isLedger) {
            ledgersStored++;
            if (current != null) {
                current.hasStoredLedgers = true;
                current.ledgersToStore--;
                if (current.ledgersToStore == 0) {
                    observer.ledgersStored(Duration.between(current.newsSince, clock.instant()));
                }
            }
        }
    }

    /** Notes that it failed, and says how often it has. */
    private int failed(ObjectKey key, StatusChange<?> change) {
        @Nullable Retry before = retried.get(key);
        int failures = before != null && before.change().isSameWrite(change) ? before.failures() + 1 : 1;
        retried.put(key, new Retry(change, failures));
        return failures;
    }

    /** No reconciler comes for it until its kind goes on. */
    private Optional<Duration> holdBack(ObjectKey key) {
        retried.remove(key);
        heldBack.computeIfAbsent(key.kind(), kind -> new LinkedHashSet<>()).add(key);
        return Optional.empty();
    }

    /** The object has changed since the plan was made: the next plan decides. */
    public void superseded(StatusChange<?> change) {
        ObjectKey key = change.key();
        synchronized (this) {
            countAnew();
            count.superseded++;
            settled(key, change);
            ended(key);
        }
        handOut();
    }

    /** What became of a plan's changes, once they are all through; each is told once. */
    synchronized Optional<Outcome> outcome() {
        Optional<Outcome> told = Optional.ofNullable(outcome);
        outcome = null;
        return told;
    }

    /** How many objects' statuses wait to be written, those that are being written and those that are refused included. */
    public synchronized int waiting() {
        return wanted.size();
    }

    /** How many objects of each kind were refused when they were written last; kinds without any aren't there. */
    public synchronized Map<String, Integer> refused() {
        return problems.refused();
    }

    /** How many objects of each kind aren't written as others of their kind are refused; kinds without any aren't there. */
    public synchronized Map<String, Integer> heldBack() {
        Map<String, Integer> byKind = new HashMap<>();
        heldBack.forEach((kind, keys) -> byKind.put(kind, keys.size()));
        byKind.values().removeIf(number -> number == 0);
        return byKind;
    }

    /** What keeps writes from being made; empty if they go through. */
    synchronized Optional<String> problem() {
        return problems.current();
    }

    /** What only a restart can mend. */
    synchronized Optional<String> stuck() {
        Instant oldest = clock.instant().minus(LONGEST_WRITE);
        return underWay.values().stream()
                .filter(write -> write.since().isBefore(oldest))
                .map(write -> "the write of " + write.change().key() + " doesn't end")
                .findFirst();
    }

    /** A retry that ends after its plan was told has a plan of its own follow it: what it stored may let others go on. */
    private void countAnew() {
        if (count.told) {
            count = new Count();
        }
    }

    private void settled(ObjectKey key, StatusChange<?> change) {
        wanted.remove(key, change);
        retried.remove(key);
        problems.forget(key);
    }

    private void ended(ObjectKey key) {
        underWay.remove(key);
        ledgersUnderWay.remove(key);
        notifyAll();
    }

    private void handOut() {
        boolean missing;
        do {
            missing = handOut(due());
        } while (missing);
    }

    /** Says whether there are some that no reconciler knows. */
    private boolean handOut(List<ObjectKey> keys) {
        boolean missing = false;
        for (ObjectKey key : keys) {
            if (!isReconciled(key)) {
                missing = true;
                drop(key);
            }
        }
        return missing;
    }

    private boolean isReconciled(ObjectKey key) {
        try {
            return Optional.ofNullable(reconcilers.get(key.kind()))
                    .map(reconciler -> reconciler.test(key))
                    .orElse(false);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("object", key).setCause(e).log("An object can't be handed to its reconciler");
            return false;
        }
    }

    private synchronized List<ObjectKey> due() {
        List<ObjectKey> due = new ArrayList<>();
        if (closed || problems.isPaused()) {
            return due;
        }
        heldBack.forEach((kind, keys) -> problems.released(kind, keys).forEach(this::goOn));
        if (next != null && canTakeUp(next)) {
            takeUpUnlessOutdated(next);
            next = null;
            notifyAll();
        }
        if (next != null) {
            return due;
        }
        while (underWay.size() < UNDER_WAY && !ledgers.isEmpty()) {
            begin(ledgers.poll(), due);
        }
        ledgersUnderWay.addAll(due);
        if (ledgers.isEmpty() && ledgersUnderWay.isEmpty()) {
            ledgersAreThrough(due);
        }
        return due;
    }

    private void goOn(ObjectKey key) {
        noLongerHeldBack(key);
        Optional.ofNullable(wanted.get(key))
                .ifPresentOrElse(
                        change -> (change.isOfLedger() ? ledgers : others).addFirst(key), () -> problems.notTried(key));
    }

    private void noLongerHeldBack(ObjectKey key) {
        Optional.ofNullable(heldBack.get(key.kind())).ifPresent(keys -> keys.remove(key));
    }

    /** Without ledgers it changes nothing about what is under way. */
    private boolean canTakeUp(Publication plan) {
        return underWay.isEmpty() || (plan.ledgers.isEmpty() && ledgersUnderWay.isEmpty());
    }

    private void ledgersAreThrough(List<ObjectKey> due) {
        if (current != null) {
            followUp(current);
            if (current.rest != null && !current.isComplete) {
                if (!underWay.isEmpty()) {
                    return;
                }
                takeUpRest(current.rest);
                current.isComplete = true;
            }
        }
        while (underWay.size() < UNDER_WAY && !others.isEmpty()) {
            begin(others.poll(), due);
        }
        if (due.isEmpty() && underWay.isEmpty() && isComplete()) {
            tell();
        }
    }

    /** What VMs had before they were moved is freed by the next plan, whose ledgers need not wait for the statuses of this one. */
    private void followUp(Publication plan) {
        if (plan.movesVms && plan.hasStoredLedgers && !plan.isFollowed) {
            plan.isFollowed = true;
            signal.raise();
        }
    }

    private void begin(ObjectKey key, List<ObjectKey> due) {
        @Nullable StatusChange<?> change = wanted.get(key);
        if (change == null || !stored.back(change)) {
            wanted.remove(key);
            problems.notTried(key);
            return;
        }
        if (!problems.allow(key)) {
            holdBack(key);
            return;
        }
        underWay.put(key, new UnderWay(change, clock.instant(), false));
        due.add(key);
    }

    /** A retry may have stored a ledger while the plan waited: then it is to be made anew, as if it came only now. */
    private void takeUpUnlessOutdated(Publication plan) {
        if (plan.ledgersStoredBefore == ledgersStored) {
            takeUpLedgers(plan);
        } else {
            signal.raise();
        }
    }

    private void takeUpLedgers(Publication plan) {
        Map<ObjectKey, Retry> failed = new HashMap<>(retried);
        wanted.values().removeIf(StatusChange::isOfLedger);
        retried.values().removeIf(retry -> retry.change().isOfLedger());
        ledgers.clear();
        current = plan;
        stored = new StoredLedgers(plan.nodes.stream().map(assumed::newer).toList());
        count = new Count();
        plan.ledgers.forEach(change -> enqueue(change, ledgers, failed));
        others.removeIf(key -> Optional.ofNullable(wanted.get(key))
                .filter(StatusChange::isOfLedger)
                .isPresent());
    }

    private void takeUpRest(StatusChanges changes) {
        Map<ObjectKey, Retry> failed = new HashMap<>(retried);
        wanted.values().removeIf(change -> !change.isOfLedger());
        retried.values().removeIf(retry -> !retry.change().isOfLedger());
        others.clear();
        List<Iterator<? extends StatusChange<?>>> kinds = List.of(
                changes.vms().iterator(),
                changes.nodes().iterator(),
                changes.clusters().iterator(),
                changes.intents().iterator());
        while (kinds.stream().anyMatch(Iterator::hasNext)) {
            for (Iterator<? extends StatusChange<?>> kind : kinds) {
                for (int i = 0; i < CHUNK && kind.hasNext(); i++) {
                    enqueue(kind.next(), others, failed);
                }
            }
        }
        heldBack.values().forEach(keys -> keys.removeIf(key -> !wanted.containsKey(key)));
        problems.retain(wanted.keySet());
    }

    private void enqueue(StatusChange<?> change, Deque<ObjectKey> queue, Map<ObjectKey, Retry> failed) {
        ObjectKey key = change.key();
        wanted.put(key, change);
        noLongerHeldBack(key);
        @Nullable Retry before = failed.get(key);
        if (before != null && before.change().isSameWrite(change)) {
            retried.put(key, new Retry(change, before.failures()));
        } else {
            retried.remove(key);
            queue.add(key);
        }
    }

    /** A plan's changes are through. What is stored may let the next plan go on, so there is one until it changes nothing. */
    private void tell() {
        if (count.told) {
            return;
        }
        count.told = true;
        if (count.stored > 0 || count.superseded > 0) {
            signal.mention();
        }
        outcome = new Outcome(count.stored, count.superseded, count.refused, count.unanswered);
    }
}
