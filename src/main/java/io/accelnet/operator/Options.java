package io.accelnet.operator;

import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * How an operator runs.
 *
 * @param kubeconfig where the API server is and who we are there; empty: what the environment says
 * @param identity this operator's name among others
 * @param namespace the namespace of the Lease
 * @param leaderElection whether it waits for the Lease
 * @param leaseDuration after which time without a renewal another may take the Lease
 * @param healthPort where probes are answered; 0: on any free port
 * @param planner what decides
 * @param clock the time of day, for what is told to people; waiting and measuring don't depend on it
 * @param httpClient has the last word on how requests are sent
 * @param exit ends the process
 */
public record Options(
        Optional<Path> kubeconfig,
        String identity,
        String namespace,
        boolean leaderElection,
        Duration leaseDuration,
        int healthPort,
        Function<ClusterSnapshot, Plan> planner,
        Clock clock,
        Consumer<HttpClient.Builder> httpClient,
        IntConsumer exit) {
    private static final int HEALTH_PORT = 8080;
    private static final Duration LEASE = Duration.ofSeconds(15);

    /** The usual ones, under this name and in this namespace. */
    public static Options of(String identity, String namespace) {
        return new Options(
                Optional.empty(),
                identity,
                namespace,
                true,
                LEASE,
                HEALTH_PORT,
                new Planner()::plan,
                Clock.systemUTC(),
                builder -> {},
                System::exit);
    }

    /** With this kubeconfig. */
    public Options withKubeconfig(Path file) {
        return new Options(
                Optional.of(file),
                identity,
                namespace,
                leaderElection,
                leaseDuration,
                healthPort,
                planner,
                clock,
                httpClient,
                exit);
    }

    /** Under this name. */
    public Options withIdentity(String name) {
        return new Options(
                kubeconfig,
                name,
                namespace,
                leaderElection,
                leaseDuration,
                healthPort,
                planner,
                clock,
                httpClient,
                exit);
    }

    /** With the Lease in this namespace. */
    public Options withNamespace(String other) {
        return new Options(
                kubeconfig,
                identity,
                other,
                leaderElection,
                leaseDuration,
                healthPort,
                planner,
                clock,
                httpClient,
                exit);
    }

    /** With a Lease, or without. */
    public Options withLeaderElection(boolean wanted) {
        return new Options(
                kubeconfig, identity, namespace, wanted, leaseDuration, healthPort, planner, clock, httpClient, exit);
    }

    /** With a Lease of this duration. */
    public Options withLeaseDuration(Duration duration) {
        return new Options(
                kubeconfig,
                identity,
                namespace,
                leaderElection,
                duration,
                healthPort,
                planner,
                clock,
                httpClient,
                exit);
    }

    /** With probes answered here. */
    public Options withHealthPort(int port) {
        return new Options(
                kubeconfig, identity, namespace, leaderElection, leaseDuration, port, planner, clock, httpClient, exit);
    }

    /** With another planner. */
    public Options withPlanner(Function<ClusterSnapshot, Plan> other) {
        return new Options(
                kubeconfig,
                identity,
                namespace,
                leaderElection,
                leaseDuration,
                healthPort,
                other,
                clock,
                httpClient,
                exit);
    }

    /** With this time of day. */
    public Options withClock(Clock other) {
        return new Options(
                kubeconfig,
                identity,
                namespace,
                leaderElection,
                leaseDuration,
                healthPort,
                planner,
                other,
                httpClient,
                exit);
    }

    /** With requests sent another way. */
    public Options withHttpClient(Consumer<HttpClient.Builder> way) {
        return new Options(
                kubeconfig, identity, namespace, leaderElection, leaseDuration, healthPort, planner, clock, way, exit);
    }

    /** With another way to end. */
    public Options withExit(IntConsumer way) {
        return new Options(
                kubeconfig,
                identity,
                namespace,
                leaderElection,
                leaseDuration,
                healthPort,
                planner,
                clock,
                httpClient,
                way);
    }
}
