package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.operator.discovery.DiscoveryService;
import io.accelnet.operator.discovery.DiscoverySettings;
import io.accelnet.operator.discovery.Hosts;
import io.accelnet.operator.gather.HostObjects;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.planning.MonotonicClock;
import io.accelnet.operator.planning.Signal;
import io.accelnet.operator.runtime.Clients;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What discovery does when the lead is lost while it is at work. */
class DiscoveryLeadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Later the hosts that were written are looked for, as the watch tells nothing here, and with them all others. */
    private static final Duration SOON = Duration.ofSeconds(7);

    private static final Duration WHILE = Duration.ofSeconds(3);
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static final int HOSTS = 40;

    private final AtomicBoolean leads = new AtomicBoolean(true);
    private final AtomicInteger questions = new AtomicInteger();

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

    /** False for a moment, while some of a look's writes are still to come. */
    private boolean leadsButForAMoment() {
        int asked = questions.incrementAndGet();
        return leads.get() && (asked < HOSTS / 2 || asked > HOSTS);
    }

    private DiscoveryService discovery(Hosts hosts) {
        DiscoveryService discovery = new DiscoveryService(
                DiscoverySettings.ALL,
                () -> Optional.of(hosts),
                client,
                new Signal(),
                this::leadsButForAMoment,
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

    /** Discovery may see nothing of it: it leads when the look begins and when it ends. */
    @Test
    void whatIsNotWrittenWhileTheLeadFlickersIsWrittenLater() {
        List<String> hosts =
                IntStream.range(0, HOSTS).mapToObj(i -> "host-" + i).toList();
        server.answer(
                request -> request.method().equals("PATCH") && request.path().startsWith(CannedApiServer.NODES),
                request -> Answers.json(201, request.body()));

        try (DiscoveryService discovery = discovery(new Hosts(
                hosts.stream().map(DiscoveryLeadTest::node).toList(),
                List.of(),
                List.of(Objects.intent()),
                HostObjects.of(hosts.stream().map(DiscoveryLeadTest::state).toList()),
                Optional.empty()))) {
            await().atMost(SOON).untilAsserted(() -> assertThat(applied()).containsExactlyInAnyOrderElementsOf(hosts));
            assertThat(discovery.problems()).isEmpty();
        }
    }

    private List<String> applied() {
        return server.requests(request -> request.method().equals("PATCH")).stream()
                .map(request -> request.body().at("/metadata/name").asText())
                .distinct()
                .toList();
    }

    private static Node node(String name) {
        return new NodeBuilder().withNewMetadata().withName(name).endMetadata().build();
    }

    private static SriovNetworkNodeState state(String name) {
        SriovNetworkNodeState state =
                new KubernetesSerialization().unmarshal("""
                {"metadata": {"namespace": "sriov", "name": "%s", "resourceVersion": "1"},
                 "status": {"syncStatus": "Succeeded", "interfaces": [{"name": "port-1", "pciAddress": "a", "totalvfs": 8,
                   "Vfs": [{"vfID": 0, "pciAddress": "b", "driver": "vfio-pci"}]}]}}
                """.formatted(name), SriovNetworkNodeState.class);
        state.trim();
        return state;
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
            await().during(WHILE)
                    .atMost(PATIENCE)
                    .until(() -> server.requests(request -> request.method().equals("DELETE"))
                            .isEmpty());
            assertThat(discovery.problems()).isEmpty();
        }
    }
}
