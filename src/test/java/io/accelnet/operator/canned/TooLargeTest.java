package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.mockwebserver.http.MockResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that doesn't fit holds up nothing that makes it smaller. */
class TooLargeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(3);

    /** With a pause that doubles from 100 ms on there are five or six tries in this time, for each of the ledger's two versions. */
    private static final int FEW = 12;

    private final HasMetadata node = Objects.node("node-1", 4);
    private final HasMetadata leaving = Objects.vm(CannedApiServer.TENANT, "leaving");
    private final HasMetadata coming = Objects.vm(CannedApiServer.TENANT, "coming");

    @TempDir
    private Path folder;

    @Test
    void forTheApiServer() {
        tooLarge(() -> Answers.failure(413, "RequestEntityTooLarge", "limit is 3145728"));
    }

    @Test
    void forEtcd() {
        tooLarge(() -> Answers.failure(500, "InternalError", "etcdserver: request is too large"));
    }

    private void tooLarge(Supplier<MockResponse> answer) {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(4);
            server.has(leaving);
            server.operator();
            await().atMost(PATIENCE).until(() -> server.isReady(leaving));
            int before = server.writesOf(node).size();
            server.answer(
                    request -> request.isStatusWriteOf(CannedObjects.path(node))
                            && names(request.body()).contains("coming"),
                    request -> answer.get());

            // Both at once for the operator: one VM goes, another one comes.
            server.objects().holdNews();
            server.has(coming);
            server.objects().delete(CannedObjects.path(leaving));
            server.objects().releaseNews();

            await().atMost(PATIENCE).until(() -> names(server.stored(node)).isEmpty());
            await().during(LONG).atMost(PATIENCE).until(() -> !server.isReady(coming));
            List<Request> writes = server.writesOf(node);
            List<Request> tries = writes.subList(before, writes.size()).stream()
                    .filter(write -> names(write.body()).contains("coming"))
                    .toList();
            assertThat(tries).hasSizeBetween(1, FEW);
            server.answerAsUsual();
            await().atMost(PATIENCE).until(() -> server.isReady(coming));
        }
    }

    private static List<String> names(JsonNode node) {
        return new ArrayList<>(
                StreamSupport.stream(node.at("/status/allocations").spliterator(), false)
                        .map(entry -> entry.path("name").asText())
                        .toList());
    }
}
