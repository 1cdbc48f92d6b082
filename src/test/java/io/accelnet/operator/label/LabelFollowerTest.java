package io.accelnet.operator.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.apply.EventWriter;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.planning.MonotonicClock;
import io.accelnet.operator.planning.Signal;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of the API server for labels, word for word, and what follows from its answers. */
class LabelFollowerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final String PATH = "/apis/accelnet.io/v1alpha1/namespaces/tenant/accelnetvms/web";

    /** It says each request in a line; kept, since its level is lost with it. */
    private static final Logger WORDY = Logger.getLogger(MockWebServer.class.getName());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final MockWebServer server = new MockWebServer();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Signal signal = new Signal();
    private final AtomicBoolean leads = new AtomicBoolean(true);
    private volatile Function<RecordedRequest, MockResponse> answer = request -> failure(404, "NotFound", "not found");
    private volatile Optional<ClusterObjects> world = Optional.empty();
    private Optional<LabelFollower> follower = Optional.empty();
    private Optional<KubernetesClient> client = Optional.empty();

    @BeforeEach
    void serve() {
        WORDY.setLevel(Level.WARNING);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                return request.getPath().contains("/events")
                        ? new MockResponse().setResponseCode(201).setBody("{}")
                        : answer.apply(request);
            }
        });
        server.start();
    }

    @AfterEach
    void end() {
        follower.ifPresent(LabelFollower::close);
        client.ifPresent(KubernetesClient::close);
        server.shutdown();
    }

    @Test
    void whatIsNotThereIsAppliedWithoutForceUnderANameOfItsOwn() throws Exception {
        answer = request -> request.getMethod().equals("PATCH")
                ? new MockResponse().setResponseCode(201).setBody(stored("[]"))
                : failure(404, "NotFound", "not found");
        follow(machine("web", "accelnet.io/performance: Low"));

        RecordedRequest patch = first("PATCH");
        assertThat(patch.getHeader("Content-Type")).startsWith("application/apply-patch+yaml");
        assertThat(patch.getPath()).startsWith(PATH + "?").contains("fieldManager=accelnet-operator-labels");
        assertThat(patch.getPath()).doesNotContain("force=true");
        JsonNode body = JSON.readTree(patch.getUtf8Body());
        assertThat(body.path("spec").toString())
                .isEqualTo(
                        "{\"clusterName\":\"main\",\"performance\":\"Low\",\"virtualMachineRef\":{\"name\":\"web\"}}");
        assertThat(body.has("status")).isFalse();
        assertThat(body.at("/metadata/ownerReferences/0/uid").asText()).isEqualTo("uid-of-web");
        assertThat(body.at("/metadata/uid").isMissingNode()).isTrue();
    }

    /** The cache may not have it yet. */
    @Test
    void whatAPersonHasMadeMeanwhileIsLeftAlone() {
        answer = request ->
                new MockResponse().setResponseCode(200).setBody(stored("[{manager: kubectl, operation: Apply}]"));
        follow(machine("web", "accelnet.io/performance: Low"));

        await().atMost(PATIENCE).until(() -> count("POST") == 1);
        assertThat(first("POST").getUtf8Body()).contains("AccelNetVMExists");
        await().during(QUIET).atMost(PATIENCE).until(() -> requests.size() == 2);
    }

    @Test
    void onlyTheVeryOneThatWasLookedAtIsDeleted() throws Exception {
        answer = request -> new MockResponse()
                .setResponseCode(200)
                .setBody(stored("[{manager: accelnet-operator-labels, operation: Apply}]"));
        follow(machine("web", "app: web"), made());

        RecordedRequest delete = first("DELETE");
        assertThat(delete.getPath()).isEqualTo(PATH);
        JsonNode body = JSON.readTree(delete.getUtf8Body());
        assertThat(body.at("/preconditions/uid").asText()).isEqualTo("uid-1");
        assertThat(body.at("/preconditions/resourceVersion").asText()).isEqualTo("7");
    }

    @Test
    void oneThatAPersonTookOverIsNotDeleted() {
        answer = request -> new MockResponse()
                .setResponseCode(200)
                .setBody(
                        stored(
                                "[{manager: kubectl, operation: Apply}, {manager: accelnet-operator-labels, operation: Update}]"));
        follow(machine("web", "app: web"), made());

        await().atMost(PATIENCE).until(() -> count("GET") == 1);
        signal.raise();
        await().during(QUIET).atMost(PATIENCE).until(() -> requests.size() == 1);
    }

    /** Whoever applies a copy of the AccelNetVM owns all of it too, and an apply that leaves something out doesn't take it away. */
    @Test
    void whatSomebodyElseKeepsIsToldOnceAndNotWrittenAtEveryLook() {
        String kept = stored("[{manager: accelnet-operator-labels, operation: Apply}]")
                .replace(
                        "\"app.kubernetes.io/managed-by\"",
                        "\"accelnet.io/port-policy-from-label\": \"true\", \"app.kubernetes.io/managed-by\"")
                .replace("\"performance\"", "\"portPolicy\": \"Different\", \"performance\"");
        answer = request -> new MockResponse().setResponseCode(200).setBody(kept);
        follow(machine("web", "accelnet.io/performance: Low"), serialization.unmarshal(kept, AccelNetVM.class));

        await().atMost(PATIENCE).until(() -> count("POST") == 1);
        assertThat(first("POST").getUtf8Body())
                .contains("AccelNetVMConflict", "spec.portPolicy, label accelnet.io/port-policy-from-label");
        signal.raise();
        await().during(QUIET).atMost(PATIENCE).until(() -> count("PATCH") == 1 && count("POST") == 1);
        assertThat(follower.orElseThrow().problems()).isEmpty();
    }

    @Test
    void aConflictIsToldOnceAndNotTriedAgainAndAgain() {
        answer = request -> request.getMethod().equals("PATCH")
                ? failure(
                        409,
                        "Conflict",
                        "Apply failed with 1 conflict: conflict with \\\"kubectl\\\": .spec.performance")
                : new MockResponse()
                        .setResponseCode(200)
                        .setBody(stored("[{manager: accelnet-operator-labels, operation: Apply}]"));
        follow(machine("web", "accelnet.io/performance: High"), made());

        await().atMost(PATIENCE).until(() -> count("POST") == 1);
        assertThat(first("POST").getUtf8Body()).contains("AccelNetVMConflict", "conflict with");
        signal.raise();
        await().during(QUIET).atMost(PATIENCE).until(() -> count("PATCH") == 1 && count("POST") == 1);
        assertThat(follower.orElseThrow().problems()).isEmpty();
    }

    @Test
    void aWrongLabelIsToldOnceAndAsksNothing() {
        follow(machine("web", "accelnet.io/performance: Fast"));

        await().atMost(PATIENCE).until(() -> count("POST") == 1);
        signal.raise();
        await().during(QUIET).atMost(PATIENCE).until(() -> requests.size() == 1);
    }

    @Test
    void whoLosesTheLeadBetweenTwoWritesWritesNoMore() {
        answer = request -> {
            if (!request.getMethod().equals("PATCH")) {
                return failure(404, "NotFound", "not found");
            }
            leads.set(false);
            return new MockResponse().setResponseCode(201).setBody(stored("[]"));
        };
        follow(IntStream.range(0, 50)
                .mapToObj(i -> machine("vm-" + i, "accelnet.io/performance: Low"))
                .toArray(KubeVirtVirtualMachine[]::new));

        await().atMost(PATIENCE).until(() -> count("PATCH") == 1);
        await().during(QUIET).atMost(PATIENCE).until(() -> count("PATCH") == 1);
    }

    @Test
    void whoLosesTheLeadWhileItReadsWritesNothing() {
        answer = request -> {
            leads.set(false);
            return request.getPath().contains("/web")
                    ? new MockResponse()
                            .setResponseCode(200)
                            .setBody(stored("[{manager: accelnet-operator-labels, operation: Apply}]"))
                    : failure(404, "NotFound", "not found");
        };
        follow(machine("web", "app: web"), made());
        await().atMost(PATIENCE).until(() -> count("GET") == 1);
        await().during(QUIET).atMost(PATIENCE).until(() -> requests.size() == 1);

        world = Optional.of(
                new ClusterObjects(List.of(), List.of(), List.of(Objects.cluster(50)), List.of(), List.of(), List.of())
                        .with(KubeVirtObjects.of(List.of(machine("db", "accelnet.io/performance: Low")))));
        leads.set(true);
        await().atMost(PATIENCE).until(() -> count("GET") == 2);
        await().during(QUIET).atMost(PATIENCE).until(() -> requests.size() == 2);
    }

    @Test
    void aMissingRightCostsFewRequestsAndIsAProblem() {
        answer = request -> failure(403, "Forbidden", "accelnetvms.accelnet.io is forbidden: cannot get resource");
        follow(IntStream.range(0, 500)
                .mapToObj(i -> machine("vm-" + i, "accelnet.io/performance: Low"))
                .toArray(KubeVirtVirtualMachine[]::new));

        await().atMost(PATIENCE)
                .until(
                        () -> follower.orElseThrow().problems(),
                        problems -> problems.size() == 1 && problems.getFirst().contains("cannot get resource"));
        int before = requests.size();
        await().during(QUIET).atMost(PATIENCE).until(() -> requests.size() - before <= 30);
    }

    @Test
    void whatIsNotAnsweredIsTriedAgain() {
        AtomicBoolean failed = new AtomicBoolean();
        answer = request -> {
            if (!failed.getAndSet(true)) {
                return failure(500, "InternalError", "etcdserver: request timed out");
            }
            return request.getMethod().equals("PATCH")
                    ? new MockResponse().setResponseCode(201).setBody(stored("[]"))
                    : failure(404, "NotFound", "not found");
        };
        follow(machine("web", "accelnet.io/performance: Low"));

        await().atMost(PATIENCE).until(() -> count("PATCH") == 1);
    }

    @Test
    void anAnswerThatSaysNothingHoldsUpNoOther() {
        answer = request -> request.getPath().contains("/a-bad")
                ? new MockResponse().setResponseCode(200).setBody("{}")
                : request.getMethod().equals("PATCH")
                        ? new MockResponse().setResponseCode(201).setBody(stored("[]"))
                        : failure(404, "NotFound", "not found");
        follow(machine("a-bad", "accelnet.io/performance: Low"), machine("web", "accelnet.io/performance: Low"));

        assertThat(first("PATCH").getPath()).contains("/web");
    }

    @Test
    void whoDoesNotLeadWritesNothing() {
        leads.set(false);
        follow(machine("web", "accelnet.io/performance: Fast"), machine("db", "accelnet.io/performance: Low"));

        await().during(QUIET).atMost(PATIENCE).until(requests::isEmpty);
        leads.set(true);
        await().atMost(PATIENCE).until(() -> count("POST") == 1 && count("GET") == 1);
    }

    private long count(String method) {
        return requests.stream()
                .filter(request -> request.getMethod().equals(method))
                .count();
    }

    private RecordedRequest first(String method) {
        await().atMost(PATIENCE).until(() -> count(method) > 0);
        return requests.stream()
                .filter(request -> request.getMethod().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private void follow(KubeVirtVirtualMachine machine, AccelNetVM vm) {
        follow(List.of(machine), List.of(vm));
    }

    private void follow(KubeVirtVirtualMachine... machines) {
        follow(List.of(machines), List.of());
    }

    private void follow(List<KubeVirtVirtualMachine> machines, List<AccelNetVM> vms) {
        world = Optional.of(
                new ClusterObjects(List.of(), List.of(), List.of(Objects.cluster(50)), vms, List.of(), List.of())
                        .with(KubeVirtObjects.of(machines)));
        KubernetesClient made = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        client = Optional.of(made);
        LabelFollower started = new LabelFollower(
                () -> world,
                made,
                new EventWriter(made, Clock.systemUTC(), "test"),
                signal,
                leads::get,
                new MonotonicClock());
        follower = Optional.of(started);
        started.start();
    }

    private KubeVirtVirtualMachine machine(String name, String labels) {
        return serialization.unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: tenant, name: %s, uid: uid-of-%s, resourceVersion: "5", labels: {%s}}
                spec: {}
                """.formatted(name, name, labels), KubeVirtVirtualMachine.class);
    }

    /** As the cache has it. */
    private AccelNetVM made() {
        return serialization.unmarshal(stored("[]"), AccelNetVM.class);
    }

    private String stored(String managedFields) {
        return serialization.asJson(serialization.unmarshal("""
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetVM
                metadata:
                  namespace: tenant
                  name: web
                  uid: uid-1
                  resourceVersion: "7"
                  labels: {app.kubernetes.io/managed-by: accelnet-operator}
                  ownerReferences: [{apiVersion: kubevirt.io/v1, kind: VirtualMachine, name: web, uid: uid-of-web, controller: true}]
                  managedFields: %s
                spec: {clusterName: main, performance: Low, virtualMachineRef: {name: web}}
                """.formatted(managedFields), AccelNetVM.class));
    }

    private static MockResponse failure(int code, String reason, String message) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody("""
                        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "reason": "%s", "message": "%s"}
                        """.formatted(code, reason, message));
    }
}
