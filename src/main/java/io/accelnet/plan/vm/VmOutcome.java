package io.accelnet.plan.vm;

import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.Shortfall;
import io.accelnet.plan.snapshot.PodSnapshot;
import java.util.Optional;

/** What a plan decided for a VM. The VM's conditions are derived from it. */
public sealed interface VmOutcome {

    /** The VM has what it asked for. */
    record Served() implements VmOutcome {}

    /**
     * The VM has virtual functions, but not those that it asks for, or on adapters that the cluster no longer uses.
     *
     * @param reserved whether the cluster could admit what it asks for
     * @param assigned whether it has the virtual functions that it should have
     * @param progress what it waits for
     * @param shortfall why it can't have what it asks for, if that is for want of resources
     */
    record ServedOtherwise(Finding reserved, Finding assigned, Progress progress, Optional<Shortfall> shortfall)
            implements VmOutcome {}

    /**
     * The VM is admitted and has no virtual functions now.
     *
     * @param reason why
     * @param message why and what to do
     * @param progress what it waits for
     */
    record Without(Reason reason, String message, Progress progress) implements VmOutcome {}

    /**
     * The VM isn't admitted, and something must happen before that can be decided.
     *
     * @param reason what it waits for
     * @param message what it waits for and what to do
     * @param progress whether a change by the user is needed
     */
    record Waiting(Reason reason, String message, Progress progress) implements VmOutcome {}

    /**
     * The VM isn't admitted.
     *
     * @param reason why
     * @param message why and what to do
     * @param progress what it waits for
     * @param shortfall the details, if it is for want of resources
     */
    record Refused(Reason reason, String message, Progress progress, Optional<Shortfall> shortfall)
            implements VmOutcome {}

    /**
     * The VM keeps what it has, and its cluster doesn't exist.
     *
     * @param cluster the cluster that doesn't exist
     */
    record Unmanaged(String cluster) implements VmOutcome {}

    /**
     * The VM isn't admitted, and has a place: it was made anew, and the virtual functions of the former AccelNetVM are kept for it.
     *
     * @param obstacle why it isn't admitted
     * @param place what is kept
     */
    static VmOutcome keepingPlace(VmOutcome obstacle, Assignment place) {
        String kept = " The AccelNetVM was made anew, and the former one's "
                + (place.size() == 1
                        ? "virtual function on node " + place.node() + " is"
                        : place.size() + " virtual functions on node " + place.node() + " are")
                + " kept for it.";
        return switch (obstacle) {
            case Waiting waiting -> new Waiting(waiting.reason(), waiting.message() + kept, waiting.progress());
            case Refused refused ->
                new Refused(refused.reason(), refused.message() + kept, refused.progress(), refused.shortfall());
            case Served served -> served;
            case ServedOtherwise served -> served;
            case Without without -> without;
            case Unmanaged unmanaged -> unmanaged;
        };
    }

    /**
     * The VM isn't admitted, and runs: what its pod has is nobody else's until the pod is gone.
     *
     * @param outcome why it isn't admitted
     * @param pod its pod
     */
    static VmOutcome runningUnmanaged(VmOutcome outcome, PodSnapshot pod) {
        int has = pod.requests().values().stream().mapToInt(Integer::intValue).sum();
        String running = " Its pod " + pod.name() + " runs all the same, unmanaged, with " + has
                + " virtual function" + (has == 1 ? "" : "s") + " that nobody promised: "
                + (has == 1 ? "it goes" : "they go")
                + " to nobody else until the pod is gone, and no failure of its node is"
                + " provided for.";
        return switch (outcome) {
            case Waiting waiting -> new Waiting(waiting.reason(), waiting.message() + running, waiting.progress());
            case Refused refused ->
                new Refused(refused.reason(), refused.message() + running, refused.progress(), refused.shortfall());
            default -> outcome;
        };
    }

    /** The VM keeps what it has, since the cluster can't admit the change. */
    static VmOutcome changeRefused(Reason reason, String message, Progress progress, Optional<Shortfall> shortfall) {
        return new ServedOtherwise(
                Finding.fails(ConditionType.RESOURCES_RESERVED, reason, message),
                Finding.holds(ConditionType.VIRTUAL_FUNCTIONS_ASSIGNED, Reason.ASSIGNED, ""),
                progress,
                shortfall);
    }

    /** The VM keeps what it has, since the change can't be made now, or since the VFs are on former adapters of the cluster. */
    static VmOutcome changeNotPossible(
            Reason reason, String message, Progress progress, Optional<Shortfall> shortfall) {
        return new ServedOtherwise(
                Finding.holds(ConditionType.RESOURCES_RESERVED, Reason.ADMITTED, ""),
                Finding.fails(ConditionType.VIRTUAL_FUNCTIONS_ASSIGNED, reason, message),
                progress,
                shortfall);
    }
}
