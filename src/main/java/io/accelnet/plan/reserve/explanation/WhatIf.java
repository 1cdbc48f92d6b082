package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.decision.Admission;
import io.accelnet.plan.reserve.model.Effort;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;
import java.util.Optional;

/** Asks whether a VM would be admitted if something were different, and adds up what that costs. Leaves nothing behind. */
final class WhatIf {

    private static final String EXPLAINED = "\0explained";
    /** What it costs to change a host, in steps of {@link Effort}, and to ask a question. */
    private static final long PER_PORT = 10;

    private static final long PER_QUESTION = 10;

    private final FleetIndex index;
    private final FleetState state;
    private final Optional<String> pinned;
    private final long before;
    /** @param pinned the host that the VM must be on */
    WhatIf(FleetIndex index, Optional<String> pinned) {
        this.index = index;
        this.state = index.state();
        this.pinned = pinned;
        this.before = state.effort().spent();
    }

    /** What the questions have cost. */
    long effort() {
        return state.effort().spent() - before;
    }

    Optional<String> pinned() {
        return pinned;
    }

    Decision decide(Demand demand, int failures) {
        return decide(demand, failures, pinned);
    }

    boolean admits(Demand demand, int failures) {
        return decide(demand, failures) instanceof Decision.Admitted;
    }

    /** If these ports had more. */
    boolean admits(Demand demand, List<EnlargeablePort> ports, int functions, int queuePairs) {
        state.effort().spend(PER_PORT * ports.size());
        ports.forEach(port -> state.put(port.with(functions, queuePairs)));
        boolean admitted = admits(demand, state.failures());
        ports.forEach(port -> state.put(port.host()));
        return admitted;
    }

    Decision decideAnywhere(Demand demand, int failures) {
        return decide(demand, failures, Optional.empty());
    }

    private Decision decide(Demand demand, int failures, Optional<String> host) {
        state.effort().spend(PER_QUESTION);
        Decision decision = new Admission(index, demand, failures).admit(EXPLAINED, host);
        if (decision instanceof Decision.Admitted) {
            state.release(EXPLAINED);
        }
        return decision;
    }
}
