package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.operator.Main;
import io.accelnet.testing.process.ChildProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the environment says to an operator's process, as a Deployment does. */
class EnvironmentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void saysTheNameTheNamespaceAndThePorts() throws Exception {
        int port = freePort();
        int metricsPort = freePort();
        try (CannedApiServer server = new CannedApiServer(folder);
                ChildProcess process = process(
                        server,
                        Map.of(
                                "POD_NAME",
                                "pod-1",
                                "POD_NAMESPACE",
                                CannedApiServer.TENANT,
                                "HEALTH_PORT",
                                Integer.toString(port),
                                "METRICS",
                                "Plain",
                                "METRICS_PORT",
                                Integer.toString(metricsPort)))) {
            await().atMost(PATIENCE)
                    .until(() -> !server.requests(request -> request.method().equals("POST")
                                    && request.path().equals("/apis/coordination.k8s.io/v1/namespaces/tenant/leases")
                                    && request.body()
                                            .at("/spec/holderIdentity")
                                            .asText()
                                            .equals("pod-1"))
                            .isEmpty());
            await().atMost(PATIENCE).ignoreExceptions().until(() -> Probe.status(port, "/readyz") == 200);
            assertThat(Probe.body(metricsPort, "/metrics")).contains("accelnet_leader ");
            assertThat(process.isAlive()).isTrue();
        }
    }

    @Test
    void nonsenseEndsTheProcessWith2AndASentence() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder);
                ChildProcess process = process(server, Map.of("HEALTH_PORT", "nonsense"))) {
            assertThat(process.awaitEnd(PATIENCE)).isTrue();
            assertThat(process.exitStatus()).isEqualTo(2);
            assertThat(process.lastLines(100)).contains("Invalid value for option '--health-port'", "'nonsense'");
        }
    }

    private ChildProcess process(CannedApiServer server, Map<String, String> environment) {
        return ChildProcess.start(
                "operator",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "--kubeconfig",
                        server.kubeconfig().toString()),
                Path.of("").toAbsolutePath(),
                environment,
                folder.resolve("operator.log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
