package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Churn;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.OperatorProcess;
import io.accelnet.operator.harness.Settled;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator that is killed at any moment, again and again. */
@ExtendWith(SharedControlPlane.class)
class KillIT {
    private static final int KILLS = 5;
    private static final int MOST_WRITES = 60;

    @Test
    void losesNothingAndMovesNothing(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            long seed = System.nanoTime();
            Churn churn = new Churn(arena, seed, false);
            Random random = new Random(seed);
            for (int kill = 0; kill < KILLS; kill++) {
                // It is killed in the midst of its writes: after so many of them.
                long until = arena.recorder().decisions() + 1 + random.nextInt(MOST_WRITES);
                try (OperatorProcess operator = OperatorProcess.start(arena.kubeconfig(), "--no-leader-election")) {
                    while (arena.recorder().decisions() < until) {
                        churn.step();
                    }
                    operator.kill();
                }
            }
            arena.operator();

            Settled.await(arena);

            Consistency.assertHolds(arena);
            assertThat(arena.recorder().history().moves())
                    .as("moved without need")
                    .isEmpty();
            assertThat(arena.vms()).isNotEmpty();
        }
    }
}
