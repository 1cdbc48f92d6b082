package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Objects;
import io.fabric8.mockwebserver.http.MockResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch whose handshake fails is tried again as one that is pinged, and never as a plain request. */
class HandshakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AccelNetVM vm = Objects.vm(CannedApiServer.TENANT, "vm-1");

    @TempDir
    private Path folder;

    @Test
    void aProxyThatAnswers503() {
        failsWith(server -> Answers.failure(503, "ServiceUnavailable", "no backend"));
    }

    @Test
    void aConnectionThatIsClosed() {
        failsWith(server -> {
            server.cut();
            return Answers.failure(500, "InternalError", "nobody reads this");
        });
    }

    /** What was listed before is being told meanwhile, and the start goes on all the same: of our kinds, and of those of others. */
    @Test
    void theFirstOneOfEachKind() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(4);
            server.has(vm);
            Set<String> failed = ConcurrentHashMap.newKeySet();
            server.answer(
                    request -> request.isWatch() && failed.add(request.path()),
                    request -> Answers.failure(500, "InternalError", "etcd is away"));

            server.operator();

            await().atMost(PATIENCE).until(() -> server.isReady(vm));
            assertThat(failed).contains(CannedApiServer.VMS, "/api/v1/namespaces", "/api/v1/nodes");
        }
    }

    private void failsWith(Function<CannedApiServer, MockResponse> answer) {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(4);
            server.answer(request -> request.isWatchOf(CannedApiServer.VMS), request -> answer.apply(server));

            server.operator();

            await().atMost(PATIENCE)
                    .until(() -> server.requests(request -> request.isWatchOf(CannedApiServer.VMS))
                                    .size()
                            > 2);
            server.answerAsUsual();
            server.has(vm);
            await().atMost(PATIENCE).until(() -> server.isReady(vm));
            assertThat(server.requests(Request::isWatch)).allMatch(Request::websocket);
        }
    }
}
