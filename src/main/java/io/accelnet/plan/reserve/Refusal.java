package io.accelnet.plan.reserve;

import java.util.List;
import java.util.Optional;

/**
 * Says why the reserve refuses.
 *
 * @param state as it is without what is refused
 * @param failures how many are to be survived
 * @param breach the condition that would fail; empty if none is known
 */
record Refusal(FleetState state, int failures, Optional<Breach> breach) {

    /** The reason, given that nothing changes. */
    Decision reason() {
        Examination present = Examination.of(state.standing(failures));
        if (present.breach().isPresent()) {
            return new Decision.AlreadyViolated(present.breach().map(Breach::shortage), List.of());
        }
        return breach.<Decision>map(found -> new Decision.ReserveShort(found.shortage()))
                .orElseGet(Decision.Unproven::new);
    }

    /** The reason, given that the VM would keep what it had before. */
    Decision reasonWith(String vm, Holding before) {
        state.hold(vm, before);
        Decision reason = reason();
        state.release(vm);
        return reason;
    }
}
