package io.accelnet.operator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.AssignedFunction;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.operator.apply.StatusChange;
import io.accelnet.operator.apply.StatusChanges;
import io.accelnet.operator.apply.Written;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.harness.LogLines;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.planning.ChangeQueue.Publication;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is handed to the reconcilers, in which order, and how often. */
class ChangeQueueTest {
    private Instant now = Instant.EPOCH;
    private boolean leads = true;
    private final Signal signal = new Signal();
    private final Assumed assumed = new Assumed();
    private final List<Duration> ledgersStored = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final PlanObserver observer = new PlanObserver() {
        @Override
        public void ledgersStored(Duration sinceNews) {
            ledgersStored.add(sinceNews);
        }

        @Override
        public void written(ObjectKey key, boolean isLedger, Written how) {
            written.add((isLedger ? "ledger of " : "status of ") + key.name() + ": "
                    + how.getClass().getSimpleName());
        }
    };
    private final ChangeQueue queue = new ChangeQueue(signal, assumed, () -> leads, () -> now, observer);
    private final List<ObjectKey> handedOut = new ArrayList<>();

    @BeforeEach
    void register() {
        Stream.of("AccelNetNode", "AccelNetVM").forEach(kind -> queue.register(kind, handedOut::add));
    }

    @Test
    void noVmBeforeTheLedgers() {
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        StatusChange<AccelNetVMStatus> vm = told("a", "1", "node-1");

        publish(List.of(ledger), List.of(vm));
        assertThat(handedOut).containsExactly(ledger.key());
        stored(ledger);

        assertThat(handedOut).containsExactly(ledger.key(), vm.key());
        assertThat(queue.take(vm.key())).hasValue(vm);
    }

    @Test
    void noVmIsToldWhatNoStoredLedgerHolds() {
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        StatusChange<AccelNetVMStatus> vm = told("a", "1", "node-1");

        publish(List.of(ledger), List.of(vm));
        queue.ended(ledger, new Written.Conflict());

        assertThat(handedOut).containsExactly(ledger.key());
        assertThat(queue.take(vm.key())).isEmpty();
    }

    @Test
    void onlyAFewAreUnderWayAtATime() {
        publish(
                List.of(),
                IntStream.range(0, 100)
                        .mapToObj(i -> told("vm-" + i, "1", null))
                        .toList());

        assertThat(handedOut).hasSize(16);
    }

    @Test
    void aNewPlanOvertakesWhatHasNotBeenHandedOut() {
        List<StatusChange<AccelNetVMStatus>> many = IntStream.range(0, 100)
                .mapToObj(i -> told("vm-" + i, "1", null))
                .toList();
        publish(List.of(), many);
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        publish(List.of(ledger), many);

        many.subList(0, 16).forEach(this::stored);

        assertThat(handedOut).hasSize(17).endsWith(ledger.key());
    }

    @Test
    void noKindWaitsBehindThousandsOfAnother() {
        List<StatusChange<AccelNetVMStatus>> many = IntStream.range(0, 1_000)
                .mapToObj(i -> told("vm-" + i, "1", null))
                .toList();
        StatusChange<AccelNetNodeStatus> node = ledger("node-1", "1", "a");
        assertThat(publish(new StatusChanges(List.of(), many, List.of(node), List.of(), List.of()), List.of(), 0))
                .isTrue();

        many.subList(0, 100).forEach(this::stored);

        assertThat(handedOut).contains(node.key());
    }

    @Test
    void theSameWriteIsNotHandedOutTwiceWhileItWaitsForItsRetry() {
        StatusChange<AccelNetVMStatus> vm = told("a", "1", null);
        publish(List.of(), List.of(vm));
        queue.ended(vm, new Written.Conflict());

        publish(List.of(), List.of(told("a", "1", null)));
        assertThat(handedOut).hasSize(1);
        assertThat(queue.take(vm.key())).as("its retry may have it").isPresent();

        queue.ended(vm, new Written.Conflict());
        publish(List.of(), List.of(told("a", "2", null)));
        assertThat(handedOut).as("another version is another write").hasSize(2);
    }

