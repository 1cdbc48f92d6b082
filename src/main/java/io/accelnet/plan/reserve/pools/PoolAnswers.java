package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.explanation.Answers;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.List;
import java.util.Optional;

/**
 * The answers of a fleet whose VMs need VFs of several pools, or of different ports.
 *
 * @param index the fleet
 */
public record PoolAnswers(PoolIndex index) implements Answers {

    @Override
    public FleetState state() {
        return index.state();
    }

    @Override
    public Decision admit(String vm, Demand demand, int failures, Optional<String> pinned) {
        return new PoolAdmission(index, demand, failures).admit(vm, pinned);
    }

    @Override
    public Optional<Shortage> fewest(Scope scope, int tolerated) {
        return new PoolExaminer(index).fewest(scope, tolerated);
    }

    @Override
    public Optional<HostAllocation> best(Demand demand, Optional<String> pinned) {
        List<HostState> hosts = pinned.isEmpty()
                ? index.takingVms()
                : pinned.flatMap(name -> Optional.ofNullable(state().host(name))).stream()
                        .toList();
        return new BundlePlacement(state(), hosts).best(new Displaced("", demand, Optional.empty()));
    }
}
