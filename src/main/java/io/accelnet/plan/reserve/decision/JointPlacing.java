package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import io.accelnet.plan.reserve.placement.JointPlacement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds places where all VFs are of one pool. */
public final class JointPlacing implements Placing {

    private final FleetIndex index;
    private final JointPlacement joint;

    public JointPlacing(FleetIndex index) {
        this.index = index;
        this.joint = JointPlacement.now(index);
    }

    @Override
    public Stream<List<HostAllocation>> ways(List<Displaced> vms) {
        return joint.ways(vms);
    }

    @Override
    public Optional<List<HostAllocation>> place(List<Displaced> vms) {
        return joint.place(vms);
    }

    @Override
    public Optional<HostAllocation> best(Displaced vm) {
        return index.candidates().best(vm).map(candidate -> candidate.allocation(index.state()));
    }

    @Override
    public boolean reserveHolds() {
        return new Examiner(index).examine(Scope.UP, index.state().failures()).holds();
    }
}
