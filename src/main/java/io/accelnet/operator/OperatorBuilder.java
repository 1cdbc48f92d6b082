package io.accelnet.operator;

import io.accelnet.operator.discovery.DiscoverySettings;
import io.accelnet.operator.gate.Enforcement;
import io.accelnet.operator.metrics.MetricsSettings;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Decided;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** How an operator runs; {@link AccelNetOperator#builder} makes one. */
public final class OperatorBuilder {
    private static final int HEALTH_PORT = 8080;
    private static final Duration LEASE = Duration.ofSeconds(15);

    String identity;
    String namespace;
    Optional<Path> kubeconfig = Optional.empty();
    boolean leaderElection = true;
    Duration leaseDuration = LEASE;
    int healthPort = HEALTH_PORT;
    MetricsSettings metrics = MetricsSettings.OFF;
    Duration leavingTime = Planner.LEAVING_TIME;
    DiscoverySettings discovery = DiscoverySettings.ALL;
    Enforcement enforcement = Enforcement.OFF;
    Optional<Function<ClusterSnapshot, Decided>> planner = Optional.empty();
    Clock clock = Clock.systemUTC();
    Consumer<HttpClient.Builder> httpClient = builder -> {};
    IntConsumer exit = System::exit;

    OperatorBuilder(String identity, String namespace) {
        this.identity = identity;
        this.namespace = namespace;
    }

    /** Its name among others; default: as the builder was made. */
    public OperatorBuilder identity(String name) {
        identity = name;
        return this;
    }

    /** The namespace of the Lease; default: as the builder was made. */
    public OperatorBuilder namespace(String name) {
        namespace = name;
        return this;
    }

    /** Where the API server is and who we are there; default: what the environment says. */
    public OperatorBuilder kubeconfig(Path file) {
        kubeconfig = Optional.of(file);
        return this;
    }

    /** Whether it waits for the Lease; default: yes. */
    public OperatorBuilder leaderElection(boolean wanted) {
        leaderElection = wanted;
        return this;
    }

    /** After which time without a renewal another may take the Lease; default: 15 seconds. */
    public OperatorBuilder leaseDuration(Duration duration) {
        leaseDuration = duration;
        return this;
    }

    /** Where probes are answered, 0 on any free port; default: 8080. */
    public OperatorBuilder healthPort(int port) {
        healthPort = port;
        return this;
    }

    /** How metrics are offered; default: not at all. */
    public OperatorBuilder metrics(MetricsSettings how) {
        metrics = how;
        return this;
    }

    /** What decides; default: the planner. */
    public OperatorBuilder planner(Function<ClusterSnapshot, Decided> other) {
        planner = Optional.of(other);
        return this;
    }

    /** How long a node that is leaving its cluster stays a member at least; default: 10 minutes. */
    public OperatorBuilder leavingTime(Duration time) {
        leavingTime = time;
        return this;
    }

    /** Which Nodes are discovered; default: all. */
    public OperatorBuilder discovery(DiscoverySettings which) {
        discovery = which;
        return this;
    }

    /** Whether pods wait until their virtual functions are reserved; default: Off. */
    public OperatorBuilder enforcement(Enforcement wanted) {
        enforcement = wanted;
        return this;
    }

    /** The time of day, for what is told to people and for nodes that are leaving; waiting and measuring don't depend on it. */
    public OperatorBuilder clock(Clock other) {
        clock = other;
        return this;
    }

    /** Has the last word on how requests are sent. */
    public OperatorBuilder httpClient(Consumer<HttpClient.Builder> way) {
        httpClient = way;
        return this;
    }

    /** Ends the process; default: System.exit. */
    public OperatorBuilder exit(IntConsumer way) {
        exit = way;
        return this;
    }

    /** Starts it. It works, or tries to, until it is closed. */
    public AccelNetOperator start() {
        return new AccelNetOperator(this);
    }
}
