package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.http.MockResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What discovery asks of the API server, word for word, and what it does about odd answers. */
class DiscoveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WHILE = Duration.ofSeconds(3);
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final int MANY = 160;
    private static final String HOST = CannedApiServer.NODES + "/host-1";
    private static final String STATES = "/apis/sriovnetwork.openshift.io/v1/sriovnetworknodestates";

    @TempDir
    private Path folder;

    private static void hasHosts(CannedApiServer server, int number) {
        server.has(Objects.intent());
        StringBuilder states = new StringBuilder();
        for (int each = 1; each <= number; each++) {
            server.has(new KubernetesSerialization()
                    .unmarshal(
                            "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"host-%d\"}}"
                                    .formatted(each),
                            Node.class));
            states.append(each == 1 ? "" : ", ").append("""
                    {"metadata": {"namespace": "sriov", "name": "host-%d", "resourceVersion": "1", "uid": "%d"},
                     "status": {"syncStatus": "Succeeded", "interfaces": [{"name": "port-1", "pciAddress": "a", "totalvfs": 8,
                       "Vfs": [{"vfID": 0, "pciAddress": "b", "driver": "vfio-pci"}, {"vfID": 1, "pciAddress": "c", "driver": "vfio-pci"}]}]}}
                    """.formatted(each, each));
        }
        server.answer(
                request -> request.path().equals("/apis/sriovnetwork.openshift.io/v1"),
                request -> Answers.json(200, """
                        {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "sriovnetwork.openshift.io/v1", "resources":
                          [{"name": "sriovnetworknodestates", "singularName": "", "namespaced": true, "kind": "SriovNetworkNodeState", "verbs": []}]}
                        """));
        server.answer(request -> request.isListOf(STATES), request -> Answers.json(200, """
                        {"kind": "SriovNetworkNodeStateList", "apiVersion": "sriovnetwork.openshift.io/v1",
                         "metadata": {"resourceVersion": "100"}, "items": [%s]}
                        """.formatted(states)));
    }

    private static boolean isApply(Request request) {
        return request.method().equals("PATCH") && request.path().startsWith(CannedApiServer.NODES + "/");
    }

    /** As an API server stores what is applied, and what it notes of it. */
    private static MockResponse stored(CannedApiServer server, Request request) {
        return Answers.json(201, server.objects().put(applied(request)));
    }

    private static ObjectNode applied(Request request) {
        ObjectNode object = request.body().deepCopy();
        object.withObject("/metadata")
                .putArray("managedFields")
                .addObject()
                .put("manager", "accelnet-discovery")
                .put("operation", "Apply")
                .putObject("fieldsV1")
                .putObject("f:spec")
                .putObject("f:hostType");
        return object;
    }

    @Test
    void aHostIsAppliedOnceWithoutForceUnderANameOfItsOwn() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasHosts(server, 1);
            server.answer(
                    request -> isApply(request) && server.objects().get(HOST).isEmpty(),
                    request -> stored(server, request));

            server.operator();

            await().atMost(PATIENCE)
                    .until(() -> !server.requests(DiscoveryTest::isApply).isEmpty());
            Request request = server.requests(DiscoveryTest::isApply).getFirst();
            assertThat(request.path()).isEqualTo(HOST);
            assertThat(request.query())
                    .containsEntry("fieldManager", "accelnet-discovery")
                    .doesNotContainEntry("force", "true");
            assertThat(request.body().toString()).isEqualToIgnoringWhitespace("""
                    {"apiVersion":"accelnet.io/v1alpha1","kind":"AccelNetNode","metadata":{"annotations":{
                    "accelnet.io/discovered-from":"SriovNetworkNodeState","accelnet.io/made-by-discovery":"true"},"name":"host-1"},
                    "spec":{"hostType":"KubernetesNode","operatingSystem":"Linux","availability":"Available",
                    "adapters":[{"name":"port-1","sriovSupport":"Supported","virtualFunctions":2}]}}
                    """);
        }
    }

    /** The watch may never tell of one that is deleted as soon as it is made. */
    @Test
    void aHostThatIsDeletedBeforeAnybodySeesItIsAppliedOnceMore() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasHosts(server, 1);
            server.answer(
                    request -> isApply(request) && server.objects().get(HOST).isEmpty(),
                    request -> server.requests(DiscoveryTest::isApply).size() > 1
                            ? stored(server, request)
                            : Answers.json(201, applied(request)));

            server.operator();

            await().atMost(PATIENCE).until(() -> server.objects().get(HOST).isPresent());
            assertThat(server.requests(DiscoveryTest::isApply)).hasSizeGreaterThan(1);
        }
    }

    /** By then a person may have it, of whom nothing is to be taken. */
    @Test
    void aHostOfWhichTheWatchTellsLateIsLookedForAndAppliedOnce() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasHosts(server, 1);
            server.answer(DiscoveryTest::isApply, request -> {
                server.objects().holdNews();
                return stored(server, request);
            });

            server.operator();

            await().atMost(PATIENCE)
                    .until(() -> server.requests(request -> request.method().equals("GET")
                                            && request.path().equals(HOST))
                                    .size()
                            > 1);
            assertThat(server.requests(DiscoveryTest::isApply)).hasSize(1);
        }
    }

    /** A plan asks for what its caches lack, and would wait until all hosts are written. */
    @Test
    void hundredsOfHostsHoldUpNoLookupOfAPlan() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasHosts(server, MANY);
            server.answer(
                    DiscoveryTest::isApply, request -> stored(server, request).setBodyDelay(SLOW));

            server.operator();
            await().atMost(PATIENCE)
                    .until(() -> !server.requests(DiscoveryTest::isApply).isEmpty());
            server.has(outsideWithVm());

            await().atMost(PATIENCE)
                    .until(() -> !server.requests(DiscoveryTest::isLookup).isEmpty());
            assertThat(server.requests(DiscoveryTest::isApply)).hasSizeLessThan(MANY / 2);
        }
    }

    /** After that somebody else may lead. */
    @Test
    void theEndBeginsNoWriteThatWaits() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasHosts(server, MANY);
            server.answer(
                    DiscoveryTest::isApply, request -> stored(server, request).setBodyDelay(SLOW));
            AccelNetOperator operator = server.operator();
            await().atMost(PATIENCE)
                    .until(() -> !server.requests(DiscoveryTest::isApply).isEmpty());

            operator.close();

            assertThat(server.requests(DiscoveryTest::isApply)).hasSizeLessThan(MANY / 2);
        }
    }

    private static boolean isLookup(Request request) {
        return request.path().endsWith("/accelnetvms/unknown");
    }

    /** An AccelNetNode in whose ledger there is a VM that isn't. */
    private static AccelNetNode outsideWithVm() {
        AccelNetNode node = Objects.node("outside", 1);
        node.setStatus(new AccelNetNodeStatus(
                1L,
                Objects.CLUSTER,
                null,
                null,
                1,
                1,
                0,
                List.of(),
                List.of(new Allocation(
                        Objects.PORT,
                        0,
                        CannedApiServer.TENANT,
                        "unknown",
                        "uid-of-unknown",
                        Objects.CLUSTER,
                        "nic-1",
                        Performance.LOW,
                        1,
                        null)),
                List.of()));
        return node;
    }

    @Test
    void aConflictIsLookedAtAgainAndNoProblem() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasHosts(server, 1);
            server.answer(
                    DiscoveryTest::isApply,
                    request -> server.requests(DiscoveryTest::isApply).size() < 3
                            ? Answers.failure(409, "Conflict", "Apply failed with 1 conflict")
                            : stored(server, request));

            int health = server.operator().healthPort();

            await().atMost(PATIENCE).until(() -> server.objects().get(HOST).isPresent());
            await().atMost(PATIENCE).until(() -> Probe.status(health, "/readyz") == 200);
        }
    }

    @Test
    void withoutTheRightItSaysSoAndTriesOneNowAndThen() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasHosts(server, 50);
            server.answer(
                    DiscoveryTest::isApply,
                    request -> Answers.failure(403, "Forbidden", "accelnetnodes is forbidden: cannot patch"));

            int health = server.operator().healthPort();

            await().atMost(PATIENCE)
                    .until(
                            () -> Probe.body(health, "/readyz"),
                            body -> body.contains("and 49 more likewise")
                                    || body.contains("can't be kept as its host is: accelnetnodes is forbidden"));
            await().during(WHILE)
                    .atMost(PATIENCE)
                    .until(() -> server.requests(DiscoveryTest::isApply).size() < 50 + 15);
        }
    }

    /** The try that shows whether the right is there is one like all others: if it fails for something else, nothing tells of the host. */
    @Test
    void aHostWhoseTryFailsForSomethingElseOnceTheRightIsThereIsTriedAgain() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasHosts(server, 1);
            server.answer(DiscoveryTest::isApply, request -> switch (server.requests(DiscoveryTest::isApply)
                    .size()) {
                case 1 -> Answers.failure(403, "Forbidden", "accelnetnodes is forbidden: cannot patch");
                case 2 -> Answers.failure(409, "Conflict", "Apply failed with 1 conflict");
                default -> stored(server, request);
            });

            int health = server.operator().healthPort();

            await().atMost(PATIENCE).until(() -> server.objects().get(HOST).isPresent());
            await().atMost(PATIENCE).until(() -> Probe.status(health, "/readyz") == 200);
        }
    }

    @Test
    void aHostThatIsGoneForGoodIsDeletedInTheVersionThatWasLookedAt() {
        Instant now = Instant.parse("2026-01-01T12:00:00Z");
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasHosts(server, 0);
            var node = Objects.node("host-1", 2, io.accelnet.api.v1alpha1.HostType.KUBERNETES_NODE, null);
            node.getMetadata()
                    .setAnnotations(Map.of(
                            "accelnet.io/made-by-discovery", "true",
                            "accelnet.io/node-gone-since", "2026-01-01T10:00:00Z"));
            server.has(node);
            server.answer(
                    request -> request.method().equals("DELETE"),
                    request -> Answers.failure(409, "Conflict", "the object has been modified"));

            server.operator(options -> options.clock(Clock.fixed(now, ZoneOffset.UTC)));

            await().atMost(PATIENCE)
                    .until(() -> !server.requests(request -> request.method().equals("DELETE"))
                            .isEmpty());
            List<Request> requests = server.requests();
            Request deletion = requests.stream()
                    .filter(request -> request.method().equals("DELETE"))
                    .findFirst()
                    .orElseThrow();
            Optional<Request> read = requests.subList(0, requests.indexOf(deletion)).stream()
                    .filter(request ->
                            request.method().equals("GET") && request.path().equals(HOST))
                    .findFirst();
            assertThat(deletion.path()).isEqualTo(HOST);
            assertThat(deletion.body().at("/preconditions/resourceVersion").asText())
                    .isNotEmpty();
            assertThat(read).isPresent();
            assertThat(requests.subList(0, requests.indexOf(deletion)))
                    .as("whether the Node is really gone")
                    .anyMatch(request ->
                            request.method().equals("GET") && request.path().equals("/api/v1/nodes/host-1"));
        }
    }
}
