package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.Fault;
import io.accelnet.operator.harness.FaultProxy;
import io.accelnet.operator.harness.Faults;
import io.accelnet.operator.harness.Settled;
import io.accelnet.operator.harness.Workload;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A thousand faults, and nobody can tell from the end. */
@ExtendWith(SharedControlPlane.class)
class FaultsIT {
    private static final int STEPS = 100;
    private static final int FAULTS = 1_000;
    private static final double SHARE = 0.5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void endAsIfThereHadBeenNone(ControlPlane controlPlane) throws IOException {
        long seed = System.nanoTime();
        System.out.println("Seed of the changes: " + seed);
        Set<String> undisturbed;
        try (Arena arena = Arena.on(controlPlane)) {
            arena.operator();
            new Workload(arena, seed).run(STEPS, step -> {});
            Settled.await(arena);
            undisturbed = Workload.answers(arena);
        }
        Faults faults = new Faults(seed);
        try (Arena arena = Arena.on(controlPlane);
                FaultProxy proxy = FaultProxy.before(arena.kubeconfig(), faults)) {
            Path kubeconfig = proxy.kubeconfig(folder);
            faults.share(SHARE);
            AccelNetOperator operator = arena.operator(options -> options.kubeconfig(kubeconfig));
            new Workload(arena, seed)
                    .run(STEPS, step -> await().atMost(PATIENCE).until(() -> faults.total() >= FAULTS * step / STEPS));
            System.out.println(faults.total() + " faults: " + faults.counts());
            faults.share(0);
            Settled.await(arena);

            assertThat(faults.counts()).containsOnlyKeys(Fault.values());
            assertThat(Workload.answers(arena)).isEqualTo(undisturbed);
            Consistency.assertHolds(arena);
            operator.close();
        }
    }
}
