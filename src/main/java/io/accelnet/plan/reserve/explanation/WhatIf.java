package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.List;
import java.util.Optional;

/** Asks whether a VM would be admitted if something were different. Leaves nothing behind. */
final class WhatIf {

    private static final String EXPLAINED = "\0explained";
    /** What is counted for a host that is changed and changed back, and for a question. */
    private static final long STEPS_PER_HOST = 200;

    private static final long STEPS_PER_QUESTION = 100;

    private final Answers answers;
    private final FleetState state;
    private final Optional<String> pinned;
    /** @param pinned the host that the VM must be on */
    WhatIf(Answers answers, Optional<String> pinned) {
        this.answers = answers;
        this.state = answers.state();
        this.pinned = pinned;
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

    /** If ports of these hosts had more. */
    boolean admits(Demand demand, List<EnlargeableHost> hosts, int functions, int queuePairs) {
        enlarge(hosts, functions, queuePairs);
        boolean admitted = admits(demand, state.failures());
        hosts.forEach(host -> state.put(host.host()));
        return admitted;
    }

    /** Gives ports of these hosts more, until the hosts are put back. */
    void enlarge(List<EnlargeableHost> hosts, int functions, int queuePairs) {
        state.work().spend(STEPS_PER_HOST * hosts.size());
        hosts.forEach(host -> state.put(host.with(functions, queuePairs)));
    }

    Decision decideAnywhere(Demand demand, int failures) {
        return decide(demand, failures, Optional.empty());
    }

    private Decision decide(Demand demand, int failures, Optional<String> host) {
        state.work().spend(STEPS_PER_QUESTION);
        Decision decision = answers.admit(EXPLAINED, demand, failures, host);
        if (decision instanceof Decision.Admitted) {
            state.release(EXPLAINED);
        }
        return decision;
    }
}
