package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Parallel;
import io.accelnet.operator.harness.Requests;
import io.accelnet.operator.harness.Settled;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.plan.Planner;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is settled stays as it is, and costs no write. */
@ExtendWith(SharedControlPlane.class)
class SettledIT {
    private static final int NODES = 50;
    private static final int VMS = 1_000;
    private static final int FUNCTIONS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final AtomicInteger plans = new AtomicInteger();

    @Test
    void writesNothingOnceSettledNorAfterARestart(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            Requests first = new Requests();
            AccelNetOperator operator = arena.operator(options -> counted(options, first));
            arena.create(Objects.intent(), Objects.cluster(50));
            Parallel.forEach(
                    IntStream.range(0, NODES).boxed().toList(),
                    i -> arena.create(Objects.node("node-" + i, FUNCTIONS)));
            long started = System.nanoTime();
            Parallel.forEach(
                    IntStream.range(0, VMS).boxed().toList(),
                    i -> arena.create(Objects.vm(Arena.NAMESPACE, "vm-" + i)));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
            System.out.printf(
                    "%d VMs created and ready after %d ms, %d plans, %s%n",
                    VMS, Duration.ofNanos(System.nanoTime() - started).toMillis(), plans.get(), first.all());
            Settled.await(arena);
            Consistency.assertHolds(arena);

            awaitQuiet(first);
            assertNoWriteOnNews(arena, first);
            operator.close();

            Requests second = new Requests();
            int before = plans.get();
            arena.operator(options -> counted(options, second));
            await().atMost(PATIENCE).until(() -> plans.get() > before);
            assertNoWriteOnNews(arena, second);
            assertThat(second.writes()).isZero();
            assertThat(arena.recorder().history().moves()).isEmpty();
        }
    }

    private OperatorBuilder counted(OperatorBuilder options, Requests requests) {
        Planner planner = new Planner();
        return options.httpClient(requests).planner(snapshot -> {
            plans.incrementAndGet();
            return planner.decide(snapshot);
        });
    }

    /** Events are written beside the work, at their own pace. */
    private static void awaitQuiet(Requests requests) {
        AtomicInteger last = new AtomicInteger(-1);
        await().atMost(PATIENCE).during(QUIET).until(() -> {
            int now = requests.writes();
            return last.getAndSet(now) == now;
        });
    }

    private void assertNoWriteOnNews(Arena arena, Requests requests) {
        int plansBefore = plans.get();
        int writesBefore = requests.writes();
        arena.client()
                .resources(AccelNetVM.class)
                .inNamespace(Arena.NAMESPACE)
                .withName("vm-0")
                .edit(vm -> {
                    vm.getMetadata().setLabels(java.util.Map.of("news", Integer.toString(plansBefore)));
                    return vm;
                });
        await().atMost(PATIENCE).until(() -> plans.get() > plansBefore);
        await().during(QUIET).until(() -> requests.writes() == writesBefore);
    }
}