    /** The planning thread may see nothing of it, and nobody comes for a retry a second time. */
    @Test
    void whatIsNotWrittenWhileLeadershipFlickersIsDecidedAgain() throws InterruptedException {
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        publish(List.of(ledger), List.of());
        leads = false;
        assertThat(queue.take(ledger.key())).isEmpty();
        leads = true;
        assertThat(signal.await(Duration.ZERO)).isTrue();

        publish(List.of(ledger), List.of());
        queue.ended(ledger, new Written.Unanswered("cut", Duration.ZERO));
        signal.await(Duration.ZERO);
        leads = false;
        assertThat(queue.take(ledger.key())).isEmpty();
        leads = true;
        assertThat(signal.await(Duration.ZERO)).isTrue();
        int before = handedOut.size();
        publish(List.of(ledger), List.of());
        assertThat(handedOut.subList(before, handedOut.size())).containsExactly(ledger.key());
    }

    @Test
    void theSameDecisionASecondLaterIsTheSameWrite() {
        StatusChange<AccelNetVMStatus> vm = decided("It is ready.", "2026-01-01T00:00:00Z");
        publish(List.of(), List.of(vm));
        queue.ended(vm, new Written.Conflict());

        publish(List.of(), List.of(decided("It is ready.", "2026-01-01T00:00:01Z")));
        assertThat(handedOut).hasSize(1);

        publish(List.of(), List.of(decided("It isn't.", "2026-01-01T00:00:01Z")));
        assertThat(handedOut).hasSize(2);
    }

    private static StatusChange<AccelNetVMStatus> decided(String decision, String since) {
        Condition ready = new ConditionBuilder()
                .withType("Ready")
                .withMessage(decision)
                .withLastTransitionTime(since)
                .build();
        return new StatusChange<>(
                vm("a", "1"),
                new AccelNetVMStatus(1L, true, null, Performance.LOW, List.of(), null, List.of(), List.of(ready)),
                decision,
                List.of(),
                List.of(ready));
    }

    @Test
    void aPlanThatMissesALedgerWriteIsNotTakenUp() throws InterruptedException {
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        publish(List.of(ledger), List.of());
        assertThat(queue.awaitLedgers(Duration.ZERO)).isEmpty();
        queue.ended(ledger, new Written.Unanswered("cut", Duration.ZERO));
        long before = queue.awaitLedgers(Duration.ZERO).orElseThrow();

        queue.take(ledger.key());
        stored(ledger);

        assertThat(publish(changes(List.of(), List.of()), List.of(), before)).isFalse();
    }

    @Test
    void noPlanWhileALedgerIsTriedAgain() throws InterruptedException {
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        publish(List.of(ledger), List.of());
        queue.ended(ledger, new Written.Unanswered("cut", Duration.ZERO));

        queue.take(ledger.key());

        assertThat(queue.awaitLedgers(Duration.ZERO)).isEmpty();
    }

    @Test
    void aPlanThatWaitedWhileALedgerWasStoredIsNotTakenUp() throws InterruptedException {
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        publish(List.of(ledger), List.of());
        queue.ended(ledger, new Written.Unanswered("cut", Duration.ZERO));
        long before = queue.awaitLedgers(Duration.ZERO).orElseThrow();
        queue.take(ledger.key());
        StatusChange<AccelNetNodeStatus> other = ledger("node-2", "1", "b");
        assertThat(publish(changes(List.of(other), List.of()), List.of(), before))
                .isTrue();

        stored(ledger);

        assertThat(handedOut).doesNotContain(other.key());
        assertThat(signal.await(Duration.ZERO)).isTrue();
        assertThat(queue.awaitLedgers(Duration.ZERO)).hasValue(before + 1);
    }

    @Test
    void newsOfAFormerObjectDoesNotEndTheWriteOfTheOneThatHasItsName() throws InterruptedException {
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "7", "a");
        publish(List.of(ledger), List.of());
        queue.take(ledger.key());

        queue.gone(Objects.node("node-1", 4));

