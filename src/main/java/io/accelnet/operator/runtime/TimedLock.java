package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lock that remembers when it was last written. The elector looks at its deadline only between requests, and one that
 * hangs would have it believe in a lease that has run out.
 */
final class TimedLock implements Lock {
    private final Lock lock;
    private final Clock clock;
    private volatile Instant renewed = Instant.EPOCH;

    TimedLock(Lock lock, Clock clock) {
        this.lock = lock;
        this.clock = clock;
    }

    Duration sinceRenewal() {
        return Duration.between(renewed, clock.instant());
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
