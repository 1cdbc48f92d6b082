package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.operator.harness.Arena;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.InstalledOperator;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaders whose clock is another one, with the time that a Lease usually lasts. */
@ExtendWith(SharedControlPlane.class)
class OtherClocksIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(longs = {-60, 60})
    void aLeaderOfAnotherClockIsNotRobbedAndSucceededWithin20Seconds(long ahead, ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            lease(arena).delete();
            renew(arena, ahead);
            AccelNetOperator operator = arena.operator(options -> options.leaderElection(true));

            // It lives for longer than its Lease lasts.
            await().pollInterval(Duration.ofSeconds(2))
                    .during(Duration.ofSeconds(20))
                    .atMost(PATIENCE)
                    .until(() -> {
                        boolean held =
                                "another".equals(lease(arena).get().getSpec().getHolderIdentity())
                                        && !operator.isLeading();
                        renew(arena, ahead);
                        return held;
                    });
            long died = System.nanoTime();

            await().pollInterval(Duration.ofMillis(100)).atMost(PATIENCE).until(operator::isLeading);
            assertThat(Duration.ofNanos(System.nanoTime() - died)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private static void renew(Arena arena, long ahead) {
        arena.client()
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(InstalledOperator.NAMESPACE)
                        .withName("accelnet-operator")
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("another")
                        .withLeaseDurationSeconds(15)
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(ahead))
                        .endSpec()
                        .build())
                .serverSideApply();
    }

    private static Resource<Lease> lease(Arena arena) {
        return arena.client()
                .resources(Lease.class)
                .inNamespace(InstalledOperator.NAMESPACE)
                .withName("accelnet-operator");
    }
}
