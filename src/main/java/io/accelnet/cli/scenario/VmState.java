package io.accelnet.cli.scenario;

import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.VmPlan;
import java.util.Optional;

/** The state that a plan gives a VM, in one word. */
public enum VmState {
    /** It has what it asks for. */
    ADMITTED("admitted"),
    /** It keeps virtual functions that aren't those it asks for. */
    KEPT("kept as it was"),
    /** It was promised virtual functions and has none now. */
    WITHOUT("without"),
    /** It isn't admitted, and waits for something that comes without a change by the user. */
    WAITING("waiting"),
    /** It isn't admitted, and only a change by the user can help. */
    REFUSED("refused");

    private final String word;

    VmState(String word) {
        this.word = word;
    }

    /** The word for it in tables. */
    public String word() {
        return word;
    }

    /** The state that a plan gives a VM. */
    public static VmState of(VmPlan plan) {
        if (plan.admitted()) {
            if (plan.node().isEmpty()) {
                return WITHOUT;
            }
            return ready(plan).truth() == Truth.TRUE ? ADMITTED : KEPT;
        }
        return condition(plan, ConditionType.STALLED).isPresent() ? REFUSED : WAITING;
    }

    /** The VM's condition Ready. */
    public static Finding ready(VmPlan plan) {
        return condition(plan, ConditionType.READY).orElseThrow();
    }

    private static Optional<Finding> condition(VmPlan plan, ConditionType type) {
        for (Finding finding : plan.conditions()) {
            if (finding.type() == type) {
                return Optional.of(finding);
            }
        }
        return Optional.empty();
    }
}
