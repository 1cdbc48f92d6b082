package io.accelnet.operator.planning;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Diff;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Planner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a plan is made while the last one's changes are being written. */
class PlanServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WHILE = Duration.ofMillis(300);

    /** Longer than a plan rests after another, and shorter than news that may wait does. */
    private static final Duration SOON = Duration.ofMillis(900);

    private static final Duration LATER = Duration.ofSeconds(5);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicInteger plans = new AtomicInteger();
    private final AtomicReference<ObjectKey> handedOut = new AtomicReference<>();
    private final Signal signal = new Signal();
    private final ChangeQueue queue = new ChangeQueue(signal, new Assumed(), () -> true, now::get);
    private final Planner planner = new Planner();
    private final PlanService service = new PlanService(
            () -> Optional.of(objects()),
            snapshot -> {
                plans.incrementAndGet();
                return planner.decide(snapshot);
            },
            new Diff(new Statuses(new ConditionMerger(Clock.systemUTC()))),
            queue,
            signal,
            () -> true,
            now::get);

    /** A VM whose status is handed out, and written only when a test says so. */
    @BeforeEach
    void aStatusIsBeingWritten() {
        queue.register("AccelNetVM", key -> {
            handedOut.set(key);
            return true;
        });
        service.start();
        await().atMost(PATIENCE).until(() -> handedOut.get() != null);
        await().atMost(PATIENCE).untilAtomic(plans, is(1));
    }

    @AfterEach
    void stop() {
        queue.gone(vm());
        service.close();
    }

    @Test
    void newsThatMayWaitWaitsForWhatIsBeingWritten() {
        signal.mention();
        await().during(WHILE).atMost(PATIENCE).untilAtomic(plans, is(1));
        pass(SOON);
        await().during(WHILE).atMost(PATIENCE).untilAtomic(plans, is(1));

        queue.gone(vm());

        await().atMost(PATIENCE).untilAtomic(plans, is(2));
    }

    @Test
    void butNotForEver() {
        signal.mention();
        await().during(WHILE).atMost(PATIENCE).untilAtomic(plans, is(1));

        pass(LATER);

        await().atMost(PATIENCE).untilAtomic(plans, is(2));
    }

    @Test
    void urgentNewsDoesNotWait() {
        signal.mention();
        await().during(WHILE).atMost(PATIENCE).untilAtomic(plans, is(1));
        pass(SOON);

        signal.raise();

        await().atMost(PATIENCE).untilAtomic(plans, is(2));
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static ClusterObjects objects() {
        return new ClusterObjects(List.of(), List.of(), List.of(), List.of(vm()), List.of(), List.of());
    }

    private static AccelNetVM vm() {
        AccelNetVM vm = Objects.vm("tenant", "vm-1");
        vm.getMetadata().setResourceVersion("1");
        return vm;
    }
}
