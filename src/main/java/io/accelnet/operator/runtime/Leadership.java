package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the Lease of the one operator that plans and writes.
 *
 * <p>The SDK's leader election was tried. It doesn't give the Lease back, so that a rollout waits until it runs out; it calls
 * System.exit itself; and it ends at once where it may not ask for its rights or where its namespace comes later. So the SDK's
 * controllers run in every replica, with warm caches, and nothing is planned or written but by the leader.
 */
public final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final String NAME = "accelnet-operator";

    /** So often the Lease is renewed while it lasts. */
    private static final int RENEWALS = 15;

    /**
     * For a request that no version stops, the Lease is young enough during this part of it. What is left of 15 seconds is as long as
     * the client waits for an answer.
     */
    private static final int EARLY = 3;

    /** So many durations without a try: the elector has ended. */
    private static final int LOST = 4;

    private final String identity;
    private final LeaseLock lock;
    private final LeaseProblem problem;
    private final Duration duration;
    private final LeaderElector elector;
    private final Runnable acquired;
    private final Runnable lost;
    private final ExecutorService executor = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("accelnet-election-", 0).daemon().factory());
    private CompletableFuture<?> running = CompletableFuture.completedFuture(null);
    private volatile boolean leading;
    private volatile boolean closing;

    /**
     * Takes part in the election once it is started.
     *
     * @param namespace the namespace of the Lease
     * @param identity this operator's name in it
     * @param duration after which time without a renewal another may take the Lease; the holder gives up after two thirds of it,
     *     and renews it every fifteenth. Who waits for it asks every one to two fifteenths, so that a takeover takes less than
     *     four thirds: the last renewal is seen late by one such time, and the end of the Lease by another
     * @param clock mustn't jump
     * @param acquired is run when the Lease is ours
     * @param lost is run when it was ours and isn't any more
     */
    public Leadership(
            KubernetesClient client,
            String namespace,
            String identity,
            Duration duration,
            InstantSource clock,
            Runnable acquired,
            Runnable lost) {
        this.identity = identity;
        this.problem = new LeaseProblem(namespace);
        this.lock = new LeaseLock(namespace, NAME, identity, duration, clock, problem);
        this.duration = duration;
        this.acquired = acquired;
        this.lost = lost;
        this.elector = new LeaderElector(
                client,
                new LeaderElectionConfigBuilder()
                        .withName(NAME)
                        .withLock(lock)
                        .withLeaseDuration(duration)
                        .withRenewDeadline(duration.multipliedBy(2).dividedBy(3))
                        .withRetryPeriod(duration.dividedBy(RENEWALS))
                        .withReleaseOnCancel(true)
                        .withLeaderCallbacks(new LeaderCallbacks(this::started, this::stopped, this::observed))
                        .build(),
                executor);
    }

    /** Takes part from now on. */
    public void start() {
        running = elector.start();
    }

    /** Whether nobody else can hold the Lease now, whatever the elector has noticed so far. */
    public boolean holds() {
        return leading && lock.wasRenewedWithin(duration);
    }

    /**
     * Whether a request that is sent now ends while nobody else can hold the Lease, as far as that is up to us: no request of ours takes
     * longer than two thirds of a Lease of 15 seconds. What isn't: a request that we have given up may still be on its way, and be carried
     * out by the API server after that.
     */
    public boolean holdsForARequest() {
        return leading && lock.wasRenewedWithin(duration.dividedBy(EARLY));
    }

    /** Why the Lease can't be had; nothing if another one holds it. */
    public List<String> problems() {
        return problem.current().stream().toList();
    }

    /** What only a restart can mend. */
    public List<String> stuck() {
        return lock.wasAskedWithin(duration.multipliedBy(LOST))
                ? List.of()
                : List.of("the election of a leader has ended");
    }

    private void started() {
        LOG.atInfo().addKeyValue("identity", identity).log("Leading");
        leading = true;
        acquired.run();
    }

    private void stopped() {
        leading = false;
        if (!closing) {
            LOG.atError().addKeyValue("identity", identity).log("Leadership is lost");
            lost.run();
        }
    }

    private void observed(String leader) {
        LOG.atInfo()
                .addKeyValue("leader", Optional.ofNullable(leader).orElse("nobody"))
                .log("Leader observed");
    }

    /** Gives the Lease back, so that another needn't wait until it runs out. */
    @Override
    public void close() {
        closing = true;
        running.cancel(true);
        leading = false;
        executor.shutdown();
    }
}
