package io.accelnet.operator.metrics;

import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Reason;
import java.util.Locale;
import java.util.Optional;

/** How a node is: one of these, the first that is so. */
enum NodeState {
    DOWN,
    IN_MAINTENANCE,
    LEAVING,
    UP;

    /** The state of a node. */
    static NodeState of(NodePlan plan) {
        Optional<Finding> available = plan.conditions().stream()
                .filter(finding -> finding.type() == ConditionType.AVAILABLE)
                .findFirst();
        if (available.filter(finding -> finding.truth() == Truth.TRUE).isEmpty()) {
            return DOWN;
        }
        if (available
                .filter(finding -> finding.reason() == Reason.IN_MAINTENANCE)
                .isPresent()) {
            return IN_MAINTENANCE;
        }
        return plan.leavingSince().isPresent() ? LEAVING : UP;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
