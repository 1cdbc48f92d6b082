package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the Lease of the one operator that plans and writes. */
final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final String NAME = "accelnet-operator";

    private final String identity;
    private final TimedLock lock;
    private final Terms terms;
    private final LeaderElector elector;
    private final Runnable acquired;
    private final Runnable lost;
    private final ExecutorService executor = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("accelnet-election-", 0).daemon().factory());
    private CompletableFuture<?> running = CompletableFuture.completedFuture(null);
    private volatile boolean leading;
    private volatile boolean closing;

    /**
     * How long a lease lasts.
     *
     * @param lease after which time without a renewal another may take it
     * @param renewal after which time without a renewal the holder gives up
     * @param retry how often the holder renews and the others ask
     */
    record Terms(Duration lease, Duration renewal, Duration retry) {
        static final Terms USUAL = new Terms(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
    }

    Leadership(
            KubernetesClient client,
            String namespace,
            String identity,
            Terms terms,
            InstantSource clock,
            Runnable acquired,
            Runnable lost) {
        this.identity = identity;
        this.lock = new TimedLock(new LeaseLock(namespace, NAME, identity), clock, new LeaseTrouble(namespace));
        this.terms = terms;
        this.acquired = acquired;
        this.lost = lost;
        this.elector = new LeaderElector(
                client,
                new LeaderElectionConfigBuilder()
                        .withName(NAME)
                        .withLock(lock)
                        .withLeaseDuration(terms.lease())
                        .withRenewDeadline(terms.renewal())
                        .withRetryPeriod(terms.retry())
                        .withReleaseOnCancel(true)
                        .withLeaderCallbacks(new LeaderCallbacks(this::started, this::stopped, this::observed))
                        .build(),
                executor);
    }

    void start() {
        running = elector.start();
    }

    /** Whether nobody else can hold the lease now, whatever the elector has noticed so far. */
    boolean holds() {
        return leading && lock.wasRenewedWithin(terms.lease());
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
        LOG.atInfo().addKeyValue("leader", leader).log("Leader observed");
    }

    /** Gives the lease back, so that another needn't wait until it runs out. */
    @Override
    public void close() {
        closing = true;
        running.cancel(true);
        leading = false;
        executor.shutdown();
    }
}
