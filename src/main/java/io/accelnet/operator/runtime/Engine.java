package io.accelnet.operator.runtime;

import io.accelnet.operator.Options;
import io.accelnet.operator.apply.Change;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Diff;
import io.accelnet.operator.apply.EventWriter;
import io.accelnet.operator.apply.Retries;
import io.accelnet.operator.apply.Round;
import io.accelnet.operator.apply.StatusWriter;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.apply.Transitions;
import io.accelnet.operator.apply.Written;
import io.accelnet.operator.gather.ClusterObjects;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All the parts of a running operator, put together. */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int PARALLEL_WRITES = 8;
    private static final Duration FAREWELL = Duration.ofSeconds(20);
    private static final int LOST_LEADERSHIP = 1;

    private final KubernetesClient client;
    private final Steady steady = new Steady();
    private final Assumed assumed = new Assumed();
    private final InFlight inFlight = new InFlight();
    private final Departures departures = new Departures();
    private final Signal signal = new Signal();
    private final ExecutorService pool = Executors.newFixedThreadPool(
            PARALLEL_WRITES,
            Thread.ofPlatform().name("accelnet-write-", 0).daemon().factory());
    private final ScheduledExecutorService caretaker = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("accelnet-caretaker-", 0).daemon().factory());
    private final Caches caches;
    private final Completion completion;
    private final EventWriter events;
    private final Pulse pulse;
    private final PlanLoop loop;
    private final Thread planning;
    private final List<ScheduledFuture<?>> tending;
    private final Optional<Leadership> leadership;
    private final HealthServer health;

    /** Starts everything. */
    public Engine(Options options) {
        client = Clients.make(options.kubeconfig(), options.httpClient());
        events = new EventWriter(client, options.clock(), options.identity());
        pulse = new Pulse(steady);
        completion = new Completion(client, departures, pool);
        leadership = options.leaderElection() ? Optional.of(leadership(options)) : Optional.empty();
        Retries retries = new Retries(steady);
        caches = new Caches(client, steady, assumed, inFlight, departures, signal);
        loop = new PlanLoop(
                this::gather,
                options.planner(),
                new Diff(new Statuses(new ConditionMerger(options.clock()))),
                new Round(new StatusWriter(client), retries, pool, new Echo()),
                retries,
                signal,
                pulse,
                this::leads,
                steady);
        health = new HealthServer(
                options.healthPort(), () -> pulse.problem().stream().toList(), this::problems);
        planning = Thread.ofPlatform().name("accelnet-plan").daemon().start(loop);
        Probe probe = new Probe(client);
        tending = List.of(
                caretaker.scheduleWithFixedDelay(() -> safely(caches::tend), 1, 1, TimeUnit.SECONDS),
                caretaker.scheduleWithFixedDelay(() -> safely(() -> caches.probe(probe)), 2, 1, TimeUnit.SECONDS));
        leadership.ifPresent(Leadership::start);
    }

    private Leadership leadership(Options options) {
        Duration lease = options.leaseDuration();
        return new Leadership(
                client,
                options.namespace(),
                options.identity(),
                new Leadership.Terms(
                        lease,
                        lease.multipliedBy(2).dividedBy(3),
                        lease.multipliedBy(2).dividedBy(15)),
                steady,
                () -> {
                    departures.clear();
                    signal.raise();
                },
                // Not on this thread, which holds the elector's lock while whoever ends the process closes the elector.
                () -> Thread.ofPlatform()
                        .name("accelnet-exit")
                        .start(() -> options.exit().accept(LOST_LEADERSHIP)));
    }

    private boolean leads() {
        return leadership.map(Leadership::holds).orElse(true);
    }

    private Optional<ClusterObjects> gather() {
        return caches.haveSynced() ? Optional.of(completion.complete(caches.world())) : Optional.empty();
    }

    private static void safely(Runnable care) {
        try {
            care.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Looking after the watches failed");
        }
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>(caches.problems());
        loop.problem().ifPresent(problems::add);
        pulse.problem().ifPresent(problems::add);
        return problems;
    }

    /** Whether it is the one that plans and writes. */
    public boolean isLeading() {
        return leads();
    }

    /** Where probes are answered. */
    public int healthPort() {
        return health.port();
    }

    private final class Echo implements Round.Observer {
        @Override
        public void began(Change<?> change) {
            inFlight.began(change.key());
        }

        @Override
        public void ended(Change<?> change, Optional<Written> written) {
            Set<String> delivered = inFlight.ended(change.key());
            if (delivered.stream().anyMatch(version -> !isOurs(version, change, written))) {
                signal.raise();
            }
        }

        private boolean isOurs(String version, Change<?> change, Optional<Written> written) {
            return version.equals(change.version())
                    || written.filter(Written.Stored.class::isInstance)
                            .map(Written.Stored.class::cast)
                            .map(stored -> stored.object().getMetadata().getResourceVersion())
                            .filter(version::equals)
                            .isPresent();
        }

        @Override
        public void stored(Change<?> change, Written.Stored stored) {
            assumed.wrote(change.version(), stored.object());
            Transitions.of(change, stored.object()).forEach(events::record);
        }

        @Override
        public void progress() {
            pulse.beat();
        }
    }

    /** Finishes the writes under way, gives the lease back, and ends. */
    @Override
    public void close() {
        loop.stop();
        try {
            if (!planning.join(FAREWELL)) {
                LOG.warn("The planning thread hasn't ended in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leadership.ifPresent(Leadership::close);
        tending.forEach(task -> task.cancel(false));
        caretaker.shutdown();
        events.close();
        health.close();
        caches.close();
        pool.shutdown();
        client.close();
    }
}
