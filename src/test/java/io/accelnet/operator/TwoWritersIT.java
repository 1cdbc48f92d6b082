package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Churn;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.Settled;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two operators that both believe they lead. */
@ExtendWith(SharedControlPlane.class)
class TwoWritersIT {
    private static final int STEPS = 300;

    @Test
    void neverGiveAFunctionTwiceAndOneAloneMendsTheRest(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            Churn churn = new Churn(arena, System.nanoTime(), true);
            AccelNetOperator one = arena.operator();
            arena.operator();
            for (int i = 0; i < STEPS; i++) {
                churn.step();
            }
            one.close();
            churn.mend();

            Settled.await(arena);

            Consistency.assertHolds(arena);
            assertThat(arena.vms())
                    .extracting(AccelNetVM::getStatus)
                    .filteredOn(status -> Boolean.TRUE.equals(status.admitted()))
                    .isNotEmpty()
                    .noneMatch(status -> status.virtualFunctions().isEmpty());
            System.out.println(arena.recorder().versions() + " versions seen");
        }
    }
}
