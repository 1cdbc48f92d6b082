package io.accelnet.plan.reserve;

import java.util.Optional;
import java.util.OptionalInt;

/** Finds out what would admit a VM. */
final class Explaining {

    private static final String GUEST = "\0explained";

    private final FleetState state;
    private final Demand demand;
    private final Optional<String> pinned;

    Explaining(FleetState state, Demand demand, Optional<String> pinned) {
        this.state = state;
        this.demand = demand;
        this.pinned = pinned;
    }

    Explanation explain() {
        Decision decision = decide(demand, state.failures);
        return new Explanation(decision, failuresThatAdmit(), tierThatAdmits(), shortage(decision));
    }

    private Decision decide(Demand tried, int failures) {
        Decision decision = new Admission(state, tried, failures).admit(GUEST, pinned);
        if (decision instanceof Decision.Admitted) {
            state.release(GUEST);
        }
        return decision;
    }

    private boolean admits(Demand tried, int failures) {
        return decide(tried, failures) instanceof Decision.Admitted;
    }

    /** Fewer failures are survived wherever more are, but while hosts are down no fewer than these count. */
    private OptionalInt failuresThatAdmit() {
        if (!admits(demand, state.down)) {
            return OptionalInt.empty();
        }
        int admitted = state.down;
        int refused = state.hosts.size() + 1;
        while (refused - admitted > 1) {
            int tried = (admitted + refused) >>> 1;
            if (admits(demand, tried)) {
                admitted = tried;
            } else {
                refused = tried;
            }
        }
        return OptionalInt.of(admitted);
    }

    private OptionalInt tierThatAdmits() {
        for (int tier = demand.tier(); tier >= 0; tier--) {
            if (admits(new Demand(demand.virtualFunctions(), tier), state.failures)) {
                return OptionalInt.of(tier);
            }
        }
        return OptionalInt.empty();
    }

    private static Optional<Shortage> shortage(Decision decision) {
        return switch (decision) {
            case Decision.ReserveShort(Shortage shortage) -> Optional.of(shortage);
            case Decision.AlreadyViolated violated -> violated.shortage();
            default -> Optional.empty();
        };
    }
}
