package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Settled;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one tenant, or the clock, does mustn't hold up the others. */
@ExtendWith(SharedControlPlane.class)
class AbuseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TOUCHES = 50;
    private static final int FEW = 10;

    @Test
    void aClockSetBackHoldsUpNothing(ControlPlane controlPlane) {
        AtomicReference<Duration> step = new AtomicReference<>(Duration.ZERO);
        InstantSource stepped = () -> Instant.now().plus(step.get());
        Clock clock = stepped.withZone(ZoneOffset.UTC);
        try (Arena arena = Arena.on(controlPlane)) {
            arena.operator(options -> options.clock(clock));
            arena.create(Objects.intent(), Objects.cluster(0), Objects.node("node-1", 4));
            Settled.await(arena);

            step.set(Duration.ofHours(-1));
            arena.create(Objects.vm(Arena.NAMESPACE, "vm-1"));

            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
        }
    }

    @Test
    void annotationsMakeNoPlans(ControlPlane controlPlane) {
        VmId last = new VmId(Arena.NAMESPACE, "last");
        AtomicInteger before = new AtomicInteger();
        Planner planner = new Planner();
        try (Arena arena = Arena.on(controlPlane)) {
            arena.operator(options -> options.planner(snapshot -> {
                if (snapshot.vms().stream().noneMatch(vm -> vm.id().equals(last))) {
                    before.incrementAndGet();
                }
                return planner.decide(snapshot);
            }));
            arena.create(Objects.intent(), Objects.cluster(0), Objects.node("node-1", 4));
            arena.create(Objects.vm(Arena.NAMESPACE, "vm-1"));
            Settled.await(arena);
            before.set(0);

            for (int i = 0; i < TOUCHES; i++) {
                arena.client()
                        .resources(AccelNetVM.class)
                        .inNamespace(Arena.NAMESPACE)
                        .withName("vm-1")
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                "{\"metadata\":{\"annotations\":{\"note\":\"%d\"}}}".formatted(i));
            }
            arena.create(Objects.vm(Arena.NAMESPACE, "last"));

            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
            assertThat(before).hasValueLessThan(FEW);
        }
    }
}