        assertThat(queue.awaitLedgers(Duration.ZERO)).isEmpty();
        stored(ledger);
        assertThat(queue.awaitLedgers(Duration.ZERO)).hasValue(1);
    }

    @Test
    void whatNobodyCameForIsHandedOutAgain() {
        StatusChange<AccelNetVMStatus> vm = told("a", "1", null);
        StatusChange<AccelNetVMStatus> taken = told("b", "1", null);
        publish(List.of(), List.of(vm, taken));
        queue.take(taken.key());
        queue.tick();
        assertThat(handedOut).containsExactly(vm.key(), taken.key());

        now = now.plusSeconds(6);
        queue.tick();

        assertThat(handedOut).containsExactly(vm.key(), taken.key(), vm.key());
    }

    @Test
    void nobodyIsGivenMoreThanAMinute() {
        queue.pause(Duration.ofDays(1));
        StatusChange<AccelNetVMStatus> vm = told("a", "1", null);
        publish(List.of(), List.of(vm));

        now = now.plusSeconds(60);
        queue.tick();

        assertThat(handedOut).containsExactly(vm.key());
    }

    @Test
    void aPlanThatIsMadeFromOurOwnWriteDoesNotHaveItForgotten() {
        AccelNetNode cached = Objects.node("node-1", 4);
        cached.getMetadata().setResourceVersion("1");
        AccelNetNode written = Objects.node("node-1", 4);
        written.getMetadata().setResourceVersion("2");
        assumed.wrote("1", written);

        publish(changes(List.of(), List.of()), List.of(assumed.newest(cached)), 0);

        assertThat(assumed.newest(cached))
                .as("the cache still shows what the write stands on")
                .isSameAs(written);
    }

    @Test
    void aPlanIsConfirmedOnceItsChangesAreStored() throws InterruptedException {
        StatusChange<AccelNetVMStatus> vm = told("a", "1", null);
        publish(List.of(), List.of(vm));
        assertThat(signal.await(Duration.ZERO)).isFalse();

        stored(vm);
        assertThat(signal.await(Duration.ZERO)).isTrue();

        publish(List.of(), List.of());
        assertThat(signal.await(Duration.ZERO)).isFalse();
    }

    @Test
    void aLedgerThatIsStoredOnlyInTheEndHasAPlanFollowIt() throws Exception {
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        publish(List.of(ledger), List.of(told("a", "1", "node-1")));
        queue.ended(ledger, new Written.Refused("too large"));
        assertThat(queue.outcome()).isPresent();
        signal.await(Duration.ZERO);

        assertThat(queue.take(ledger.key())).as("its retry").isPresent();
        stored(ledger);

        assertThat(signal.await(Duration.ZERO)).isTrue();
    }

    @Test
    void whatWasHandedOutBeforeAPauseIsWrittenAfterIt() {
        StatusChange<AccelNetVMStatus> first = told("a", "1", null);
        StatusChange<AccelNetVMStatus> second = told("b", "1", null);
        publish(List.of(), List.of(first, second));
        queue.ended(first, new Written.Unanswered("wait", Duration.ofSeconds(2)));

        assertThat(queue.take(second.key())).isEmpty();
        assertThat(queue.take(first.key())).as("its retry").isEmpty();
        now = now.plusSeconds(3);
        queue.tick();

        assertThat(handedOut).hasSize(4);
        assertThat(queue.take(first.key())).hasValue(first);
        assertThat(queue.take(second.key())).hasValue(second);
    }

    @Test
    void aWriteThatWasDoneAfterAllIsNoProblem() {
        StatusChange<AccelNetVMStatus> vm = told("a", "1", null);
        publish(List.of(), List.of(vm));
        queue.ended(vm, new Written.Unanswered("cut", Duration.ZERO));
        assertThat(queue.problem()).isPresent();

        queue.superseded(vm);

        assertThat(queue.problem()).isEmpty();
    }

    @Test
    void aWriteThatNoPlanWantsAnyMoreIsNoProblem() {
        StatusChange<AccelNetVMStatus> vm = told("a", "1", null);
        publish(List.of(), List.of(vm));
        queue.ended(vm, new Written.Unanswered("cut", Duration.ZERO));

        publish(List.of(), List.of());

        assertThat(queue.problem()).isEmpty();
    }

    @Test
    void theServersWishIsHeeded() {
        queue.pause(Duration.ofSeconds(7));
        StatusChange<AccelNetVMStatus> vm = told("a", "1", null);
        publish(List.of(), List.of(vm));
        now = now.plusSeconds(6);
        queue.tick();
        assertThat(handedOut).isEmpty();

        now = now.plusSeconds(1);
        queue.tick();
        assertThat(handedOut).containsExactly(vm.key());
    }

    @Test
    void whoMeetsNoAnswerSixteenTimesWaits() {
        List<StatusChange<AccelNetVMStatus>> many = IntStream.range(0, 100)
                .mapToObj(i -> told("vm-" + i, "1", null))
                .toList();
        publish(List.of(), many);

        many.subList(0, 16).forEach(vm -> queue.ended(vm, new Written.Unanswered("cut", Duration.ZERO)));

        int tried = handedOut.size();
        assertThat(tried).isLessThan(40);
        assertThat(queue.problem()).isPresent();
        now = now.plusSeconds(1);
        queue.tick();
        assertThat(handedOut).hasSizeGreaterThan(tried);
    }

    @Test
    void anObjectThatIsGoneHoldsUpNothing() {
        List<StatusChange<AccelNetVMStatus>> many =
                IntStream.range(0, 17).mapToObj(i -> told("vm-" + i, "1", null)).toList();
        publish(List.of(), many);

        queue.gone(many.getFirst().object());

        assertThat(handedOut).hasSize(17);
    }

    @Test
    void nothingIsWrittenWhileAnotherLeads() {
        StatusChange<AccelNetVMStatus> vm = told("a", "1", null);
        publish(List.of(), List.of(vm));
        leads = false;

        assertThat(queue.take(vm.key())).isEmpty();
    }

    @Test
    void knowsTheEchoOfAWriteThatIsUnderWay() {
        StatusChange<AccelNetVMStatus> change = told("a", "1", null);
        publish(List.of(), List.of(change));
        AccelNetVM echo = vm("a", "2");
        echo.setStatus(change.desired());
        AccelNetVM relabelled = vm("a", "3");
        relabelled.setStatus(change.desired());
        relabelled.getMetadata().setLabels(Map.of("zone", "b"));

        assertThat(queue.isWriting(echo)).isTrue();
        assertThat(queue.isWriting(relabelled)).isFalse();
        assertThat(queue.isWriting(vm("a", "2"))).isFalse();

        stored(change);
        assertThat(queue.isWriting(echo)).isFalse();
    }

    @Test
    void theLastPlansStatusesGoOnUntilTheRestOfTheNewOneIsThere() {
        List<StatusChange<AccelNetVMStatus>> many = IntStream.range(0, 100)
                .mapToObj(i -> told("vm-" + i, "1", null))
                .toList();
        publish(List.of(), many);
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        Publication plan =
                queue.publishLedgers(List.of(ledger), List.of(), 0, false, now).orElseThrow();
        many.subList(0, 16).forEach(this::stored);
        stored(ledger);
        assertThat(handedOut).as("what the last plan wants").hasSize(33);

        StatusChange<AccelNetVMStatus> other = told("other", "1", null);
        queue.publishRest(plan, changes(List.of(), List.of(other)));
        many.subList(16, 32).forEach(this::stored);

        assertThat(handedOut).hasSize(34).endsWith(other.key());
    }

    @Test
    void thePlanThatFreesWhatVmsHadDoesNotWaitForStatuses() throws InterruptedException {
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        Publication plan =
                queue.publishLedgers(List.of(ledger), List.of(), 0, true, now).orElseThrow();
        queue.publishRest(plan, changes(List.of(ledger), List.of(told("b", "1", null))));
        assertThat(signal.await(Duration.ZERO)).isFalse();

        stored(ledger);

        assertThat(queue.isBusy()).as("the VM isn't told yet").isTrue();
        assertThat(signal.await(Duration.ZERO)).isTrue();
        assertThat(signal.takeUrgency()).isTrue();
    }

    @Test
    void itIsToldWhenAllLedgersOfAPlanAreStoredAndHowEachWriteEnded() {
        StatusChange<AccelNetNodeStatus> first = ledger("node-1", "1", "a");
        StatusChange<AccelNetNodeStatus> second = ledger("node-2", "1", "b");
        StatusChange<AccelNetVMStatus> vm = told("c", "1", null);
        Publication plan = queue.publishLedgers(List.of(first, second), List.of(), 0, false, now)
                .orElseThrow();
        queue.publishRest(plan, changes(List.of(first, second), List.of(vm)));

        now = now.plusSeconds(2);
        stored(first);
        assertThat(ledgersStored).isEmpty();
        now = now.plusSeconds(1);
        stored(second);
        refuse(vm);

        assertThat(ledgersStored).containsExactly(Duration.ofSeconds(3));
        assertThat(written)
                .containsExactly("ledger of node-1: Stored", "ledger of node-2: Stored", "status of c: Refused");
        assertThat(queue.refused()).isEqualTo(Map.of("AccelNetVM", 1));
        assertThat(queue.waiting()).isEqualTo(1);
    }

    @Test
    void aPlanOfWhichALedgerIsRefusedIsNotMeasured() {
        StatusChange<AccelNetNodeStatus> first = ledger("node-1", "1", "a");
        StatusChange<AccelNetNodeStatus> second = ledger("node-2", "1", "b");
        publish(List.of(first, second), List.of());

        stored(first);
        refuse(second);
        assertThat(publish(changes(List.of(), List.of(told("c", "1", null))), List.of(), 1))
                .isTrue();

        assertThat(ledgersStored).isEmpty();
    }

    @Test
    void noPlanOfItsOwnFollowsLedgersThatMoveNobody() throws InterruptedException {
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        publish(List.of(ledger), List.of(told("b", "1", null)));

        stored(ledger);

        assertThat(signal.await(Duration.ZERO)).isFalse();
    }

    @Test
    void aPlanIsConfirmedOnlyWhenItsRestIsThere() throws InterruptedException {
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");
        Publication plan =
                queue.publishLedgers(List.of(ledger), List.of(), 0, false, now).orElseThrow();
        stored(ledger);
        assertThat(signal.await(Duration.ZERO)).isFalse();

        queue.publishRest(plan, changes(List.of(ledger), List.of()));

        assertThat(signal.await(Duration.ZERO)).isTrue();
    }

    @Test
    void theRestOfAPlanThatAnotherHasReplacedIsNotTakenUp() {
        Publication former =
                queue.publishLedgers(List.of(), List.of(), 0, false, now).orElseThrow();
        publish(List.of(), List.of());

        queue.publishRest(former, changes(List.of(), List.of(told("a", "1", null))));

        assertThat(handedOut).isEmpty();
    }

    @Test
    void aKindThatIsRefusedIsTriedOneAtATime() {
        List<StatusChange<AccelNetVMStatus>> many = IntStream.range(0, 100)
                .mapToObj(i -> told("vm-" + i, "1", null))
                .toList();
        publish(List.of(), many);
        int tried = refuseAllThatAreHandedOut(many);
        assertThat(tried).isLessThan(20);
        assertThat(queue.problem().orElseThrow()).contains("AccelNetVM");

        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(10);
            queue.tick();
            assertThat(handedOut).hasSize(++tried);
            assertThat(queue.take(handedOut.getLast())).isPresent();
            refuse(change(many, handedOut.getLast()));
        }
        now = now.plusSeconds(10);
        queue.tick();
        stored(change(many, handedOut.getLast()));

        assertThat(queue.problem()).isEmpty();
        assertThat(handedOut).hasSizeGreaterThan(tried + 10);
    }

    @Test
    void aKindThatIsRefusedHoldsUpNoOther() {
        List<StatusChange<AccelNetVMStatus>> many = IntStream.range(0, 100)
                .mapToObj(i -> told("vm-" + i, "1", null))
                .toList();
        publish(List.of(), many);
        refuseAllThatAreHandedOut(many);
        StatusChange<AccelNetNodeStatus> ledger = ledger("node-1", "1", "a");

        publish(List.of(ledger), many);

        assertThat(handedOut).endsWith(ledger.key());
    }

    @Test
    void theRetryOfOneWhoseKindIsHeldBackByNowIsHeldBackToo() {
        List<StatusChange<AccelNetVMStatus>> many =
                IntStream.range(0, 5).mapToObj(i -> told("vm-" + i, "1", null)).toList();
        publish(List.of(), many);
        many.forEach(this::refuse);

        assertThat(queue.take(many.getFirst().key())).as("its retry").isEmpty();

        now = now.plusSeconds(10);
        queue.tick();
        stored(change(many, handedOut.getLast()));
        assertThat(handedOut.subList(5, handedOut.size()))
                .contains(many.getFirst().key());
    }

    @Test
    void objectsThatAreTooLargeHoldUpNoOtherOfTheirKind() {
        List<StatusChange<AccelNetNodeStatus>> large = IntStream.range(0, 5)
                .mapToObj(i -> ledger("node-" + i, "1", "a"))
                .toList();
        publish(large, List.of());
        large.forEach(change -> queue.ended(change, new Written.Refused("too large", true)));
        StatusChange<AccelNetNodeStatus> other = ledger("other", "1", "b");

        publish(List.of(other), List.of());

        assertThat(handedOut).endsWith(other.key());
    }

    @Test
    void whatIsRefusedForTheSameIsSaidOnce() {
        try (LogLines log = new LogLines()) {
            List<StatusChange<AccelNetVMStatus>> many = IntStream.range(0, 10)
                    .mapToObj(i -> told("vm-" + i, "1", null))
                    .toList();
            publish(List.of(), many);

            many.forEach(vm -> queue.ended(
                    vm,
                    new Written.Refused("\"%s\" is forbidden".formatted(vm.key().name()))));

            assertThat(log.of("WriteProblems")).hasSize(1);
        }
    }

    @Test
    void thatTheApiServerHasUsWaitIsSaidOnceAndIsAProblemIfItLasts() {
        try (LogLines log = new LogLines()) {
            queue.pause(Duration.ofSeconds(6));
            assertThat(queue.problem()).isEmpty();
            now = now.plusSeconds(6);
            queue.pause(Duration.ofSeconds(6));
            now = now.plusSeconds(5);

            assertThat(queue.problem().orElseThrow()).contains("11 s");
            assertThat(log.of("WriteProblems")).hasSize(1);
            now = now.plusSeconds(1);
            assertThat(queue.problem()).isEmpty();
        }
    }

    private int refuseAllThatAreHandedOut(List<StatusChange<AccelNetVMStatus>> changes) {
        int refused = 0;
        while (refused < handedOut.size()) {
            refuse(change(changes, handedOut.get(refused++)));
        }
        return refused;
    }

    private void refuse(StatusChange<?> change) {
        queue.ended(change, new Written.Refused("forbidden"));
    }

    private static StatusChange<?> change(List<StatusChange<AccelNetVMStatus>> changes, ObjectKey key) {
        return changes.stream()
                .filter(change -> change.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void publish(List<StatusChange<AccelNetNodeStatus>> ledgers, List<StatusChange<AccelNetVMStatus>> vms) {
        assertThat(publish(changes(ledgers, vms), List.of(), 0)).isTrue();
    }

    private boolean publish(StatusChanges changes, List<AccelNetNode> nodes, long ledgersStoredBefore) {
        Optional<Publication> plan = queue.publishLedgers(changes.ledgers(), nodes, ledgersStoredBefore, false, now);
        plan.ifPresent(published -> queue.publishRest(published, changes));
        return plan.isPresent();
    }

    private static StatusChanges changes(
            List<StatusChange<AccelNetNodeStatus>> ledgers, List<StatusChange<AccelNetVMStatus>> vms) {
        return new StatusChanges(ledgers, vms, List.of(), List.of(), List.of());
    }

    private void stored(StatusChange<?> change) {
        if (change.desired() instanceof AccelNetNodeStatus status) {
            AccelNetNode node = (AccelNetNode) change.object();
            AccelNetNode after = Objects.node(node.getMetadata().getName(), 4);
            after.setStatus(status);
            queue.ended(change, new Written.Stored(after));
        } else {
            queue.ended(change, new Written.Stored(change.object()));
        }
    }

    private static StatusChange<AccelNetNodeStatus> ledger(String name, String version, String vm) {
        AccelNetNode node = Objects.node(name, 4);
        node.getMetadata().setResourceVersion(version);
        Allocation entry =
                new Allocation(Objects.PORT, 0, "tenant", vm, vm, Objects.CLUSTER, "nic-1", Performance.LOW, 1, null);
        return new StatusChange<>(
                node,
                new AccelNetNodeStatus(1L, Objects.CLUSTER, null, null, 4, 1, 3, List.of(), List.of(entry), List.of()),
                List.of(),
                List.of());
    }

    private static StatusChange<AccelNetVMStatus> told(String name, String version, @Nullable String node) {
        List<AssignedFunction> functions =
                node == null ? List.of() : List.of(new AssignedFunction("nic-1", Objects.PORT, 0, 1));
        return new StatusChange<>(
                vm(name, version),
                new AccelNetVMStatus(1L, true, node, Performance.LOW, functions, null, List.of(), List.of()),
                List.of(),
                List.of());
    }

    private static AccelNetVM vm(String name, String version) {
        AccelNetVM vm = Objects.vm("tenant", name);
        vm.getMetadata().setUid(name);
        vm.getMetadata().setResourceVersion(version);
        return vm;
    }
}
