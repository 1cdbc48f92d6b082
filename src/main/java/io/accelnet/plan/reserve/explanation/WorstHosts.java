package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.conditions.ProofSet;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;

/** The hosts whose failure would leave least room. */
final class WorstHosts {

    private WorstHosts() {}

    /** As many as may fail of those that are up, by name; those with most room where nobody needs any. */
    static List<String> of(FleetIndex index) {
        FleetState state = index.state();
        ProofSet present = index.current(Scope.UP);
        ProofSet proofs = present.demandSet().demands().isEmpty()
                ? new ProofSet(state, Scope.UP, DemandSet.of(state, List.of(new Demand(1, 0))))
                : present;
        return proofs.tightest(Scope.UP.failuresLeft(state, state.failures())).worst().stream()
                .map(HostState::name)
                .toList();
    }
}
