package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;
import java.util.Optional;

/**
 * Says why the reserve refuses.
 *
 * @param index of the fleet as it is without what is refused
 * @param failures how many are to be survived
 * @param shortage the condition that would fail; empty if none is known
 */
record Refusal(FleetIndex index, int failures, Optional<Shortage> shortage) {

    /** The reason, given that nothing changes. */
    Decision reason() {
        Examination present = new Examiner(index).examine(Scope.UP, failures);
        if (present.isRefuted()) {
            return new Decision.AlreadyViolated(present.shortage(), List.of());
        }
        return shortage.<Decision>map(Decision.ReserveShort::new).orElseGet(Decision.Unproven::new);
    }

    /** The reason, given that the VM would keep what it had before. */
    Decision reasonWith(Holding before) {
        index.state().hold(before);
        Decision reason = reason();
        index.state().release(before.vm());
        return reason;
    }
}
