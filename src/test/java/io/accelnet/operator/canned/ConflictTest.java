package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After 409 nothing is written until the news is here. */
class ConflictTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration WHILE = Duration.ofMillis(700);

    /** When the version that is known is tried once more, if no news comes. */
    private static final Duration AGAIN = Duration.ofMillis(950);

    @TempDir
    private Path folder;

    @Test
    void theStatusOfAVm() {
        HasMetadata vm = Objects.vm(CannedApiServer.TENANT, "vm-1");
        conflictAt(vm, vm);
    }

    @Test
    void aLedger() {
        conflictAt(Objects.node("node-1", 4), Objects.vm(CannedApiServer.TENANT, "vm-1"));
    }

    private void conflictAt(HasMetadata changed, HasMetadata vm) {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(4);
            server.operator();
            await().atMost(PATIENCE)
                    .until(() -> server.isReady(Objects.cluster(0)) && server.isReady(Objects.node("node-1", 4)));
            int before = server.writesOf(changed).size();
            AtomicBoolean first = new AtomicBoolean(true);
            // Somebody else changes the object between what the operator has read and what it writes.
            server.answer(request -> request.isStatusWriteOf(CannedObjects.path(changed)), request -> {
                if (first.getAndSet(false)) {
                    server.objects().holdNews();
                    changed.getMetadata().setLabels(java.util.Map.of("changed", "meanwhile"));
                    server.has(changed);
                }
                return server.usual(request);
            });

            server.has(vm);

            await().atMost(PATIENCE).until(() -> server.writesOf(changed).size() > before);
            Request refused = server.writesOf(changed).get(before);
            assertThat(refused.version()).isNotEqualTo(server.version(changed));
            await().during(WHILE).atMost(PATIENCE).until(() -> isLeftAlone(server.writesOf(changed), refused));
            assertThat(server.isReady(vm)).isFalse();
            String newest = server.version(changed);
            server.objects().releaseNews();

            await().atMost(PATIENCE).until(() -> server.isReady(vm));
            List<Request> writes = server.writesOf(changed);
            assertThat(writes.getLast().version()).isEqualTo(newest);
            assertThat(isLeftAlone(writes, refused)).isTrue();
            assertThat(server.stored(changed).at("/metadata/labels/changed").asText())
                    .isEqualTo("meanwhile");
        }
    }

    /** Whether no such write came again while the news may be on its way. */
    private static boolean isLeftAlone(List<Request> writes, Request refused) {
        List<Request> same = writes.stream()
                .filter(write -> write.version().equals(refused.version()))
                .toList();
        for (int i = 1; i < same.size(); i++) {
            if (same.get(i).since(same.get(i - 1)).compareTo(AGAIN) < 0) {
                return false;
            }
        }
        return true;
    }
}
