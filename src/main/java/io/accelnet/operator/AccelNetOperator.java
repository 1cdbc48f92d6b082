package io.accelnet.operator;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Diff;
import io.accelnet.operator.apply.EventWriter;
import io.accelnet.operator.apply.StatusWriter;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.discovery.DiscoveryService;
import io.accelnet.operator.discovery.Hosts;
import io.accelnet.operator.gate.Enforcement;
import io.accelnet.operator.gate.GateWatch;
import io.accelnet.operator.gate.PodWriter;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.RequestingPods;
import io.accelnet.operator.label.LabelFollower;
import io.accelnet.operator.metrics.MetricsServer;
import io.accelnet.operator.metrics.OperatorMetrics;
import io.accelnet.operator.metrics.ProcessFigures;
import io.accelnet.operator.planning.Assumed;
import io.accelnet.operator.planning.CacheNews;
import io.accelnet.operator.planning.ChangeQueue;
import io.accelnet.operator.planning.Completion;
import io.accelnet.operator.planning.Departures;
import io.accelnet.operator.planning.MonotonicClock;
import io.accelnet.operator.planning.PlanObserver;
import io.accelnet.operator.planning.PlanService;
import io.accelnet.operator.planning.PodActions;
import io.accelnet.operator.planning.Signal;
import io.accelnet.operator.reconcile.AccelNetClusterReconciler;
import io.accelnet.operator.reconcile.AccelNetNodeReconciler;
import io.accelnet.operator.reconcile.AccelNetVMReconciler;
import io.accelnet.operator.reconcile.HostWatches;
import io.accelnet.operator.reconcile.KubeVirtWatches;
import io.accelnet.operator.reconcile.NetworkIntentReconciler;
import io.accelnet.operator.reconcile.PodWatch;
import io.accelnet.operator.reconcile.ReconcileContext;
import io.accelnet.operator.reconcile.StatusReconciler;
import io.accelnet.operator.reconcile.VolumeWatch;
import io.accelnet.operator.runtime.Clients;
import io.accelnet.operator.runtime.HealthServer;
import io.accelnet.operator.runtime.Leadership;
import io.accelnet.operator.runtime.WatchHealth;
import io.accelnet.plan.Planner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running operator: the SDK's {@link Operator} with one reconciler for each kind, and the plan that tells these what to write.
 */
