package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.operator.runtime.Clients;
import io.accelnet.operator.runtime.Leadership;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds the Lease knows for how long nobody else can. */
class LeadershipTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/accelnet-system/leases";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @TempDir
    private Path folder;

    /** A request that is sent late in the Lease may be carried out after it. */
    @Test
    void whatMustNotBeLateIsSentEarlyInTheLease() {
        try (CannedApiServer server = new CannedApiServer(folder);
                KubernetesClient client = Clients.make(Optional.of(server.kubeconfig()), builder -> {}, wait -> {});
                Leadership leadership =
                        new Leadership(client, CannedApiServer.SYSTEM, "me", LEASE, now::get, () -> {}, () -> {})) {
            assertThat(leadership.holdsForARequest()).isFalse();
            leadership.start();
            await().atMost(PATIENCE).until(leadership::holdsForARequest);
            server.answer(
                    request -> request.path().startsWith(LEASES),
                    request -> Answers.failure(500, "InternalError", "etcdserver: request timed out"));

            now.set(now.get().plusSeconds(4));
            assertThat(leadership.holdsForARequest()).isTrue();
            now.set(now.get().plusSeconds(2));
            assertThat(leadership.holdsForARequest()).isFalse();
            assertThat(leadership.holds()).isTrue();
        }
    }
}
