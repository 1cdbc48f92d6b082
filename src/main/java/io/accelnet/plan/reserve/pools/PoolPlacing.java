package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.decision.Placing;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds places for VMs that need VFs of several pools, or of different ports. */
public final class PoolPlacing implements Placing {

    private final PoolIndex index;
    private final FleetState state;
    private final BundlePlacement placement;

    public PoolPlacing(PoolIndex index) {
        this.index = index;
        this.state = index.state();
        this.placement = new BundlePlacement(state, index.takingVms());
    }

    @Override
    public Stream<List<HostAllocation>> ways(List<Displaced> vms) {
        List<Displaced> withoutPreference = vms.stream()
                .map(vm -> new Displaced(vm.vm(), vm.demand(), Optional.empty()))
                .toList();
        return withoutPreference.equals(vms)
                ? placement.ways(vms)
                : Stream.concat(placement.waysInOrder(vms), placement.ways(withoutPreference));
    }

    @Override
    public Optional<HostAllocation> best(Displaced vm) {
        return new BundlePlacement(state, index.takingVms()).best(vm);
    }

    @Override
    public boolean reserveHolds() {
        return new PoolExaminer(index).examine(Scope.UP, state.failures()).holds();
    }
}
