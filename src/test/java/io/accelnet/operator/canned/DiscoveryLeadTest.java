package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.operator.discovery.DiscoveryService;
import io.accelnet.operator.discovery.DiscoverySettings;
import io.accelnet.operator.discovery.Hosts;
import io.accelnet.operator.gather.HostObjects;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.planning.MonotonicClock;
import io.accelnet.operator.planning.Signal;
import io.accelnet.operator.runtime.Clients;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What discovery does when the lead is lost while it is at work. */
class DiscoveryLeadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WHILE = Duration.ofSeconds(3);
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final AtomicBoolean leads = new AtomicBoolean(true);

    @TempDir
    private Path folder;

    private CannedApiServer server;
    private KubernetesClient client;

    @BeforeEach
    void connect() {
        server = new CannedApiServer(folder);
        client = Clients.make(Optional.of(server.kubeconfig()), builder -> {}, wait -> {});
    }

    @AfterEach
    void disconnect() {
        client.close();
        server.close();
    }

    private DiscoveryService discovery(Hosts hosts) {
        DiscoveryService discovery = new DiscoveryService(
                DiscoverySettings.ALL,
                () -> Optional.of(hosts),
                client,
                new Signal(),
                leads::get,
                Runnable::run,
                new MonotonicClock(),
                InstantSource.fixed(NOW));
        discovery.start();
        return discovery;
    }

    /** One that has been gone for two hours. */
    private static AccelNetNode gone() {
        AccelNetNode node = Objects.node("host-1", 2, HostType.KUBERNETES_NODE, null);
        node.getMetadata()
                .setAnnotations(Map.of(
                        "accelnet.io/made-by-discovery", "true",
                        "accelnet.io/node-gone-since", "2026-01-01T10:00:00Z"));
        return node;
    }

    /** Whoever leads by then may have found that the host is back. */
    @Test
    void whatWasReadBeforeTheLeadWasLostIsNotDeleted() {
        AccelNetNode gone = gone();
        server.has(gone);
        server.answer(
                request -> request.method().equals("GET") && request.path().equals("/api/v1/nodes/host-1"), request -> {
                    leads.set(false);
                    return Answers.failure(404, "NotFound", "nodes host-1 not found");
                });

        try (DiscoveryService discovery = discovery(new Hosts(
                List.of(), List.of(gone), List.of(Objects.intent()), HostObjects.NONE, Optional.of(Set.of())))) {
            await().atMost(PATIENCE).untilFalse(leads);
            await().during(WHILE).atMost(PATIENCE).until(() -> server.requests(
                            request -> request.method().equals("DELETE"))
                    .isEmpty());
            assertThat(discovery.problems()).isEmpty();
        }
    }
}
