package io.accelnet.operator.apply;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Writes what a plan changes: the ledgers, then the VMs whose functions a stored ledger backs, then the rest. It stops early
 * when there is news, so that a failover never waits behind thousands of statuses; but not before the first chunk of each kind,
 * so that no status waits until the news ends.
 */
public final class Round {
    /** How many are written before looking up whether there is news. */
    private static final int CHUNK = 100;

    /** How many statuses are written in one round; the next one goes on. */
    private static final int MOST_IN_A_ROUND = 500;

    private final StatusWriter writer;
    private final Retries retries;
    private final Executor pool;
    private final Observer observer;

    /** Is told of every write that is stored, and of every step. */
    public interface Observer {
        /** This write is about to be sent. */
        void began(Change<?> change);

        /** This write has ended so; empty if it failed in an unforeseen way. */
        void ended(Change<?> change, Optional<Written> written);

        /** This write is stored, and the object looks like this now. */
        void stored(Change<?> change, Written.Stored stored);

        /** The round goes on. */
        void progress();
    }

    /** Writes through this writer, in parallel on this pool. */
    public Round(StatusWriter writer, Retries retries, Executor pool, Observer observer) {
        this.writer = writer;
        this.retries = retries;
        this.pool = pool;
        this.observer = observer;
    }

    /** Writes these changes, until it is told to stop or finds news. */
    public Outcome write(ClusterObjects world, Changes changes, BooleanSupplier news, BooleanSupplier stop) {
        Tally tally = new Tally(retries);
        LedgerView ledgers = new LedgerView(world.nodes());
        Consumer<Written.Stored> noteLedger = stored -> ledgers.stored((AccelNetNode) stored.object());
        BooleanSupplier ended = () -> stop.getAsBoolean() || tally.hopeless();

        boolean complete = run(changes.ledgers(), tally, ended, () -> false, noteLedger);
        List<Change<AccelNetVMStatus>> backed =
                changes.vms().stream().filter(ledgers::backs).toList();
        retries.retain(keys(changes, backed));
        complete &= bounded(backed, tally, ended, news);
        complete &= bounded(changes.nodes(), tally, ended, news);
        complete &= run(changes.clusters(), tally, ended, () -> false, stored -> {});
        complete &= bounded(changes.intents(), tally, ended, news);
        return tally.outcome(complete);
    }

    private <S> boolean bounded(List<Change<S>> changes, Tally tally, BooleanSupplier ended, BooleanSupplier news) {
        List<Change<S>> due = changes.stream().filter(retries::allowed).toList();
        List<Change<S>> first = due.subList(0, Math.min(MOST_IN_A_ROUND, due.size()));
        return run(first, tally, ended, news, stored -> {}) && first.size() == due.size();
    }

    private <S> boolean run(
            List<Change<S>> changes,
            Tally tally,
            BooleanSupplier ended,
            BooleanSupplier news,
            Consumer<Written.Stored> also) {
        List<Change<S>> due = changes.stream().filter(retries::allowed).toList();
        for (int from = 0; from < due.size(); from += CHUNK) {
            if (ended.getAsBoolean() || (from > 0 && news.getAsBoolean())) {
                return false;
            }
            List<CompletableFuture<Void>> writes = new ArrayList<>(CHUNK);
            for (Change<S> change : due.subList(from, Math.min(from + CHUNK, due.size()))) {
                writes.add(CompletableFuture.runAsync(() -> one(change, tally, also), pool));
            }
            writes.forEach(CompletableFuture::join);
        }
        return true;
    }

    private <S> void one(Change<S> change, Tally tally, Consumer<Written.Stored> also) {
        if (tally.hopeless()) {
            return;
        }
        Written written = answered(change, also);
        tally.count(change, written);
        observer.progress();
    }

    /** However a write ends, it is no longer under way. */
    private <S> Written answered(Change<S> change, Consumer<Written.Stored> also) {
        Optional<Written> written = Optional.empty();
        observer.began(change);
        try {
            Written answer = writer.write(change);
            written = Optional.of(answer);
            if (answer instanceof Written.Stored stored) {
                also.accept(stored);
                observer.stored(change, stored);
            }
            return answer;
        } finally {
            observer.ended(change, written);
        }
    }

    private static Set<ObjectKey> keys(Changes changes, List<Change<AccelNetVMStatus>> backed) {
        Set<ObjectKey> keys = new HashSet<>();
        changes.ledgers().forEach(change -> keys.add(change.key()));
        backed.forEach(change -> keys.add(change.key()));
        changes.nodes().forEach(change -> keys.add(change.key()));
        changes.clusters().forEach(change -> keys.add(change.key()));
        changes.intents().forEach(change -> keys.add(change.key()));
        return keys;
    }
}
