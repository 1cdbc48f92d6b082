package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.console.watch.WatchedCluster;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console knows of a kind that can't be read just when it starts. */
class ConsoleWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Less than what the informer waits before it lists again. */
    private static final Duration SLOW = Duration.ofMillis(600);

    private static final String CLUSTERS = CannedObjects.collection(Objects.cluster(0));

    @TempDir
    private Path folder;

    /** Without the client's own patience. */
    private static KubernetesClient client(CannedApiServer server) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(
                                Config.fromKubeconfig(server.kubeconfig().toFile()))
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @Test
    void isKnownOnceItCanBeRead() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder);
                KubernetesClient client = client(server)) {
            server.has(Objects.vm(CannedApiServer.TENANT, "web"));
            server.answer(
                    request -> request.isListOf(CannedApiServer.NODES) || request.isListOf(CannedApiServer.VMS),
                    _ -> Answers.failure(500, "InternalError", "etcd is busy"));
            try (WatchedCluster watched = new WatchedCluster(client, Optional.empty())) {
                assertThat(watched.vms().unknown().orElseThrow()).contains("etcd is busy");
                assertThat(watched.isConnected()).isFalse();
                assertThat(watched.clusters().unknown()).isEmpty();

                server.answerAsUsual();

                await().atMost(PATIENCE).until(() -> watched.vms().unknown().isEmpty());
                assertThat(watched.vms().objects()).hasSize(1);
                // There is none of them, and that is known, too.
                await().atMost(PATIENCE).until(() -> watched.nodes().unknown().isEmpty());
                await().atMost(PATIENCE).until(watched::isConnected);
            }
        }
    }

    /** The first question has been answered well, and the next one isn't, while another kind is still waited for. */
    @Test
    void aPassingErrorOfTheFirstListIsWaitedOut() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        try (CannedApiServer server = new CannedApiServer(folder);
                KubernetesClient client = client(server)) {
            server.has(Objects.vm(CannedApiServer.TENANT, "web"));
            server.answer(request -> request.isListOf(CannedApiServer.VMS)
                            && !Optional.ofNullable(request.query().get("limit"))
                                    .equals(Optional.of("1"))
                            && !failed.getAndSet(true)
                    ? Optional.of(Answers.tooManyRequests(Duration.ZERO))
                    : Optional.empty());
            server.answer(
                    request -> request.isListOf(CLUSTERS),
                    request -> server.usual(request).setBodyDelay(SLOW));
            try (WatchedCluster watched = new WatchedCluster(client, Optional.empty())) {
                assertThat(failed).isTrue();
                assertThat(watched.vms().unknown()).isEmpty();
                assertThat(watched.vms().objects()).hasSize(1);
            }
        }
    }

    @Test
    void whatIsForbiddenStaysUnknown() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder);
                KubernetesClient client = client(server)) {
            server.answer(
                    request -> request.isListOf(CannedApiServer.VMS),
                    _ -> Answers.failure(403, "Forbidden", "vms are not for you"));
            try (WatchedCluster watched = new WatchedCluster(client, Optional.empty())) {
                assertThat(watched.vms().unknown().orElseThrow()).contains("vms are not for you");
                assertThat(server.requests(request -> request.isListOf(CannedApiServer.VMS)))
                        .hasSize(1);
                assertThat(watched.nodes().unknown()).isEmpty();
            }
        }
    }
}
