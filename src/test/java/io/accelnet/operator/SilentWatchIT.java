package io.accelnet.operator;

import static org.awaitility.Awaitility.await;

import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.FaultProxy;
import io.accelnet.operator.harness.Faults;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Settled;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Watches whose connections have died without a word, as when a control plane's host loses power. */
@ExtendWith(SharedControlPlane.class)
class SilentWatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void areFoundAndReplaced(ControlPlane controlPlane) throws IOException {
        try (Arena arena = Arena.on(controlPlane);
                FaultProxy proxy = FaultProxy.before(arena.kubeconfig(), new Faults(0))) {
            Path kubeconfig = proxy.kubeconfig(folder);
            AccelNetOperator operator = arena.operator(options -> options.kubeconfig(kubeconfig));
            arena.create(Objects.intent(), Objects.cluster(50), Objects.node("node-1", 4), Objects.node("node-2", 4));
            Settled.await(arena);

            proxy.silence();
            long silent = System.nanoTime();
            arena.create(Objects.vm(Arena.NAMESPACE, "vm-1"));

            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
            System.out.printf(
                    "Noticed after %d ms%n",
                    Duration.ofNanos(System.nanoTime() - silent).toMillis());
            operator.close();
        }
    }
}