public final class AccelNetOperator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccelNetOperator.class);
    private static final int RECONCILERS = 8;
    private static final int LOOKUPS = 8;
    private static final int POD_REQUESTS = 8;
    private static final int HOST_REQUESTS = 8;
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** A list may take as long as it takes: nothing is planned before it is complete. */
    private static final Duration LONGEST_LIST = Duration.ofDays(1);

    /** What references name may be listed later, too: who refers to nothing mustn't wait for it. */
    private static final Duration LONGEST_WAIT_FOR_REFERENCES = Duration.ofSeconds(30);

    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int FAILED = 1;

    private final MonotonicClock monotonic = new MonotonicClock();
    private final Signal signal = new Signal();
    private final Signal hostNews = new Signal();
    private final Signal labelSignal = new Signal();
    private final Assumed assumed = new Assumed();
    private final Departures departures = new Departures(this::isLeading);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ExecutorService lookups = Executors.newFixedThreadPool(
            LOOKUPS, Thread.ofPlatform().name("accelnet-lookup-", 0).daemon().factory());
    private final ExecutorService podRequests = Executors.newFixedThreadPool(
            POD_REQUESTS, Thread.ofPlatform().name("accelnet-pod-", 0).daemon().factory());

    /** Thousands of hosts may be written at once, behind which no lookup of a plan waits. */
    private final ExecutorService hostRequests = Executors.newFixedThreadPool(
            HOST_REQUESTS,
            Thread.ofPlatform().name("accelnet-host-", 0).daemon().factory());

    private final ScheduledExecutorService caretaker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("accelnet-caretaker").daemon().factory());

    private final IntConsumer exit;
    private final Optional<OperatorMetrics> metrics;
    private final KubernetesClient client;
    private final ChangeQueue queue;
    private final Optional<Leadership> leadership;
    private final EventWriter events;
    private final Completion completion;
    private final NetworkIntentReconciler intents;
    private final AccelNetNodeReconciler nodes;
    private final AccelNetClusterReconciler clusters;
    private final AccelNetVMReconciler vms;
    private final KubeVirtWatches kubeVirt;
    private final HostWatches hosts;
    private final DiscoveryService discovery;
    private final GateWatch gate;
    private final PodWatch pods;
    private final VolumeWatch volumes;
    private final PodActions podActions;
    private final Operator operator;
    private final PlanService plans;
    private final LabelFollower labels;
    private final WatchHealth watches;
    private final HealthServer health;
    private final Optional<MetricsServer> metricsServer;
    private final Thread starting;
    private final ScheduledFuture<?> looking;
    private volatile boolean cachesAreFilled;

    AccelNetOperator(OperatorBuilder settings) {
        LOG.atInfo()
                .addKeyValue("identity", settings.identity)
                .addKeyValue("leaderElection", settings.leaderElection)
                .log("Starting");
        exit = settings.exit;
        metrics = settings.metrics.areOffered()
                ? Optional.of(new OperatorMetrics(settings.clock, version()))
                : Optional.empty();
        PlanObserver observer = metrics.map(PlanObserver.class::cast).orElse(PlanObserver.NOBODY);
        queue = new ChangeQueue(signal, assumed, this::isLeading, monotonic, observer);
        client = Clients.make(settings.kubeconfig, settings.httpClient, queue::pause);
        leadership = settings.leaderElection
                ? Optional.of(new Leadership(
                        client,
                        settings.namespace,
                        settings.identity,
                        settings.leaseDuration,
                        monotonic,
                        this::beginLeading,
                        this::lostLeadership))
                : Optional.empty();
        events = new EventWriter(client, settings.clock, settings.identity);
        completion = new Completion(client, departures, lookups, monotonic);
        CacheNews news = new CacheNews(signal, hostNews, assumed, queue, departures, labelSignal);
        ReconcileContext context = new ReconcileContext(queue, news, assumed, new StatusWriter(client), events);
        intents = new NetworkIntentReconciler(context);
        nodes = new AccelNetNodeReconciler(context);
        clusters = new AccelNetClusterReconciler(context);
        vms = new AccelNetVMReconciler(context);
        operator = new Operator(this::configure);
        Stream.of(intents, nodes, clusters).forEach(this::register);
        RegisteredController<AccelNetVM> vmController = register(vms);
        kubeVirt = new KubeVirtWatches(client, news, vmController);
        hosts = new HostWatches(client, news, vmController, settings.discovery.enabled());
        discovery = new DiscoveryService(
                settings.discovery,
                this::seenHosts,
                client,
                hostNews,
                this::isLeading,
                hostRequests,
                monotonic,
                settings.clock);
        pods = new PodWatch(news, vmController);
        volumes = new VolumeWatch(settings.enforcement == Enforcement.ON, news, vmController);
        gate = new GateWatch(settings.enforcement, client, signal::raise, monotonic);
        PodActions.Requests podWriter = PodActions.Requests.of(new PodWriter(client));
        podActions = new PodActions(
                metrics.map(its -> its.counted(podWriter)).orElse(podWriter),
                events::record,
                podRequests,
                signal,
                this::leadsForARequest,
                monotonic);
        plans = new PlanService(
                this::gather,
                settings.planner.orElseGet(() -> new Planner(settings.leavingTime)::decide),
                new Diff(new Statuses(new ConditionMerger(settings.clock))),
                queue,
                signal,
                this::isLeading,
                monotonic,
                settings.clock,
                Optional.of(podActions),
                objects -> settings.enforcement == Enforcement.ON,
                observer);
        labels = new LabelFollower(this::known, client, events, labelSignal, this::isLeading, monotonic);
        watches = new WatchHealth(this::informers, client, monotonic);
        metrics.ifPresent(its -> its.of(this::figures));
        health = new HealthServer(settings.healthPort, this::stuck, this::problems);
        metricsServer =
                metrics.map(its -> MetricsServer.start(settings.metrics, its, client, monotonic, settings.clock));
        starting = Thread.ofPlatform().name("accelnet-start").daemon().start(this::fillCaches);
        looking = caretaker.scheduleWithFixedDelay(this::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
        plans.start();
        discovery.start();
        labels.start();
        leadership.ifPresent(Leadership::start);
    }

    private void configure(ConfigurationServiceOverrider configuration) {
        configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(RECONCILERS)
                .withMetrics(metrics.map(OperatorMetrics::ofSdk).orElse(Metrics.NOOP))
                // Reconcilers change no object: they write what the plan says.
                .withResourceCloner(new SameObject())
                .withStopOnInformerErrorDuringStartup(false)
                .withCacheSyncTimeout(LONGEST_LIST)
                .withReconciliationTerminationTimeout(FAREWELL)
                // Our answer to an informer that has ended is the liveness probe's: WatchHealth.
                .withInformerStoppedHandler((informer, failure) -> Optional.ofNullable(failure)
                        .ifPresent(why -> LOG.atError()
                                .addKeyValue("watched", informer)
                                .setCause(why)
                                .log("A list or a watch has ended for good")));
    }

    /** The SDK clones each object through JSON for a reconciler that may change it. */
    private static final class SameObject implements Cloner {
        @Override
        public <R extends HasMetadata> R clone(R object) {
            return object;
        }
    }

    private <T extends CustomResource<?, ?>> RegisteredController<T> register(StatusReconciler<T> reconciler) {
        return operator.register(reconciler, reconciler::configure);
    }

    /** Blocks until everything is listed, or what can't be listed yet is left to the looks that are to come. */
    private void fillCaches() {
        if (!listsOurOwn()) {
            return;
        }
        lookAtOthers();
        kubeVirt.awaitListed(LONGEST_WAIT_FOR_REFERENCES, CompletableFuture.allOf(pods.listing(), volumes.listing()));
        cachesAreFilled = true;
        LOG.info("Everything is listed");
        signal.raise();
        labelSignal.raise();
        hostNews.mention();
    }

    /** Blocks until our own kinds are listed; false if they can't be. */
    private boolean listsOurOwn() {
        try {
            operator.start();
        } catch (RuntimeException e) {
            if (!closed.get()) {
                LOG.atError().setCause(e).log("The controllers can't be started");
                exit.accept(FAILED);
            }
            return false;
        }
        boolean listed = Stream.of(intents, nodes, clusters, vms).allMatch(StatusReconciler::isListed);
        if (!listed) {
            // The liveness probe misses the watch, and has the process begin again.
            LOG.error("Not all of our own objects can be read, and nothing is planned");
        }
        return listed;
    }

    private void look() {
        look(watches::look);
        if (cachesAreFilled) {
            lookAtOthers();
        }
    }

    private void lookAtOthers() {
        Stream.<Runnable>of(volumes::look, () -> pods.look(resources()), kubeVirt::look, hosts::look, gate::look)
                .forEach(this::look);
    }

    /** An exception would end all looks that are to come, or leave everything unplanned if it comes with the first one. */
    private void look(Runnable one) {
        try {
            one.run();
        } catch (RuntimeException e) {
            if (!closed.get()) {
                LOG.atError().setCause(e).log("It can't be seen how everything is; the next look tries again");
            }
        }
    }

    private Set<String> resources() {
        return RequestingPods.resources(intents.newest());
    }

    private Optional<ClusterObjects> gather() {
        return known().map(objects -> {
            Set<String> resources = resources();
            pods.follow(resources);
            return completion.complete(objects.with(volumes.objects()).with(podActions.newest(pods.pods(resources))));
        });
    }

    /** What the caches have, once they have everything; without pods, of which only plans are made. */
    private Optional<ClusterObjects> known() {
        return cachesAreFilled
                ? Optional.of(new ClusterObjects(
                                intents.newest(),
                                nodes.newest(),
                                clusters.newest(),
                                vms.newest(),
                                nodes.watched(),
                                vms.watched())
                        .with(kubeVirt.objects())
                        .with(hosts.objects())
                        .with(gate.state()))
                : Optional.empty();
    }

    private Optional<Hosts> seenHosts() {
        return cachesAreFilled && hosts.isKnown()
                ? Optional.of(new Hosts(
                        nodes.watched(),
                        nodes.cached(),
                        intents.newest(),
                        hosts.objects(),
                        pods.pods(resources()).nodes()))
                : Optional.empty();
    }

    private void beginLeading() {
        departures.clear();
        signal.raise();
        hostNews.mention();
        labelSignal.raise();
    }

    /** Not on the elector's thread, which holds its lock while whoever ends the process closes the elector. */
    private void lostLeadership() {
        Thread.ofPlatform().name("accelnet-exit").start(() -> exit.accept(FAILED));
    }

    private Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers() {
        Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers = new HashMap<>();
        Stream.of(intents, nodes, clusters, vms).forEach(reconciler -> informers.putAll(reconciler.informers()));
        informers.putAll(kubeVirt.informers());
        informers.putAll(hosts.informers());
        informers.putAll(pods.informers());
        informers.putAll(volumes.informers());
        return informers;
    }

    private List<String> stuck() {
        return Stream.of(
                        plans.stuck(),
                        watches.stuck(),
                        leadership.map(Leadership::stuck).orElse(List.of()))
                .flatMap(List::stream)
                .toList();
    }

    private List<String> problems() {
        return Stream.of(
                        watches.problems(),
                        cachesAreFilled ? List.<String>of() : List.of("not everything is listed yet"),
                        leadership.map(Leadership::problems).orElse(List.<String>of()),
                        plans.problems(),
                        discovery.problems(),
                        labels.problems(),
                        stuck())
                .flatMap(List::stream)
                .toList();
    }

    private ProcessFigures figures() {
        return new ProcessFigures(
                isLeading(),
                problems().size(),
                plans.waiting(),
                queue.waiting(),
                queue.refused(),
                queue.heldBack(),
                watches.watches());
    }

    /** Whether it is the one that plans and writes. */
    public boolean isLeading() {
        return leadership.map(Leadership::holds).orElse(true);
    }

    /** Whether it still leads when a request that is sent now has been answered. */
    private boolean leadsForARequest() {
        return leadership.map(Leadership::holdsForARequest).orElse(true);
    }

    /** Where it answers probes. */
    public int healthPort() {
        return health.port();
    }

    /** Where it tells metrics; empty if it doesn't. */
    public OptionalInt metricsPort() {
        return metricsServer.map(server -> OptionalInt.of(server.port())).orElse(OptionalInt.empty());
    }

    /** Finishes the writes under way, gives the Lease back, and ends. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        labels.close();
        plans.close();
        discovery.close();
        leadership.ifPresent(Leadership::close);
        looking.cancel(false);
        caretaker.shutdown();
        events.close();
        health.close();
        metricsServer.ifPresent(MetricsServer::close);
        starting.interrupt();
        kubeVirt.close();
        hosts.close();
        pods.close();
        volumes.close();
        operator.stop();
        podRequests.shutdown();
        hostRequests.shutdown();
        lookups.shutdown();
        client.close();
        metrics.ifPresent(OperatorMetrics::close);
        LOG.info("Stopped");
    }

    private static String version() {
        return Optional.ofNullable(AccelNetOperator.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }

    /** An operator under this name, which takes its Lease in this namespace. */
    public static OperatorBuilder builder(String identity, String namespace) {
        return new OperatorBuilder(identity, namespace);
    }

    /** A name that no other operator has. */
    public static String randomIdentity() {
        return "accelnet-operator-" + UUID.randomUUID();
    }
}
