package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock that remembers when it was last written. The elector looks at its deadline only between requests, and one that
 * hangs would have it believe in a lease that has run out.
 */
final class TimedLock implements Lock {
    private final Lock lock;
    private final InstantSource clock;
    private final LeaseTrouble trouble;
    private volatile @Nullable Instant renewed;

    TimedLock(Lock lock, InstantSource clock, LeaseTrouble trouble) {
        this.lock = lock;
        this.clock = clock;
        this.trouble = trouble;
    }

    /** Whether it was written less than so long ago. */
    boolean wasRenewedWithin(Duration limit) {
        @Nullable Instant last = renewed;
        return last != null && Duration.between(last, clock.instant()).compareTo(limit) < 0;
    }

    @Override
    public @Nullable LeaderElectionRecord get(KubernetesClient client) {
        return telling(() -> lock.get(client));
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord leaderElectionRecord) {
        write(() -> lock.create(client, leaderElectionRecord));
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord leaderElectionRecord) {
        write(() -> lock.update(client, leaderElectionRecord));
    }

    private void write(Runnable request) {
        Instant asked = clock.instant();
        telling(() -> {
            request.run();
            return true;
        });
        renewed = asked;
        trouble.over();
    }

    /** The elector goes on after every failure; what it would log of it has no words for its reader. */
    private <T extends @Nullable Object> T telling(Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            trouble.failed(e);
            throw e;
        }
    }

    @Override
    public String identity() {
        return lock.identity();
    }

    @Override
    public String describe() {
        return lock.describe();
    }
}
