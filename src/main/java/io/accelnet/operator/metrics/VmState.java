package io.accelnet.operator.metrics;

import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.VmPlan;
import java.util.Locale;

/** What has become of a VM. */
enum VmState {
    /** It is admitted, and has virtual functions. */
    SERVED,
    /** It is admitted, and has none now. */
    WITHOUT_VIRTUAL_FUNCTIONS,
    /** It isn't admitted, and waits for what comes without a change by its user. */
    WAITING,
    /** It isn't admitted, and needs a change by its user. */
    REFUSED;

    /** The state of a VM. */
    static VmState of(VmPlan plan) {
        if (plan.admitted()) {
            return plan.functions().isEmpty() ? WITHOUT_VIRTUAL_FUNCTIONS : SERVED;
        }
        for (Finding finding : plan.conditions()) {
            if (finding.type() == ConditionType.STALLED) {
                return REFUSED;
            }
        }
        return WAITING;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
