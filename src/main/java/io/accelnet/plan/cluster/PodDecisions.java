package io.accelnet.plan.cluster;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodPlans.Deletion;
import io.accelnet.plan.outcome.PodPlans.Note;
import io.accelnet.plan.outcome.PodPlans.Opening;
import io.accelnet.plan.outcome.PodPlans.Pod;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.VmMemory.FailedStart;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was decided for pods so far, while a plan is made. */
public final class PodDecisions {
    private final List<Opening> openings = new ArrayList<>();
    private final List<Deletion> deletions = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<PodSnapshot> waitingForVm = new ArrayList<>();
    private final Map<VmId, FailedStart> failed = new HashMap<>();
    private final Map<VmId, String> hindrances = new HashMap<>();
    private boolean awaitLedgers;
    private Optional<Instant> again = Optional.empty();

    void open(Opening opening) {
        openings.add(opening);
    }

    void delete(PodSnapshot pod, PodReason reason, String message) {
        deletions.add(new Deletion(Pod.of(pod), reason, message));
    }

    /** Notes what is said of a pod that waits. */
    public void note(PodSnapshot pod, PodReason reason, String message) {
        notes.add(new Note(Pod.of(pod), reason, message));
    }

    /** Notes what is said of a pod that waits, and will wait for some time: it is said of its VM too. */
    void noteAlsoOnVm(PodSnapshot pod, PodReason reason, String message) {
        note(pod, reason, message);
        pod.vm().ifPresent(vm -> hindrances.putIfAbsent(vm, message));
    }

    /** Why a pod of the VM can't start, though the VM has its virtual functions. */
    public Optional<String> hindrance(VmId vm) {
        return Optional.ofNullable(hindrances.get(vm));
    }

    /** The pod waits at the gate for what the conditions of its AccelNetVM say. */
    void waitForVm(PodSnapshot pod) {
        waitingForVm.add(pod);
    }

    /** A start of the VM has failed, which isn't remembered yet. */
    void failed(VmId vm, FailedStart start) {
        failed.put(vm, start);
    }

    /** What the VM's status shall say of starts that failed. */
    public List<FailedStart> failedStarts(VmSnapshot vm) {
        return RefusedPods.remembered(vm, Optional.ofNullable(failed.get(vm.id())));
    }

    /** The pod is opened once the ledgers of this plan are stored. */
    void awaitLedgers() {
        awaitLedgers = true;
    }

    /** At this time the decision is another one. */
    void again(Instant at) {
        again = again.filter(before -> before.isBefore(at)).or(() -> Optional.of(at));
    }

    /**
     * What several clusters have decided.
     *
     * @param vms what was decided for AccelNetVMs; empty while it isn't explained
     */
    public static PodPlans together(List<PodDecisions> all, Map<VmId, VmPlan> vms) {
        List<Note> notes = new ArrayList<>();
        for (PodDecisions some : all) {
            notes.addAll(some.notes);
            some.waitingForVm.forEach(pod -> pod.vm().map(vms::get).ifPresent(vm -> notes.add(ofVm(pod, vm))));
        }
        notes.sort(Comparator.comparing((Note note) -> note.pod().namespace())
                .thenComparing(note -> note.pod().name()));
        return new PodPlans(
                all.stream().flatMap(some -> some.openings.stream()).toList(),
                all.stream().flatMap(some -> some.deletions.stream()).toList(),
                notes,
                all.stream().anyMatch(some -> some.awaitLedgers),
                all.stream().flatMap(some -> some.again.stream()).min(Comparator.naturalOrder()));
    }

    /** The first condition is Ready, which has the reason of the one that matters. */
    private static Note ofVm(PodSnapshot pod, VmPlan vm) {
        Finding ready = vm.conditions().getFirst();
        String name = pod.vm().map(VmId::toString).orElse("");
        return new Note(
                Pod.of(pod),
                vm.admitted() ? PodReason.WITHOUT_VIRTUAL_FUNCTIONS : PodReason.NOT_ADMITTED,
                "AccelNetVM " + name
                        + (vm.admitted() ? " has no virtual functions now (" : " isn't admitted (")
                        + ready.reason().wire() + "). " + ready.message());
    }
}
