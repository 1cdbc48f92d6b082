package io.accelnet.cli.scenario;

import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.VmPlan;
import java.util.Optional;

/** What became of a VM, in one word. */
public enum VmState {
    /** It has what it asks for. */
    ADMITTED("admitted"),
    /** It has virtual functions, but not those that it asks for. */
    KEPT("kept as it was"),
    /** It was promised virtual functions and has none now. */
    WITHOUT("without"),
    /** It isn't admitted, and waits for something that comes without a change of its own. */
    WAITING("waiting"),
    /** It isn't admitted, and only a change can help. */
    REFUSED("refused");

    private final String word;

    VmState(String word) {
        this.word = word;
    }

    /** As people read it. */
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

    /** The condition that sums a VM up. */
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
