package io.accelnet.operator.planning;

import io.accelnet.api.v1alpha1.AccelNetNode;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
 * <p>A write that failed is tried again by the SDK, later each time. The same write isn't handed out a second time meanwhile.
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
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /**
     * A change that has been handed out.
     *
     * @param change what is to be written
     * @param since when it was handed out, or taken
     * @param taken whether a reconciler has taken it, who then says how it ended, whatever comes
     */
    private record UnderWay(StatusChange<?> change, Instant since, boolean taken) {}

    private final Signal signal;
    private final Assumed assumed;
    private final BooleanSupplier leads;
    private final InstantSource clock;
    private final WriteProblems problems;
    private final Map<String, Predicate<ObjectKey>> reconcilers = new ConcurrentHashMap<>();

    private final Map<ObjectKey, StatusChange<?>> wanted = new HashMap<>();
    private final Deque<ObjectKey> ledgers = new ArrayDeque<>();
    private final Deque<ObjectKey> others = new ArrayDeque<>();
    private final Map<ObjectKey, UnderWay> underWay = new HashMap<>();
    private final Set<ObjectKey> ledgersUnderWay = new HashSet<>();
    private final Map<ObjectKey, StatusChange<?>> retried = new HashMap<>();

    private @Nullable Published next;
    private StoredLedgers stored = new StoredLedgers(List.of());
    private boolean closed;
    private long ledgersStored;
    private Count count = new Count();
    private @Nullable Outcome outcome;

    private record Published(StatusChanges changes, Collection<AccelNetNode> nodes, long ledgersStoredBefore) {}

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
     * Takes up a new plan's changes, once what is under way has been answered. Says no if a ledger has been stored since the plan's
     * objects were gathered: the plan is to be made anew.
     */
    boolean publish(StatusChanges changes, Collection<AccelNetNode> nodes, long ledgersStoredBefore) {
        synchronized (this) {
            if (ledgersStored != ledgersStoredBefore) {
                return false;
            }
            next = new Published(changes, nodes, ledgersStoredBefore);
        }
        handOut();
        return true;
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
        problems.pause(atLeast);
    }

    /** Hands nothing out any more. */
    synchronized void clear() {
        next = null;
        wanted.clear();
        ledgers.clear();
        others.clear();
        retried.clear();
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
            if (change != null && !closed && leads.getAsBoolean() && stored.back(change)) {
                if (!problems.isPaused()) {
                    underWay.put(key, new UnderWay(change, clock.instant(), true));
                    if (change.isOfLedger()) {
                        ledgersUnderWay.add(key);
                    }
                    return Optional.of(change);
                }
                putBack(change);
            }
            ended(key);
        }
        handOut();
        return Optional.empty();
    }

    /** What was handed out, or is tried again, when a pause began is handed out once more after it, before all else. */
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
        @Nullable UnderWay write = underWay.get(key);
        if (write == null || !write.taken()) {
            ended(key);
        }
    }

    /** A write ended so. */
    public void ended(StatusChange<?> change, Written written) {
        ObjectKey key = change.key();
        synchronized (this) {
            problems.ended(key, written);
            switch (written) {
                case Written.Stored ok -> {
                    countAnew();
                    count.stored++;
                    settled(key, change);
                    if (ok.object() instanceof AccelNetNode node) {
                        stored.stored(node);
                        ledgersStored += change.isOfLedger() ? 1 : 0;
                    }
                }
                case Written.Conflict conflict -> {
                    count.superseded++;
                    retried.put(key, change);
                }
                case Written.Gone gone -> {
                    count.superseded++;
                    retried.put(key, change);
                }
                case Written.Refused no -> {
                    count.refused++;
                    retried.put(key, change);
                }
                case Written.Unanswered later -> {
                    count.unanswered++;
                    retried.put(key, change);
                }
            }
            ended(key);
        }
        handOut();
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
        if (next != null && underWay.isEmpty()) {
            takeUpIfComplete(next);
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
        while (underWay.size() < UNDER_WAY && ledgers.isEmpty() && ledgersUnderWay.isEmpty() && !others.isEmpty()) {
            begin(others.poll(), due);
        }
        if (due.isEmpty() && underWay.isEmpty()) {
            tell();
        }
        return due;
    }

    private void begin(ObjectKey key, List<ObjectKey> due) {
        @Nullable StatusChange<?> change = wanted.get(key);
        if (change == null) {
            return;
        }
        if (!stored.back(change)) {
            wanted.remove(key);
            return;
        }
        underWay.put(key, new UnderWay(change, clock.instant(), false));
        due.add(key);
    }

    /** A retry may have stored a ledger while the plan waited: then it is to be made anew, as if it came only now. */
    private void takeUpIfComplete(Published published) {
        if (published.ledgersStoredBefore() == ledgersStored) {
            takeUp(published);
        } else {
            signal.raise();
        }
    }

    private void takeUp(Published published) {
        Map<ObjectKey, StatusChange<?>> failed = new HashMap<>(retried);
        clear();
        stored =
                new StoredLedgers(published.nodes().stream().map(assumed::newer).toList());
        count = new Count();
        StatusChanges changes = published.changes();
        changes.ledgers().forEach(change -> enqueue(change, ledgers, failed));
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
        problems.retain(wanted.keySet());
    }

    private void enqueue(StatusChange<?> change, Deque<ObjectKey> queue, Map<ObjectKey, StatusChange<?>> failed) {
        ObjectKey key = change.key();
        wanted.put(key, change);
        @Nullable StatusChange<?> before = failed.get(key);
        if (before != null && before.isSameWrite(change)) {
            retried.put(key, change);
        } else {
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
            signal.raise();
        }
        outcome = new Outcome(count.stored, count.superseded, count.refused, count.unanswered);
    }
}
