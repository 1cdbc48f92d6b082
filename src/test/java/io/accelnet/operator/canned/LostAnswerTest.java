package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write that was done although its answer says nothing of that is found to be done. */
class LostAnswerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final HasMetadata vm = Objects.vm(CannedApiServer.TENANT, "vm-1");
    private final HasMetadata node = Objects.node("node-1", 4);

    @TempDir
    private Path folder;

    @Test
    void aVmsStatusIsAnsweredWith500() throws Exception {
        lost(vm, server -> Answers.failure(500, "InternalError", "etcdserver: request timed out"));
    }

    @Test
    void aLedgerIsAnsweredWith500() throws Exception {
        lost(node, server -> Answers.failure(500, "InternalError", "etcdserver: request timed out"));
    }

    @Test
    void aVmsStatusIsNotAnswered() throws Exception {
        lost(vm, LostAnswerTest::cut);
    }

    @Test
    void aLedgerIsNotAnswered() throws Exception {
        lost(node, LostAnswerTest::cut);
    }

    @Test
    void aLedgerWithoutAnAnswerIsKnownBeforeTheWatchTellsOfIt() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(4);
            server.answer(
                    request -> request.isWatch() && request.path().equals(CannedApiServer.NODES),
                    request -> new MockResponse().withWebSocketUpgrade(new WebSocketListener() {}));
            server.operator();
            await().atMost(PATIENCE).until(() -> server.isReady(Objects.cluster(0)));
            AtomicBoolean done = new AtomicBoolean();
            server.answer(
                    request -> request.isStatusWriteOf(CannedObjects.path(node)) && !done.getAndSet(true), request -> {
                        assertThat(server.usual(request).code()).isEqualTo(200);
                        return Answers.failure(500, "InternalError", "etcdserver: request timed out");
                    });

            server.has(vm);

            await().atMost(PATIENCE).untilTrue(done);
            await().atMost(PATIENCE).until(() -> server.isReady(vm));
        }
    }

    private static MockResponse cut(CannedApiServer server) {
        server.cut();
        return Answers.failure(500, "InternalError", "nobody reads this");
    }

    private void lost(HasMetadata object, Function<CannedApiServer, MockResponse> answer) throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(4);
            int port = server.operator().healthPort();
            await().atMost(PATIENCE).until(() -> server.isReady(Objects.cluster(0)) && server.isReady(node));
            AtomicBoolean begun = new AtomicBoolean();
            AtomicBoolean done = new AtomicBoolean();
            server.answer(request -> {
                if (!request.isStatusWriteOf(CannedObjects.path(object)) || begun.getAndSet(true)) {
                    return Optional.empty();
                }
                assertThat(server.usual(request).code()).isEqualTo(200);
                done.set(true);
                return Optional.of(answer.apply(server));
            });

            server.has(vm);

            await().atMost(PATIENCE).untilTrue(done);
            String version = server.version(object);
            await().atMost(PATIENCE).until(() -> server.isReady(vm));
            await().atMost(PATIENCE).until(() -> Probe.status(port, "/readyz") == 200);
            await().during(QUIET)
                    .atMost(PATIENCE)
                    .until(() -> server.version(object).equals(version));
        }
    }
}
