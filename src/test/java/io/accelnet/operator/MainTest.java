package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.discovery.DiscoverySettings;
import io.accelnet.operator.metrics.MetricsSettings;
import io.accelnet.operator.metrics.MetricsSettings.Mode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The operator's command line. */
class MainTest {
    private final Main main = new Main();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line =
            new CommandLine(main).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Test
    void helpNamesEachFlagAndWhatItIsWithoutIt() {
        assertThat(line.execute("--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(
                        "--kubeconfig",
                        "--namespace",
                        "--identity",
                        "--health-port",
                        "--metrics",
                        "--metrics-port",
                        "--metrics-certificates",
                        "--leaving-seconds",
                        "--[no-]discovery",
                        "--discovery-node-selector",
                        "--discovery-label-prefixes",
                        "--enforcement",
                        "--[no-]leader-election")
                .contains(
                        "$POD_NAMESPACE, else accelnet-system",
                        "$POD_NAME, else a random",
                        "$HEALTH_PORT, else 8080",
                        "$METRICS, else Secure",
                        "$METRICS_PORT, else 8443");
    }

    @Test
    void theVersionIsTold() {
        assertThat(line.execute("--version")).isZero();
        assertThat(out.toString()).startsWith("accelnet-operator ");
    }

    @ParameterizedTest
    @CsvSource({
        "--healthport=1, Unknown option: '--healthport=1'",
        "surplus, Unmatched argument",
        "--health-port=nonsense, Invalid value for option '--health-port'",
        "--health-port=65536, it must be from 0 to 65535",
        "--health-port=-1, it must be from 0 to 65535",
        "--metrics=on, '--metrics: on is no way to offer metrics; it must be Secure, Plain or Off'",
        "--metrics-port=65536, '--metrics-port: 65536 is no port'",
        "--metrics-port=8080, '--metrics-port: 8080 is --health-port, too; each needs a port of its own'",
        "--health-port=8443, '--metrics-port: 8443 is --health-port, too; each needs a port of its own'",
        "--leaving-seconds=-1, it must be 0 or more",
        "--discovery=perhaps, perhaps",
        "--discovery-node-selector=a in b, is no requirement of labels",
        "--enforcement=on, '--enforcement: on is no enforcement; it must be Off, Warn or On'",
        "--leader-election=perhaps, perhaps",
        "--namespace, Missing required parameter for option '--namespace'"
    })
    void badUsageEndsWith2AndASentence(String argument, String said) {
        assertThat(line.execute(argument)).isEqualTo(2);
        assertThat(err.toString()).contains(said);
    }

    @Test
    void withoutAnyFlagItWaitsForALease() {
        Main.Settings settings = parsed();

        assertThat(settings.leaderElection()).isTrue();
        assertThat(settings.kubeconfig()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--no-leader-election, false", "--leader-election, true", "--leader-election=false, false"})
    void theLeaseCanBeDoneWithout(String flag, boolean waits) {
        assertThat(parsed(flag).leaderElection()).isEqualTo(waits);
    }

    @Test
    void allNodesAreDiscoveredUnlessSomethingElseIsSaid() {
        assertThat(parsed().discovery()).isEqualTo(DiscoverySettings.ALL);
        assertThat(parsed("--no-discovery").discovery()).isEqualTo(DiscoverySettings.OFF);
        assertThat(parsed("--discovery-node-selector", "pool=vms", "--discovery-label-prefixes", "a/, b/,")
                        .discovery())
                .isEqualTo(new DiscoverySettings(true, DiscoverySettings.selector("pool=vms"), List.of("a/", "b/")));
    }

    @Test
    void metricsAreForThoseWhomTheApiServerAllowsUnlessSomethingElseIsSaid() {
        assertThat(parsed().metrics()).isEqualTo(new MetricsSettings(Mode.SECURE, 8443, Optional.empty()));
        assertThat(parsed("--metrics", "Plain", "--metrics-port", "0", "--metrics-certificates", "a/folder")
                        .metrics())
                .isEqualTo(new MetricsSettings(Mode.PLAIN, 0, Optional.of(Path.of("a/folder"))));
        assertThat(parsed("--metrics=Off").metrics().areOffered()).isFalse();
        assertThat(parsed("--metrics=Off", "--metrics-port=8080").metrics().areOffered())
                .as("a port that nobody listens at is in nobody's way")
                .isFalse();
        assertThat(parsed("--health-port=0", "--metrics-port=0").metrics().port())
                .as("each any that is free")
                .isZero();
    }

    @Test
    void whatIsSaidCounts() {
        Main.Settings settings =
                parsed("--kubeconfig", "a/file", "--namespace", "here", "--identity", "me", "--health-port", "0");

        assertThat(settings.kubeconfig()).contains(Path.of("a/file"));
        assertThat(settings.namespace()).isEqualTo("here");
        assertThat(settings.identity()).contains("me");
        assertThat(settings.healthPort()).isZero();
    }

    private Main.Settings parsed(String... arguments) {
        line.parseArgs(arguments);
        return main.settings();
    }
}
