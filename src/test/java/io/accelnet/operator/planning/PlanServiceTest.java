package io.accelnet.operator.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Diff;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gate.Gate;
import io.accelnet.operator.gate.PodWritten;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.gather.RequestingPods;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Decided;
import io.accelnet.plan.outcome.PodPlans;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
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

    /** In which a service would have ended that waits for nothing. */
    private static final Duration LONG_ENOUGH_TO_END = Duration.ofSeconds(3);

    private static final InstantSource MONOTONIC = new MonotonicClock();

    private static final PodActions.Requests NOBODY_ASKS = new PodActions.Requests() {
        @Override
        public PodWritten open(PodPlans.Opening opening, BooleanSupplier leads) {
            throw new IllegalStateException();
        }

        @Override
        public PodWritten delete(PodPlans.Pod pod, BooleanSupplier leads) {
            throw new IllegalStateException();
        }
    };

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<Instant> timeOfDay = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicReference<Instant> toldAt = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<Optional<Instant>> again = new AtomicReference<>(Optional.empty());
    private final AtomicInteger plans = new AtomicInteger();
    private final AtomicReference<ObjectKey> handedOut = new AtomicReference<>();
    /** From now on nobody takes what is handed out, so that closing waits for nobody. */
    private final AtomicBoolean ending = new AtomicBoolean();

    private final Signal signal = new Signal();
    private final ChangeQueue queue = new ChangeQueue(signal, new Assumed(), () -> true, now::get);
    private final Planner planner = new Planner();
    private final PlanService service = new PlanService(
            () -> Optional.of(objects()),
            snapshot -> {
                plans.incrementAndGet();
                toldAt.set(snapshot.now());
                Decided decided = planner.decide(snapshot);
                return new Decided(decided.nodes(), decided.movesVms(), again.get(), decided.explanation());
            },
            new Diff(new Statuses(new ConditionMerger(Clock.systemUTC()))),
            queue,
            signal,
            () -> true,
            now::get,
            timeOfDay::get);

    /** A VM whose status is handed out, and written only when a test says so. */
    @BeforeEach
    void aStatusIsBeingWritten() {
        queue.register("AccelNetVM", key -> {
            handedOut.set(key);
            return !ending.get();
        });
        service.start();
        await().atMost(PATIENCE).until(() -> handedOut.get() != null);
        await().atMost(PATIENCE).untilAtomic(plans, is(1));
    }

    @AfterEach
    void stop() {
        ending.set(true);
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

    /** As when a node that is leaving has been doing so for long enough. */
    @Test
    void timeAloneMakesAPlanWhenTheLastOneSaysSo() {
        again.set(Optional.of(timeOfDay.get().plus(Duration.ofMinutes(10))));
        pass(SOON);
        signal.raise();
        await().atMost(PATIENCE).untilAtomic(plans, is(2));
        again.set(Optional.empty());

        pass(Duration.ofMinutes(9));
        await().during(WHILE).atMost(PATIENCE).untilAtomic(plans, is(2));
        Instant then = timeOfDay.get();
        pass(Duration.ofMinutes(1));

        await().atMost(PATIENCE).untilAtomic(plans, is(3));
        assertThat(toldAt).hasValue(then.plus(Duration.ofMinutes(1)));
        pass(Duration.ofHours(1));
        await().during(WHILE).atMost(PATIENCE).untilAtomic(plans, is(3));
    }

    /** What says how long to wait is a clock that doesn't jump. */
    @Test
    void aTimeOfDayThatIsSetBackMakesNoPlanLate() {
        again.set(Optional.of(timeOfDay.get().plus(Duration.ofMinutes(10))));
        pass(SOON);
        signal.raise();
        await().atMost(PATIENCE).untilAtomic(plans, is(2));

        timeOfDay.updateAndGet(time -> time.minus(Duration.ofHours(5)));
        pass(Duration.ofMinutes(10));

        await().atMost(PATIENCE).untilAtomic(plans, is(3));
    }

    /** Thousands of pods may be opened at once. */
    @Test
    void whenHostsChangeNoPlanWaitsUntilAllPodsOfTheLastOneAreOpened() {
        Signal news = new Signal();
        AtomicInteger decided = new AtomicInteger();
        PodActions neverBegun = new PodActions(NOBODY_ASKS, event -> {}, never -> {}, news, () -> true, MONOTONIC);
        try (PlanService opens = opens(List.of("launcher"), decided, news, neverBegun)) {
            opens.start();
            await().atMost(PATIENCE).untilAtomic(decided, is(1));
            news.raise();
            await().during(WHILE).atMost(PATIENCE).untilAtomic(decided, is(1));
            news.alert();
            await().atMost(PATIENCE).untilAtomic(decided, is(2));
        }
    }

    /** After that the Lease is given back, and whoever leads then doesn't know where these pods may start. */
    @Test
    void theEndWaitsForPodsThatAreBeingOpenedAndOpensNoOther() throws InterruptedException {
        Signal news = new Signal();
        Set<String> opened = ConcurrentHashMap.newKeySet();
        CountDownLatch answer = new CountDownLatch(1);
        PodActions.Requests slow = new PodActions.Requests() {
            @Override
            public PodWritten open(PodPlans.Opening opening, BooleanSupplier leads) {
                opened.add(opening.pod().name());
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return new PodWritten.Done();
            }

            @Override
            public PodWritten delete(PodPlans.Pod pod, BooleanSupplier leads) {
                throw new IllegalStateException();
            }
        };
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            PodActions actions = new PodActions(slow, event -> {}, one, news, () -> true, MONOTONIC);
            PlanService opens = opens(List.of("first", "second"), new AtomicInteger(), news, actions);
            opens.start();
            await().atMost(PATIENCE).until(() -> opened.size() == 1);

            Thread end = Thread.ofPlatform().start(opens::close);
            boolean endedBeforeTheAnswer = end.join(LONG_ENOUGH_TO_END);
            answer.countDown();

            assertThat(end.join(PATIENCE)).as("it is over").isTrue();
            assertThat(endedBeforeTheAnswer).isFalse();
        }
        assertThat(opened).hasSize(1);
    }

    /** Plans that open these pods, each time. */
    private PlanService opens(List<String> pods, AtomicInteger decided, Signal news, PodActions actions) {
        PodPlans openings = new PodPlans(
                pods.stream()
                        .map(name -> new PodPlans.Opening(
                                new PodPlans.Pod("tenant", name, "uid-of-" + name, Optional.empty()),
                                List.of(new PodPlans.Place("node-1", "node-1")),
                                "node-1"))
                        .toList(),
                List.of(),
                List.of(),
                false,
                Optional.empty());
        RequestingPods gated =
                RequestingPods.of(pods.stream().map(PlanServiceTest::gated).toList());
        return new PlanService(
                () -> Optional.of(new ClusterObjects(List.of(), List.of(), List.of(), List.of(), List.of(), List.of())
                        .with(gated)),
                snapshot -> {
                    decided.incrementAndGet();
                    Decided nothing = planner.decide(snapshot);
                    return new Decided(nothing.nodes(), false, openings, Optional.empty(), nothing.explanation());
                },
                new Diff(new Statuses(new ConditionMerger(Clock.systemUTC()))),
                new ChangeQueue(news, new Assumed(), () -> true, MONOTONIC),
                news,
                () -> true,
                MONOTONIC,
                InstantSource.system(),
                Optional.of(actions),
                objects -> true,
                PlanObserver.NOBODY);
    }

    private static Pod gated(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("tenant")
                .withName(name)
                .withUid("uid-of-" + name)
                .endMetadata()
                .withNewSpec()
                .addNewSchedulingGate(Gate.NAME)
                .endSpec()
                .build();
    }

    private void pass(Duration time) {
        timeOfDay.updateAndGet(instant -> instant.plus(time));
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
