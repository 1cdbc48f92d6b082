package io.accelnet.operator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.apply.Transition;
import io.accelnet.operator.gate.Gate;
import io.accelnet.operator.gate.PodWritten;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.RequestingPods;
import io.accelnet.operator.gather.pod.PodTrimming;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodPlans.Place;
import io.accelnet.plan.outcome.PodReason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What plans decide for pods is carried out once, over the pod that the plan saw, and the next plan knows it. */
class PodActionsTest {
    private static final String RESOURCE = "example.com/vm_ports";
    private static final Duration NOTHING = Duration.ZERO;

    /** An API server with one pod, which answers as it is told. */
    private static final class Server implements PodActions.Requests {
        final Deque<PodWritten> answers = new ArrayDeque<>();
        final List<String> asked = new ArrayList<>();
        final List<BooleanSupplier> leads = new ArrayList<>();
        boolean fails;
        Runnable meanwhile = () -> {};

        @Override
        public PodWritten open(PodPlans.Opening opening, BooleanSupplier leading) {
            leads.add(leading);
            return answer("open " + opening.pod().name());
        }

        @Override
        public PodWritten delete(PodPlans.Pod pod, BooleanSupplier leading) {
            leads.add(leading);
            return answer("delete " + pod.name());
        }

        private PodWritten answer(String request) {
            asked.add(request);
            meanwhile.run();
            if (fails) {
                throw new IllegalArgumentException("nobody can read this");
            }
            return answers.isEmpty() ? new PodWritten.Done() : answers.removeFirst();
        }
    }

    private final Server server = new Server();
    private final List<Transition> events = new ArrayList<>();
    private final Signal signal = new Signal();
    private Instant now = Instant.EPOCH;
    private boolean leads = true;
    private final PodActions actions =
            new PodActions(server, events::add, Runnable::run, signal, () -> leads, () -> now);

    @BeforeEach
    void nothingIsNews() throws InterruptedException {
        signal.await(NOTHING);
    }

