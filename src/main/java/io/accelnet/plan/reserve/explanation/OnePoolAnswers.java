package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.decision.Admission;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.Candidate;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Optional;

/**
 * The answers of a fleet whose VFs are all of one pool.
 *
 * @param index the fleet
 */
public record OnePoolAnswers(FleetIndex index) implements Answers {

    @Override
    public FleetState state() {
        return index.state();
    }

    @Override
    public Decision admit(String vm, Demand demand, int failures, Optional<String> pinned) {
        return new Admission(index, demand, failures).admit(vm, pinned);
    }

    @Override
    public Optional<Shortage> fewest(Scope scope, int tolerated) {
        return WorstHosts.fewest(index, scope, tolerated);
    }

    @Override
    public Optional<HostAllocation> best(Demand demand, Optional<String> pinned) {
        Optional<Candidate> best = pinned.isEmpty()
                ? index.candidates().best(demand)
                : pinned.flatMap(name -> Optional.ofNullable(state().host(name)))
                        .flatMap(host -> Candidate.on(host, demand, state().tiers()));
        return best.map(candidate -> candidate.allocation(state()));
    }
}
