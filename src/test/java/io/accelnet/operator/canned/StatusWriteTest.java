package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator asks of the API server, word for word. */
class StatusWriteTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final NetworkIntent intent = Objects.intent();
    private final AccelNetCluster cluster = Objects.cluster(0);
    private final AccelNetNode node = Objects.node("node-1", 4);
    private final AccelNetVM vm = Objects.vm(CannedApiServer.TENANT, "vm-1");
    private final List<HasMetadata> all = List.of(intent, cluster, node, vm);

    /** Says whether kinds of other projects are installed, which they needn't be. */
    private static final Set<String> WHAT_IS_SERVED = Set.of(
            "/apis/kubevirt.io/v1",
            "/apis/instancetype.kubevirt.io/v1beta1",
            "/apis/k8s.cni.cncf.io/v1",
            "/apis/sriovnetwork.openshift.io/v1",
            "/apis/nfd.k8s-sigs.io/v1alpha1");

    @TempDir
    private Path folder;

    @Test
    void eachStatusIsWrittenOnceOverTheVersionThatWasRead() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.has(intent, cluster, node, vm);
            Map<HasMetadata, String> versions = all.stream().collect(Collectors.toMap(o -> o, server::version));

            server.operator();

            await().atMost(PATIENCE).until(() -> all.stream().allMatch(server::isReady));
            await().during(QUIET)
                    .atMost(PATIENCE)
                    .until(() -> server.requests(Request::isStatusWrite).size() == 4);
            for (HasMetadata object : all) {
                Request write = server.writesOf(object).getFirst();
                assertThat(write.query()).isEmpty();
                assertThat(write.version()).isEqualTo(versions.get(object));
                assertThat(write.body().at("/metadata/uid").asText())
                        .isEqualTo(server.stored(object).at("/metadata/uid").asText());
                assertThat(write.body().at("/metadata/name").asText())
                        .isEqualTo(object.getMetadata().getName());
                assertThat(write.body().path("status"))
                        .isEqualTo(server.stored(object).path("status"));
                assertThat(write.body().has("spec")).isFalse();
            }
        }
    }

    @Test
    void theLedgerIsStoredBeforeTheVmIsTold() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.has(intent, cluster, node, vm);

            server.operator();

            await().atMost(PATIENCE).until(() -> server.isReady(vm));
            List<Request> requests = server.requests();
            Request ledger = server.writesOf(node).getFirst();
            Request told = server.writesOf(vm).getFirst();
            assertThat(requests.indexOf(ledger)).isLessThan(requests.indexOf(told));
            assertThat(ledger.body().at("/status/allocations/0/name").asText()).isEqualTo("vm-1");
            assertThat(told.body().at("/status/nodeName").asText()).isEqualTo("node-1");
        }
    }

    @Test
    void nothingElseIsAskedThanListsWatchesStatusesEventsAndWhatIsServed() {
        Set<String> collections = Stream.concat(
                        all.stream().map(CannedObjects::collection), Stream.of("/api/v1/nodes", "/api/v1/namespaces"))
                .collect(Collectors.toSet());
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.has(intent, cluster, node, vm);

            server.operator();

            await().atMost(PATIENCE).until(() -> all.stream().allMatch(server::isReady));
            await().atMost(PATIENCE)
                    .until(() -> !server.requests(request -> request.method().equals("POST"))
                            .isEmpty());
            await().atMost(PATIENCE)
                    .until(() -> collections.stream()
                            .allMatch(kind -> server.requests(request -> request.isWatchOf(kind))
                                            .size()
                                    == 1));
            for (String collection : collections) {
                assertThat(server.requests(request -> request.isListOf(collection)))
                        .singleElement()
                        .satisfies(list -> assertThat(list.query()).isEqualTo(Map.of("limit", "500")));
                assertThat(server.requests(request -> request.isWatchOf(collection)))
                        .singleElement()
                        .satisfies(watch -> {
                            assertThat(watch.websocket()).isTrue();
                            assertThat(watch.query())
                                    .containsEntry("allowWatchBookmarks", "true")
                                    .containsKey("resourceVersion");
                        });
            }
            assertThat(server.requests())
                    .allMatch(request -> request.isStatusWrite()
                            || (request.method().equals("GET")
                                    && (collections.contains(request.path())
                                            || WHAT_IS_SERVED.contains(request.path())))
                            || (request.method().equals("POST")
                                    && request.path().matches("/apis/events.k8s.io/v1/namespaces/[^/]+/events")));
        }
    }
}