    private static Pod pod(String version, boolean gated) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace("a")
                .withName("launcher")
                .withUid("uid")
                .withResourceVersion(version)
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("compute")
                .withNewResources()
                .withRequests(Map.of(RESOURCE, new Quantity("1")))
                .endResources()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus();
        if (gated) {
            pod.editSpec().addNewSchedulingGate(Gate.NAME).endSpec();
        }
        return pod.build();
    }

    private static RequestingPods cache(String version, boolean gated) {
        return RequestingPods.of(List.of(PodTrimming.trim(pod(version, gated), Set.of(RESOURCE))));
    }

    private static ClusterObjects objects(RequestingPods pods) {
        return new ClusterObjects(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()).with(pods);
    }

    private static PodPlans.Pod which() {
        return new PodPlans.Pod("a", "launcher", "uid", Optional.empty());
    }

    private static PodPlans opening() {
        return new PodPlans(
                List.of(new PodPlans.Opening(
                        which(), List.of(new Place("n1", "host-1"), new Place("n2", "host-2")), "n1")),
                List.of(),
                List.of(),
                false,
                Optional.empty());
    }

    private static PodPlans deletion() {
        return new PodPlans(
                List.of(),
                List.of(new PodPlans.Deletion(which(), PodReason.ROOM_NEEDED, "because")),
                List.of(),
                false,
                Optional.empty());
    }

    private static PodPlans.Note note(PodReason reason, String message) {
        return new PodPlans.Note(which(), reason, message);
    }

    private boolean isOpen(RequestingPods cached) {
        return !Gate.holds(actions.newest(cached).pods().getFirst());
    }

    @Test
    void anOpenedPodIsOpenAlsoBeforeTheWatchSaysSo() {
        actions.carryOut(opening(), objects(cache("7", true)));
        assertThat(server.asked).containsExactly("open launcher");
        Pod open = actions.newest(cache("7", true)).pods().getFirst();
        assertThat(Gate.holds(open)).isFalse();
        assertThat(open.getSpec()
                        .getAffinity()
                        .getNodeAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution()
                        .getNodeSelectorTerms()
                        .getFirst()
                        .getMatchExpressions()
                        .getFirst()
                        .getValues())
                .containsExactly("host-1", "host-2");
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().message()).contains("it may start on n1, n2");
    }

    @Test
    void whatIsOlderThanTheOpeningDoesNotCount() {
        actions.carryOut(opening(), objects(cache("7", true)));
        assertThat(isOpen(cache("8", true))).isTrue();
        Pod delivered = cache("9", false).pods().getFirst();
        assertThat(actions.newest(RequestingPods.of(List.of(delivered))).pods()).containsExactly(delivered);
    }

    @Test
    void aConflictMakesAnotherPlan() throws InterruptedException {
        server.answers.add(new PodWritten.Superseded());
        actions.carryOut(opening(), objects(cache("7", true)));
        assertThat(isOpen(cache("7", true))).isFalse();
        assertThat(signal.await(NOTHING)).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void anOpeningThatNobodyAnswersCountsAndIsSentAgain() {
        server.answers.add(new PodWritten.Unanswered("lost", Duration.ZERO));
        actions.carryOut(opening(), objects(cache("7", true)));
        assertThat(isOpen(cache("7", true))).isTrue();
        actions.tick();
        assertThat(server.asked).hasSize(1);
        now = now.plusSeconds(1);
        actions.tick();
        assertThat(server.asked).containsExactly("open launcher", "open launcher");
        now = now.plusSeconds(60);
        actions.tick();
        assertThat(server.asked).hasSize(2);
        assertThat(isOpen(cache("7", true))).isTrue();
    }

    @Test
    void ifItWentThroughTheFirstTimeItStaysOpenAndTheWatchEndsIt() {
        server.answers.add(new PodWritten.Unanswered("lost", Duration.ZERO));
        server.answers.add(new PodWritten.Superseded());
        actions.carryOut(opening(), objects(cache("7", true)));
        now = now.plusSeconds(1);
        actions.tick();
        assertThat(server.asked).hasSize(2);
        assertThat(isOpen(cache("7", true))).isTrue();
        assertThat(isOpen(cache("8", false))).isTrue();
        now = now.plusSeconds(60);
        actions.tick();
        assertThat(server.asked).hasSize(2);
    }

    /** Whatever has failed, the pod may be open, and its places are kept for it until somebody knows. */
    @Test
    void anOpeningThatFailsCountsAndIsSentAgainLaterEachTime() {
        server.fails = true;
        actions.carryOut(opening(), objects(cache("7", true)));
        assertThat(isOpen(cache("7", true))).isTrue();
        now = now.plusSeconds(1);
        actions.tick();
        assertThat(server.asked).containsExactly("open launcher", "open launcher");
        actions.tick();
        assertThat(server.asked).as("not at once").hasSize(2);
        server.fails = false;
        now = now.plusSeconds(60);
        actions.tick();
        now = now.plusSeconds(60);
        actions.tick();
        assertThat(server.asked).as("then it is done").hasSize(3);
    }

    /** Nothing was sent, so nothing was refused. */
    @Test
    void anOpeningThatIsNotSentAgainWhileTheLeaseIsOldIsSentOnceItIsYoung() {
        server.answers.add(new PodWritten.Unanswered("no answer", Duration.ZERO));
        server.answers.add(new PodWritten.Superseded());
        actions.carryOut(opening(), objects(cache("1", true)));
        now = now.plusSeconds(60);
        server.meanwhile = () -> leads = false;
        actions.tick();
        server.meanwhile = () -> {};
        leads = true;

        actions.tick();

        assertThat(server.asked).containsExactly("open launcher", "open launcher", "open launcher");
    }

    @Test
    void aDeletionThatFailsIsTriedLaterAndSaid() throws InterruptedException {
        server.fails = true;
        actions.carryOut(deletion(), objects(cache("7", false)));
        assertThat(signal.await(NOTHING))
                .as("another plan would do the same at once")
                .isFalse();
        assertThat(actions.problem()).contains("pods can't be opened or deleted: nobody can read this");
        actions.carryOut(deletion(), objects(cache("7", false)));
        assertThat(server.asked).hasSize(1);
        now = actions.again().orElseThrow();
        actions.carryOut(deletion(), objects(cache("7", false)));
        assertThat(server.asked).hasSize(2);
    }

    @Test
    void whatIsRefusedIsTriedLaterAndSaid() {
        server.answers.add(new PodWritten.Refused("pods is forbidden"));
        actions.carryOut(opening(), objects(cache("7", true)));
        assertThat(isOpen(cache("7", true))).isFalse();
        assertThat(actions.problem()).contains("pods can't be opened or deleted: pods is forbidden");
        Instant again = actions.again().orElseThrow();
        actions.carryOut(opening(), objects(cache("7", true)));
        assertThat(server.asked).hasSize(1);
        now = again;
        actions.carryOut(opening(), objects(cache("7", true)));
        assertThat(server.asked).hasSize(2);
        assertThat(actions.problem()).isEmpty();
        assertThat(actions.again()).isEmpty();
    }

    @Test
    void aDeletionIsToldAndOneThatCameTooLateMakesAnotherPlan() throws InterruptedException {
        actions.carryOut(deletion(), objects(cache("7", false)));
        assertThat(server.asked).containsExactly("delete launcher");
        assertThat(events.getFirst().reason()).isEqualTo("RoomNeeded");
        server.answers.add(new PodWritten.Superseded());
        actions.carryOut(deletion(), objects(cache("7", false)));
        assertThat(events).hasSize(1);
        assertThat(signal.await(NOTHING)).isTrue();
    }

    @Test
    void whoDoesntLeadDoesNothing() {
        leads = false;
        actions.carryOut(opening(), objects(cache("7", true)));
        assertThat(server.asked).isEmpty();
    }

    @Test
    void whatNoThreadHasBegunCanBeWithdrawnAndDecidedAnew() throws InterruptedException {
        List<Runnable> threads = new ArrayList<>();
        PodActions busy = new PodActions(server, events::add, threads::add, signal, () -> leads, () -> now);
        busy.carryOut(opening(), objects(cache("7", true)));
        assertThat(busy.await(NOTHING)).isFalse();

        busy.withdraw();

        assertThat(busy.await(NOTHING)).isTrue();
        assertThat(busy.newest(cache("7", true))).isEqualTo(cache("7", true));
        busy.carryOut(deletion(), objects(cache("7", true)));
        threads.forEach(Runnable::run);
        assertThat(server.asked).containsExactly("delete launcher");
    }

    /** Whoever leads instead knows nothing of it, and may have promised others what the pod would get. */
    @Test
    void whatNoThreadHasBegunWhenLeadershipIsLostIsNotDone() throws InterruptedException {
        List<Runnable> threads = new ArrayList<>();
        PodActions busy = new PodActions(server, events::add, threads::add, signal, () -> leads, () -> now);
        busy.carryOut(opening(), objects(cache("7", true)));

        leads = false;
        threads.forEach(Runnable::run);

        assertThat(server.asked).isEmpty();
        assertThat(busy.await(NOTHING)).as("nothing waits any more").isTrue();
        busy.tick();
        assertThat(signal.await(NOTHING)).as("who doesn't lead plans nothing").isFalse();
        leads = true;
        busy.tick();
        assertThat(signal.await(NOTHING)).as("it is decided again").isTrue();
        busy.tick();
        assertThat(signal.await(NOTHING)).as("once").isFalse();
    }

    /** The planning thread may see nothing of it: it leads when the plan begins and when it ends. */
    @Test
    void whatAPlanDecidesWhileLeadershipFlickersIsDecidedAgain() throws InterruptedException {
        leads = false;
        actions.carryOut(opening(), objects(cache("7", true)));
        leads = true;
        actions.tick();
        assertThat(signal.await(NOTHING)).isTrue();
    }

    @Test
    void afterTheEndNothingIsBegun() throws InterruptedException {
        List<Runnable> threads = new ArrayList<>();
        PodActions busy = new PodActions(server, events::add, threads::add, signal, () -> leads, () -> now);
        busy.carryOut(opening(), objects(cache("7", true)));

        busy.end();

        assertThat(busy.await(NOTHING)).as("nothing waits any more").isTrue();
        busy.carryOut(opening(), objects(cache("7", true)));
        threads.forEach(Runnable::run);
        assertThat(server.asked).isEmpty();
    }

    /** A request reads the pod first, which may take long. */
    @Test
    void aRequestThatIsUnderWayLearnsThatLeadershipIsLostOrGivenBack() {
        server.answers.add(new PodWritten.Unanswered("lost", Duration.ZERO));
        actions.carryOut(opening(), objects(cache("7", true)));
        now = now.plusSeconds(1);
        actions.tick();
        actions.carryOut(deletion(), objects(cache("7", false)));
        assertThat(server.leads).hasSize(3).allMatch(BooleanSupplier::getAsBoolean);
        leads = false;
        assertThat(server.leads).noneMatch(BooleanSupplier::getAsBoolean);
        leads = true;
        actions.end();
        assertThat(server.leads).noneMatch(BooleanSupplier::getAsBoolean);
    }

    @Test
    void whatAPodWaitsForIsToldOnceForEachReason() {
        ClusterObjects objects = objects(cache("7", true));
        actions.tell(List.of(note(PodReason.NOT_ADMITTED, "one")), objects);
        actions.tell(List.of(note(PodReason.NOT_ADMITTED, "another")), objects);
        actions.tell(List.of(note(PodReason.LEDGER_NOT_STORED, "a moment")), objects);
        assertThat(events).hasSize(1);
        actions.tell(List.of(note(PodReason.NODE_UNAVAILABLE, "other")), objects);
        assertThat(events.stream().map(Transition::reason)).containsExactly("NotAdmitted", "NodeUnavailable");
    }
}
