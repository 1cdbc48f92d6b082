package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A lock that remembers when it was last written. The elector looks at its deadline only between requests, and one that
 * hangs would have it believe in a lease that has run out.
 */
final class TimedLock implements Lock {
    private final Lock lock;
    private final InstantSource clock;
    private volatile @Nullable Instant renewed;

    TimedLock(Lock lock, InstantSource clock) {
        this.lock = lock;
        this.clock = clock;
    }

    /** Whether it was written less than so long ago. */
    boolean wasRenewedWithin(Duration limit) {
        @Nullable Instant last = renewed;
        return last != null && Duration.between(last, clock.instant()).compareTo(limit) < 0;
    }

    @Override
    public @Nullable LeaderElectionRecord get(KubernetesClient client) {
        return lock.get(client);
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord leaderElectionRecord) {
        Instant asked = clock.instant();
        lock.create(client, leaderElectionRecord);
        renewed = asked;
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord leaderElectionRecord) {
        Instant asked = clock.instant();
        lock.update(client, leaderElectionRecord);
        renewed = asked;
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
