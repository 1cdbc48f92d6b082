package io.accelnet.operator.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.accelnet.operator.apply.Written;
import io.accelnet.operator.gate.PodWritten;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.planning.PlanObserver;
import io.accelnet.operator.planning.PodActions;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and measures, and says it in Prometheus' words.
 *
 * <p>What a plan says is kept as numbers ({@link PlanFigures}) until the next plan, and becomes series when somebody asks: so there is no
 * series of what is gone, and all series are of one plan. Only the replica that leads has them.
 */
public final class OperatorMetrics implements PlanObserver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorMetrics.class);
    private static final Duration[] BUCKETS = Stream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final String OUTCOME = "outcome";
    private static final double NANOS = 1e9;

    private final PrometheusMeterRegistry registry = registry();
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final InstantSource timeOfDay;
    private final String version;
    private final Timer deciding = duration("decide");
    private final Timer explaining = duration("explain");
    private final Timer newsToLedger = Timer.builder("accelnet.news.to.ledger")
            .description("From the oldest news of a plan until all ledgers that it changes are stored.")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    private volatile Optional<PlanFigures> plan = Optional.empty();
    private volatile @Nullable Instant lastPlan;

    /**
     * Counts from now on.
     *
     * @param timeOfDay what time it is
     * @param version of the operator
     */
    public OperatorMetrics(InstantSource timeOfDay, String version) {
        this.timeOfDay = timeOfDay;
        this.version = version;
        Stream.of(
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        garbage,
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
        processorTime();
        // What has never happened is 0, so that the first time is an increase.
        Stream.of(Result.values()).forEach(this::plans);
        for (String kind : ProcessFamilies.KINDS) {
            for (String outcome : List.of("stored", "conflict", "gone", "refused", "unanswered")) {
                writes(kind, false, outcome);
                if (kind.equals("AccelNetNode")) {
                    writes(kind, true, outcome);
                }
            }
        }
        for (String action : List.of("open", "delete")) {
            List.of("done", "superseded", "gone", "refused", "unanswered").forEach(outcome -> pods(action, outcome));
        }
        MetricsServer.CODES.forEach(this::requests);
    }

    private static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config()
                .meterFilter(new SdkNames())
                // In nanoseconds: the name that Prometheus has for it is below.
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
        return registry;
    }

    /** As Prometheus' own libraries name it. */
    private void processorTime() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter.builder("process.cpu", system, its -> its.getProcessCpuTime() / NANOS)
                    .baseUnit("seconds")
                    .description("Processor time that the process has taken.")
                    .register(registry);
        }
    }

    private Timer duration(String phase) {
        return Timer.builder("accelnet.plan.duration")
                .description(
                        "How long plans took: to decide until the ledgers are handed out, to explain from there until"
                                + " the statuses are.")
                .tag("phase", phase)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter plans(Result result) {
        return Counter.builder("accelnet.plans")
                .description("Plans that were made, and how that ended.")
                .tag("result", result.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter writes(String kind, boolean isLedger, String outcome) {
        return Counter.builder("accelnet.writes")
                .description("Writes of statuses, and how they ended.")
                .tags("kind", kind, "content", isLedger ? "ledger" : "status", OUTCOME, outcome)
                .register(registry);
    }

    private Counter pods(String action, String outcome) {
        return Counter.builder("accelnet.pod.requests")
                .description("Requests for pods that wait at the gate, and how they ended.")
                .tags("action", action, OUTCOME, outcome)
                .register(registry);
    }

    private Counter requests(int code) {
        return Counter.builder("accelnet.scrape.requests")
                .description("Requests to the endpoint of the metrics, by the answer.")
                .tag("code", Integer.toString(code))
                .register(registry);
    }

    /** What the SDK tells of its controllers, without a series for any object. */
    public Metrics ofSdk() {
        return MicrometerMetrics.withoutPerResourceMetrics(registry);
    }

    /** The same requests, counted. */
    public PodActions.Requests counted(PodActions.Requests requests) {
        return new PodActions.Requests() {
            @Override
            public PodWritten open(PodPlans.Opening opening, BooleanSupplier leads) {
                return count("open", requests.open(opening, leads));
            }

            @Override
            public PodWritten delete(PodPlans.Pod pod, BooleanSupplier leads) {
                return count("delete", requests.delete(pod, leads));
            }
        };
    }

    private PodWritten count(String action, PodWritten written) {
        pods(
                        action,
                        switch (written) {
                            case PodWritten.Done done -> "done";
                            case PodWritten.Superseded superseded -> "superseded";
                            case PodWritten.Gone gone -> "gone";
                            case PodWritten.Refused refused -> "refused";
                            case PodWritten.Unanswered unanswered -> "unanswered";
                        })
                .increment();
        return written;
    }

    @Override
    public void decided(Duration took) {
        deciding.record(took);
    }

    @Override
    public void explained(
            ClusterObjects objects, ClusterSnapshot snapshot, Plan made, List<PodPlans.Note> notes, Duration took) {
        explaining.record(took);
        try {
            planned(PlanFigures.of(objects, snapshot, made, notes));
        } catch (RuntimeException e) {
            // No figures rather than old ones; and no plan fails for them.
            plan = Optional.empty();
            LOG.atError().setCause(e).log("A plan can't be measured");
        }
    }

    /** From now on these are what is told of clusters and nodes. */
    void planned(PlanFigures figures) {
        plan = Optional.of(figures);
    }

    @Override
    public void ended(Result result) {
        plans(result).increment();
        if (result == Result.SUCCEEDED) {
            lastPlan = timeOfDay.instant();
        }
    }

    @Override
    public void ledgersStored(Duration sinceNews) {
        newsToLedger.record(sinceNews);
    }

    @Override
    public void written(ObjectKey key, boolean isLedger, Written written) {
        writes(
                        key.kind(),
                        isLedger,
                        switch (written) {
                            case Written.Stored stored -> "stored";
                            case Written.Conflict conflict -> "conflict";
                            case Written.Gone gone -> "gone";
                            case Written.Refused refused -> "refused";
                            case Written.Unanswered unanswered -> "unanswered";
                        })
                .increment();
    }

    /** A request to the endpoint was answered so. */
    void answered(int code) {
        requests(code).increment();
    }

    /**
     * Has the process say of itself whatever it knows, from now on; to be called once.
     *
     * @param process says it when it is asked
     */
    public void of(Supplier<ProcessFigures> process) {
        registry.getPrometheusRegistry().register(() -> families(process.get()));
    }

    private MetricSnapshots families(ProcessFigures process) {
        Stream<MetricSnapshot> families = ProcessFamilies.ofAny(process, version);
        if (process.leads()) {
            Optional<PlanFigures> figures = plan;
            families = Stream.of(
                            families,
                            ProcessFamilies.ofLeader(
                                    process,
                                    Optional.ofNullable(lastPlan),
                                    figures.map(PlanFigures::waitingPods).orElse(Map.of())),
                            figures.stream()
                                    .flatMap(its -> ClusterFamilies.of(its.clusters(), its.vmsWithoutCluster())),
                            figures.stream().flatMap(its -> NodeFamilies.of(its.nodes())))
                    .flatMap(each -> each);
        }
        // A family without series has no text.
        return new MetricSnapshots(
                families.filter(family -> !family.getDataPoints().isEmpty()).toList());
    }

    /** All families, as text in this format. */
    public String scrape(String contentType) {
        return registry.scrape(contentType);
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
