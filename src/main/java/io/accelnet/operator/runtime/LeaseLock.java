package io.accelnet.operator.runtime;

import io.accelnet.operator.apply.Failures;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Lease as fabric8's elector sees it. The client's own lock was tried: on a Lease without a duration it fails in a way that
 * ends the election for good while all probes are green; it doesn't take over a Lease without a spec; and it believes the clock
 * of the host that wrote the Lease.
 *
 * <p>Here a Lease runs out when it hasn't changed for its duration by our own monotonic clock, as in client-go. What can't be read
 * of it counts as not there. When it was last written is remembered, since the elector looks at its deadline only between
 * requests, and one that hangs would have it believe in a Lease that has run out.
 */
final class LeaseLock implements Lock {
    private final String namespace;
    private final String name;
    private final String identity;
    private final Duration duration;
    private final InstantSource clock;
    private final LeaseProblem problem;

    private @Nullable Lease read;
    private LeaseSpec observed = new LeaseSpec();
    private Instant observedSince;
    private volatile @Nullable Instant renewed;
    private volatile Instant asked;

    /**
     * A lock.
     *
     * @param duration how long the Lease lasts, unless it says less
     * @param clock mustn't jump
     */
    LeaseLock(
            String namespace,
            String name,
            String identity,
            Duration duration,
            InstantSource clock,
            LeaseProblem problem) {
        this.namespace = namespace;
        this.name = name;
        this.identity = identity;
        this.duration = duration;
        this.clock = clock;
        this.problem = problem;
        this.observedSince = clock.instant();
        this.asked = clock.instant();
    }

    /** Whether it was written less than so long ago. */
    boolean wasRenewedWithin(Duration limit) {
        @Nullable Instant last = renewed;
        return last != null && Duration.between(last, clock.instant()).compareTo(limit) < 0;
    }

    /** Whether the elector still tries, whatever comes of it. */
    boolean wasAskedWithin(Duration limit) {
        return Duration.between(asked, clock.instant()).compareTo(limit) < 0;
    }

    @Override
    public synchronized @Nullable LeaderElectionRecord get(KubernetesClient client) {
        asked = clock.instant();
        @Nullable Lease found = telling(
                () -> client.leases().inNamespace(namespace).withName(name).get());
        read = found;
        return found == null ? null : record(Objects.requireNonNullElseGet(found.getSpec(), LeaseSpec::new));
    }

    private LeaderElectionRecord record(LeaseSpec spec) {
        if (!spec.equals(observed)) {
            observed = spec;
            observedSince = clock.instant();
        }
        Duration said = Optional.ofNullable(spec.getLeaseDurationSeconds())
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds)
                .filter(shorter -> shorter.compareTo(duration) < 0)
                .orElse(duration);
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        return new LeaderElectionRecord(
                spec.getHolderIdentity(),
                said,
                Objects.requireNonNullElse(spec.getAcquireTime(), now),
                now.minus(Duration.between(observedSince, clock.instant())),
                Objects.requireNonNullElse(spec.getLeaseTransitions(), 0));
    }

    @Override
    public synchronized void create(KubernetesClient client, LeaderElectionRecord leaderElectionRecord) {
        write(() -> client.leases()
                .inNamespace(namespace)
                .resource(lease(leaderElectionRecord))
                .create());
    }

    @Override
    public synchronized void update(KubernetesClient client, LeaderElectionRecord leaderElectionRecord) {
        Lease base = Objects.requireNonNull(read, "the elector reads before it writes");
        Lease changed = lease(leaderElectionRecord);
        changed.getMetadata().setResourceVersion(base.getMetadata().getResourceVersion());
        write(() ->
                client.leases().inNamespace(namespace).resource(changed).patch(PatchContext.of(PatchType.JSON_MERGE)));
    }

    private Lease lease(LeaderElectionRecord wanted) {
        return new LeaseBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(namespace)
                        .withName(name)
                        .build())
                .withSpec(new LeaseSpecBuilder()
                        .withHolderIdentity(wanted.getHolderIdentity())
                        .withLeaseDurationSeconds(
                                (int) wanted.getLeaseDuration().toSeconds())
                        .withAcquireTime(wanted.getAcquireTime())
                        .withRenewTime(wanted.getRenewTime())
                        .withLeaseTransitions(wanted.getLeaderTransitions())
                        .build())
                .build();
    }

    private void write(Supplier<Lease> request) {
        Instant sent = clock.instant();
        asked = sent;
        telling(request);
        renewed = sent;
    }

    /** Of whatever fails the elector is told in the one way after which it goes on. */
    private <T extends @Nullable Object> T telling(Supplier<T> request) {
        try {
            T answer = request.get();
            // That there is none says nothing of whether one can be had.
            if (answer != null) {
                problem.over();
            }
            return answer;
        } catch (KubernetesClientException e) {
            problem.failed(e);
            throw e;
        } catch (RuntimeException e) {
            KubernetesClientException told = new KubernetesClientException(Failures.describe(e), e);
            problem.failed(told);
            throw told;
        }
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public String describe() {
        return "Lease %s/%s (%s)".formatted(namespace, name, identity);
    }
}
