package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A word that this version doesn't know, as a later one may store it, stops nothing else. */
class UnknownWordTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AccelNetVM known = Objects.vm(CannedApiServer.TENANT, "known");
    private final AccelNetVM later = Objects.vm(CannedApiServer.TENANT, "later");

    @TempDir
    private Path folder;

    @Test
    void inWhatIsListed() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasClusterOfItsOwnNodes(server);
            hasUnknownWords(server);
            server.has(known);

            server.operator();

            await().atMost(PATIENCE).until(() -> server.isReady(known));
        }
    }

    @Test
    void inWhatTheWatchesTell() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasClusterOfItsOwnNodes(server);
            server.operator();
            await().atMost(PATIENCE).until(() -> server.isReady(Objects.cluster(0)));

            hasUnknownWords(server);
            server.has(known);

            await().atMost(PATIENCE).until(() -> server.isReady(known));
            server.has(later);
            await().atMost(PATIENCE).until(() -> server.isReady(later));
            assertThat(server.requests(request -> request.isListOf(CannedApiServer.VMS)))
                    .as("the watch goes on")
                    .hasSize(1);
        }
    }

    private static void hasClusterOfItsOwnNodes(CannedApiServer server) {
        ObjectNode cluster = server.objects().json(Objects.cluster(0));
        cluster.withObject("/spec/nodeSelector/matchLabels").put("site", "here");
        ObjectNode node = server.objects().json(Objects.node("node-1", 4));
        node.withObject("/metadata/labels").put("site", "here");
        server.has(Objects.intent());
        server.objects().put(cluster);
        server.objects().put(node);
    }

    private static void hasUnknownWords(CannedApiServer server) {
        with(server, Objects.vm(CannedApiServer.TENANT, "unknown"), "performance", "Extreme");
        with(server, Objects.node("unknown", 4), "operatingSystem", "Plan9");
        with(server, Objects.node("unknown-too", 4), "hostType", "Mainframe");
    }

    private static void with(CannedApiServer server, HasMetadata object, String field, String word) {
        ObjectNode json = server.objects().json(object);
        json.withObject("/spec").put(field, word);
        server.objects().put(json);
    }
}
