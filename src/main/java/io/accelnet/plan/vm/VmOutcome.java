package io.accelnet.plan.vm;

import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.Shortfall;
import java.util.Optional;

/** What became of a VM's request. */
public sealed interface VmOutcome {

    /** The VM has what it asked for. */
    record Served() implements VmOutcome {}

    /**
     * The VM has virtual functions, but other ones than it asked for, or on adapters that are no longer the cluster's.
     *
     * @param reserved whether the cluster could admit what it asks for
     * @param assigned whether it has what it should have
     * @param progress what it waits for
     * @param shortfall why it can't have what it asks for, if that is a matter of resources
     */
    record ServedOtherwise(Finding reserved, Finding assigned, Progress progress, Optional<Shortfall> shortfall)
            implements VmOutcome {}

    /**
     * The VM has been promised virtual functions and has none now.
     *
     * @param reason why
     * @param message why and what to do
     * @param progress what it waits for
     */
    record Without(Reason reason, String message, Progress progress) implements VmOutcome {}

    /**
     * The VM isn't admitted, and it can't be told yet whether it will be.
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
     * @param progress whether it would be with every node back
     * @param shortfall the same in full, if it is a matter of resources
     */
    record Refused(Reason reason, String message, Progress progress, Optional<Shortfall> shortfall)
            implements VmOutcome {}

    /**
     * The VM keeps what it has, and no cluster manages it.
     *
     * @param cluster the cluster that isn't there
     */
    record Unmanaged(String cluster) implements VmOutcome {}

    /** The VM keeps what it had, since what it asks for now can't be had. */
    static VmOutcome changeRefused(Reason reason, String message, Progress progress, Optional<Shortfall> shortfall) {
        return new ServedOtherwise(
                Finding.fails(ConditionType.RESOURCES_RESERVED, reason, message),
                Finding.holds(ConditionType.VIRTUAL_FUNCTIONS_ASSIGNED, Reason.ASSIGNED, ""),
                progress,
                shortfall);
    }

    /** The VM keeps what it had, on adapters that are no longer its cluster's or for a reason that isn't a matter of resources. */
    static VmOutcome changeNotPossible(
            Reason reason, String message, Progress progress, Optional<Shortfall> shortfall) {
        return new ServedOtherwise(
                Finding.holds(ConditionType.RESOURCES_RESERVED, Reason.ADMITTED, ""),
                Finding.fails(ConditionType.VIRTUAL_FUNCTIONS_ASSIGNED, reason, message),
                progress,
                shortfall);
    }
}
