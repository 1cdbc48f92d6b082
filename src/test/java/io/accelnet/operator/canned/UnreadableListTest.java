package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.operator.gate.Enforcement;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Planner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list of which a page can't be read counts as no list, and not as one that ends there. */
class UnreadableListTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WHILE = Duration.ofSeconds(3);
    private static final String RESOURCE = "example.com/vm_ports";
    private static final String PODS = "/api/v1/pods";
    private static final String CLAIMS = "/api/v1/persistentvolumeclaims";
    private static final String STATES = "/apis/sriovnetwork.openshift.io/v1/sriovnetworknodestates";

    /** What it is doesn't matter: the type has an object there. */
    private static final String UNREADABLE = """
            {"metadata": {"namespace": "a", "name": "unreadable", "uid": "2", "resourceVersion": "1"}, "spec": "what?", "status": "what?"}
            """;

    private final AtomicBoolean mended = new AtomicBoolean();
    private final Planner planner = new Planner();

    @TempDir
    private Path folder;

    @Test
    void ofPods() throws Exception {
        List<Set<String>> unlisted = new CopyOnWriteArrayList<>();
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.has(Objects.intent(RESOURCE), Objects.cluster(0), Objects.node("node-1", 4));
            hasPages(server, PODS, "PodList", "v1", """
                    {"metadata": {"namespace": "a", "name": "readable", "uid": "1", "resourceVersion": "1"}, "spec": {}, "status": {}}
                    """);

            int health = server.operator(options -> options.planner(snapshot -> {
                        unlisted.add(snapshot.unlisted());
                        return planner.decide(snapshot);
                    }))
                    .healthPort();

            await().atMost(PATIENCE).until(() -> !unlisted.isEmpty());
            for (int plans = 1; plans < 6; plans++) {
                int before = unlisted.size();
                server.has(Objects.vm(CannedApiServer.TENANT, "news-" + plans));
                await().atMost(PATIENCE).until(() -> unlisted.size() > before);
            }
            assertThat(unlisted).as("resources whose pods aren't known").containsOnly(Set.of(RESOURCE));
            assertThat(Probe.body(health, "/readyz")).contains("pods aren't listed yet");
            assertThat(server.requests(request ->
                            request.isListOf(PODS) && !request.query().containsKey("continue")))
                    .as("tries, which don't come with each plan")
                    .hasSizeLessThan(5);

            mended.set(true);

            await().atMost(PATIENCE).until(() -> unlisted.getLast().isEmpty());
            await().atMost(PATIENCE).until(() -> Probe.status(health, "/readyz") == 200);
        }
    }

    @Test
    void ofVolumes() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(4);
            hasPages(server, CLAIMS, "PersistentVolumeClaimList", "v1", """
                    {"metadata": {"namespace": "a", "name": "readable", "uid": "1", "resourceVersion": "1"}, "spec": {}, "status": {}}
                    """);

            int health = server.operator(options -> options.enforcement(Enforcement.ON))
                    .healthPort();

            await().atMost(PATIENCE)
                    .until(() -> Probe.body(health, "/readyz").contains("persistentvolumeclaims aren't listed yet"));
            mended.set(true);
            await().atMost(PATIENCE).until(() -> Probe.status(health, "/readyz") == 200);
        }
    }

    @Test
    void ofAKindThatNeedNotBeInstalled() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.has(Objects.intent(), node("host-1"), node("host-2"));
            server.answer(
                    request -> request.path().equals("/apis/sriovnetwork.openshift.io/v1"),
                    request -> Answers.json(200, """
                            {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "sriovnetwork.openshift.io/v1", "resources":
                              [{"name": "sriovnetworknodestates", "singularName": "", "namespaced": true, "kind": "SriovNetworkNodeState", "verbs": []}]}
                            """));
            hasPages(server, STATES, "SriovNetworkNodeStateList", "sriovnetwork.openshift.io/v1", """
                    {"metadata": {"namespace": "sriov", "name": "host-1", "uid": "1", "resourceVersion": "1"},
                     "status": {"syncStatus": "Succeeded", "interfaces": [{"name": "port-1", "pciAddress": "a", "totalvfs": 8,
                       "Vfs": [{"vfID": 0, "pciAddress": "b", "driver": "vfio-pci"}]}]}}
                    """);

            int health = server.operator().healthPort();

            await().atMost(PATIENCE)
                    .until(() -> Probe.body(health, "/readyz").contains("sriovnetworknodestates aren't listed yet"));
            await().during(WHILE).atMost(PATIENCE).until(() -> applied(server).isEmpty());
            mended.set(true);
            await().atMost(PATIENCE).until(() -> !applied(server).isEmpty());
        }
    }

    /** Nothing can be planned without our own kinds, and to begin again is left to the liveness probe. */
    @Test
    void ofOurOwnKinds() throws Exception {
        AtomicBoolean planned = new AtomicBoolean();
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(4);
            server.has(Objects.vm(CannedApiServer.TENANT, "a-readable"));
            ObjectNode unreadable = server.objects().json(Objects.vm(CannedApiServer.TENANT, "b-unreadable"));
            unreadable.put("spec", "what?");
            server.objects().put(unreadable);
            server.objects().mostOnPage(1);

            int health = server.operator(options -> options.planner(snapshot -> {
                        planned.set(true);
                        return planner.decide(snapshot);
                    }))
                    .healthPort();

            await().atMost(PATIENCE)
                    .until(() -> server.requests(request -> request.isListOf(CannedApiServer.VMS))
                                    .size()
                            > 1);
            await().during(WHILE).atMost(PATIENCE).untilFalse(planned);
            assertThat(Probe.body(health, "/readyz")).contains("accelnetvms aren't listed yet");
        }
    }

    /** A page with this, and another one that can't be read until that is mended. */
    private void hasPages(CannedApiServer server, String collection, String kind, String apiVersion, String readable) {
        server.answer(request -> request.isListOf(collection), request -> {
            boolean isFirst = !request.query().containsKey("continue");
            String items = isFirst ? readable : mended.get() ? "" : UNREADABLE;
            return Answers.json(200, """
                            {"kind": "%s", "apiVersion": "%s", "metadata": {"resourceVersion": "100"%s}, "items": [%s]}
                            """.formatted(kind, apiVersion, isFirst ? ", \"continue\": \"more\"" : "", items));
        });
    }

    private static List<Request> applied(CannedApiServer server) {
        return server.requests(
                request -> request.method().equals("PATCH") && request.path().startsWith(CannedApiServer.NODES + "/"));
    }

    private static HasMetadata node(String name) {
        return new NodeBuilder().withNewMetadata().withName(name).endMetadata().build();
    }
}
