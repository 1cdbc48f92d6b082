package io.accelnet.operator;

import io.accelnet.operator.apply.Failures;
import io.accelnet.operator.discovery.DiscoverySettings;
import io.accelnet.operator.gate.Enforcement;
import io.accelnet.operator.metrics.MetricsSettings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The operator as a process. */
@Command(
        name = "accelnet-operator",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Decides which VM gets which SR-IOV virtual functions, and keeps a reserve for node failures.")
public final class Main implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;
    private static final int FAILED = 1;
    private static final String LABEL_PREFIXES =
            "accelnet.io/,kubernetes.io/hostname,node-role.kubernetes.io/,topology.kubernetes.io/";

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "Where the API server is. Default: what the environment says ($KUBECONFIG, or the pod's service"
                            + " account).")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "${env:POD_NAMESPACE:-accelnet-system}",
            description = "Namespace of the Lease. Default: $$POD_NAMESPACE, else accelnet-system.")
    private String namespace = "";

    @Option(
            names = "--identity",
            paramLabel = "NAME",
            defaultValue = "${env:POD_NAME:-}",
            description = "Name in the Lease. Default: $$POD_NAME, else a random one.")
    private String identity = "";

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            defaultValue = "${env:HEALTH_PORT:-8080}",
            description = "Port of /healthz and /readyz; 0 is any free one. Default: $$HEALTH_PORT, else 8080.")
    private int healthPort;

    @Option(
            names = "--metrics",
            paramLabel = "Secure|Plain|Off",
            defaultValue = "${env:METRICS:-Secure}",
            description =
                    "Offer metrics to Prometheus at /metrics: by HTTPS to whom the API server allows to get /metrics (Secure), by"
                            + " HTTP to everybody (Plain), or not at all (Off). Default: $$METRICS, else Secure.")
    private String metrics = "";

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            defaultValue = "${env:METRICS_PORT:-8443}",
            description = "Port of /metrics; 0 is any free one. Default: $$METRICS_PORT, else 8443.")
    private int metricsPort;

    @Option(
            names = "--metrics-certificates",
            paramLabel = "FOLDER",
            defaultValue = "${env:METRICS_CERTIFICATES:-}",
            description =
                    "Folder with tls.crt and tls.key, the certificate of /metrics, which are read again when they change."
                            + " Default: $$METRICS_CERTIFICATES, else a certificate that is made at the start, and that"
                            + " nobody can verify.")
    private String metricsCertificates = "";

    @Option(
            names = "--leaving-seconds",
            paramLabel = "SECONDS",
            defaultValue = "${env:LEAVING_SECONDS:-600}",
            description =
                    "How long a node stays a member of its cluster after the cluster no longer selects it, so that a label"
                            + " that comes back in time changes nothing. Default: $$LEAVING_SECONDS, else 600.")
    private int leavingSeconds;

    @Option(
            names = "--discovery",
            negatable = true,
            defaultValue = "${env:DISCOVERY:-true}",
            fallbackValue = "true",
            description =
                    "Make and keep AccelNetNodes for the Nodes of whose ports the SR-IOV network operator or Node Feature"
                            + " Discovery tells. Default: $$DISCOVERY, else true.")
    private boolean discovery;

    @Option(
            names = "--discovery-node-selector",
            paramLabel = "LABELS",
            defaultValue = "${env:DISCOVERY_NODE_SELECTOR:-}",
            description = "Discover only Nodes with these labels, such as pool=vms,!retired. Default:"
                    + " $$DISCOVERY_NODE_SELECTOR, else all.")
    private String discoveryNodeSelector = "";

    @Option(
            names = "--discovery-label-prefixes",
            paramLabel = "PREFIX,...",
            defaultValue = "${env:DISCOVERY_LABEL_PREFIXES:-" + LABEL_PREFIXES + "}",
            description =
                    "Copy to AccelNetNodes the labels of Nodes that begin like this. Default: $$DISCOVERY_LABEL_PREFIXES,"
                            + " else " + LABEL_PREFIXES + ".")
    private String discoveryLabelPrefixes = "";

    @Option(
            names = "--enforcement",
            paramLabel = "Off|Warn|On",
            defaultValue = "${env:ENFORCEMENT:-Off}",
            description =
                    "Whether pods that request virtual functions wait until these are reserved for them (On), start as they"
                            + " like (Off), or do so with a warning (Warn). What holds them or warns are policies of the API"
                            + " server, which are installed with the operator. Default: $$ENFORCEMENT, else Off.")
    private String enforcement = "";

    @Option(
            names = "--leader-election",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Take part in the leader election (the default). With --no-leader-election it works without a"
                    + " Lease: only where no other operator runs.")
    private boolean leaderElection;

    @Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private @Nullable AccelNetOperator operator;
    private boolean ended;

    /** Runs until it is told to end. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    /**
     * What the command line and the environment say.
     *
     * @param kubeconfig where the API server is; empty: what the environment says
     * @param namespace where the Lease is
     * @param identity the name in the Lease; empty: a random one
     * @param healthPort where probes are answered
     * @param metrics how metrics are offered
     * @param leavingTime how long a node that is leaving stays a member at least
     * @param discovery which Nodes are discovered
     * @param enforcement whether pods wait until their virtual functions are reserved
     * @param leaderElection whether it waits for the Lease
     */
    record Settings(
            Optional<Path> kubeconfig,
            String namespace,
            Optional<String> identity,
            int healthPort,
            MetricsSettings metrics,
            Duration leavingTime,
            DiscoverySettings discovery,
            Enforcement enforcement,
            boolean leaderElection) {}

    Settings settings() {
        checkPort("--health-port", healthPort);
        if (leavingSeconds < 0) {
            throw usageError("--leaving-seconds: " + leavingSeconds + " is no time to wait; it must be 0 or more");
        }
        return new Settings(
                Optional.ofNullable(kubeconfig),
                namespace,
                Optional.of(identity).filter(name -> !name.isEmpty()),
                healthPort,
                metricsSettings(),
                Duration.ofSeconds(leavingSeconds),
                discoverySettings(),
                Enforcement.of(enforcement)
                        .orElseThrow(() -> usageError(
                                "--enforcement: " + enforcement + " is no enforcement; it must be Off, Warn or On")),
                leaderElection);
    }

    private void checkPort(String option, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw usageError(option + ": " + port + " is no port; it must be from 0 to " + HIGHEST_PORT);
        }
    }

    private MetricsSettings metricsSettings() {
        checkPort("--metrics-port", metricsPort);
        MetricsSettings settings = new MetricsSettings(
                MetricsSettings.Mode.of(metrics)
                        .orElseThrow(() -> usageError("--metrics: " + metrics
                                + " is no way to offer metrics; it must be Secure, Plain or Off")),
                metricsPort,
                Optional.of(metricsCertificates)
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of));
        if (settings.areOffered() && metricsPort == healthPort && metricsPort != 0) {
            throw usageError("--metrics-port: " + metricsPort + " is --health-port, too; each needs a port of its own");
        }
        return settings;
    }

    private DiscoverySettings discoverySettings() {
        if (!discovery) {
            return DiscoverySettings.OFF;
        }
        try {
            return new DiscoverySettings(
                    true,
                    DiscoverySettings.selector(discoveryNodeSelector),
                    Stream.of(discoveryLabelPrefixes.split(","))
                            .map(String::strip)
                            .filter(prefix -> !prefix.isEmpty())
                            .toList());
        } catch (IllegalArgumentException e) {
            throw usageError("--discovery-node-selector: " + e.getMessage());
        }
    }

    private ParameterException usageError(String message) {
        return new ParameterException(Optional.ofNullable(spec).orElseThrow().commandLine(), message);
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = settings();
        missingKubeconfig(settings).ifPresent(file -> {
            throw usageError("there is no kubeconfig " + file);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "accelnet-shutdown"));
        try {
            start(settings);
        } catch (RuntimeException e) {
            System.err.println("accelnet-operator can't start: " + Failures.describe(e));
            return FAILED;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /** The client would go on without a file that isn't there, and look for an API server elsewhere. */
    private static Optional<String> missingKubeconfig(Settings settings) {
        Stream<String> named = settings.kubeconfig().stream().map(Path::toString);
        String environment = Optional.ofNullable(System.getenv("KUBECONFIG")).orElse("");
        Stream<String> files = settings.kubeconfig().isPresent() || environment.isEmpty()
                ? named
                : Stream.of(environment.split(File.pathSeparator));
        List<String> all = files.filter(file -> !file.isEmpty()).toList();
        return all.stream().anyMatch(file -> Files.isReadable(Path.of(file)))
                ? Optional.empty()
                : all.stream().findFirst();
    }

    private synchronized void start(Settings settings) {
        if (ended) {
            return;
        }
        OperatorBuilder builder = AccelNetOperator.builder(
                        settings.identity().orElseGet(AccelNetOperator::randomIdentity), settings.namespace())
                .leaderElection(settings.leaderElection())
                .healthPort(settings.healthPort())
                .metrics(settings.metrics())
                .leavingTime(settings.leavingTime())
                .discovery(settings.discovery())
                .enforcement(settings.enforcement());
        operator =
                settings.kubeconfig().map(builder::kubeconfig).orElse(builder).start();
    }

    /** Whoever is told to end while it starts gives back what it has by then. */
    private synchronized void end() {
        ended = true;
        if (operator != null) {
            operator.close();
        }
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "accelnet-operator "
                        + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                                .orElse("dev")
            };
        }
    }
}
