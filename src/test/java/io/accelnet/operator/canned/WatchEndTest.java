package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Objects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch whose version is too old is followed by a list: only that can say what it has missed. */
class WatchEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOO_OLD = Answers.status(410, "Expired", "too old resource version: 1 (2)");

    private final AccelNetVM first = Objects.vm(CannedApiServer.TENANT, "vm-1");
    private final AccelNetVM second = Objects.vm(CannedApiServer.TENANT, "vm-2");

    @TempDir
    private Path folder;

    @Test
    void anErrorEventInTheWatch() {
        try (CannedApiServer server = settled()) {
            missed(server);

            server.objects().endWatches(CannedApiServer.VMS, "{\"type\":\"ERROR\",\"object\":%s}".formatted(TOO_OLD));

            await().atMost(PATIENCE).until(() -> server.isReady(second));
            assertThat(lists(server, CannedApiServer.VMS)).isEqualTo(2);
            assertThat(lists(server, CannedApiServer.NODES)).isEqualTo(1);
        }
    }

    /** Later ones get an error event: the API server answers a watch with a failure before it looks at versions only. */
    @Test
    void theAnswerToTheFirstWatch() {
        AtomicBoolean asked = new AtomicBoolean();
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(4);
            server.has(first);
            server.answer(request -> {
                if (!request.isWatchOf(CannedApiServer.VMS) || asked.getAndSet(true)) {
                    return Optional.empty();
                }
                missed(server);
                return Optional.of(Answers.json(410, TOO_OLD));
            });

            server.operator();

            await().atMost(PATIENCE).until(() -> server.isReady(second));
            assertThat(lists(server, CannedApiServer.VMS)).isEqualTo(2);
        }
    }

    private CannedApiServer settled() {
        CannedApiServer server = new CannedApiServer(folder);
        server.hasCluster(4);
        server.has(first);
        server.operator();
        await().atMost(PATIENCE).until(() -> server.isReady(first));
        await().atMost(PATIENCE)
                .until(() -> !server.requests(request -> request.isWatchOf(CannedApiServer.VMS))
                        .isEmpty());
        return server;
    }

    /** Something happens that no watch tells. */
    private void missed(CannedApiServer server) {
        server.objects().holdNews();
        server.has(second);
    }

    private static int lists(CannedApiServer server, String collection) {
        return server.requests(request -> request.isListOf(collection)).size();
    }
}
