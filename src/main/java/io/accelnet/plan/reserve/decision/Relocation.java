package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Placement;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostAllocation;

/** A displaced VM, with what it had before and what it gets. */
final class Relocation {

    final Displaced vm;
    final Holding holding;
    private final Demand demandBefore;
    /** On no member, with nothing, if the VM had nothing. */
    private final HostAllocation before;

    private HostAllocation allocation;
    private boolean leftOut;

    /** @param holding what the VM has; nowhere if it has nothing */
    Relocation(Displaced vm, Holding holding) {
        this.vm = vm;
        this.holding = holding;
        this.demandBefore = holding.demand();
        this.before = new HostAllocation(holding.on(), holding.split());
        this.allocation = before;
    }

    /** Whether it has all that it needs, on a host that is up. */
    boolean isSettled() {
        return wasServed()
                && before.split().functions() == vm.demand().virtualFunctions()
                && demandBefore.equals(vm.demand());
    }

    private boolean wasServed() {
        return before.host().isMember() && !before.host().isDown();
    }

    /** Whether it is settled on a host that other VMs may be placed on, so that it could move for one of them. */
    boolean mayMove() {
        return isSettled() && before.host().takesVms();
    }

    /** The VM, with its present host as the preferred one if it is settled. */
    Displaced preferringToStay() {
        return isSettled() ? vm.preferring(before.host().name()) : vm;
    }

    void detach(FleetState state) {
        state.detach(holding);
    }

    void put(HostAllocation place, FleetState state) {
        allocation = place;
        state.move(holding, vm.demand(), place.host(), place.split());
    }

    void putBack(FleetState state) {
        allocation = before;
        state.move(holding, demandBefore, before.host(), before.split());
    }

    /** It stays without, and keeps only what it had on a host that is down or no member. */
    void leaveOut(FleetState state) {
        leftOut = true;
        if (wasServed() || state.isNowhere(before.host())) {
            state.release(vm.vm());
        } else {
            putBack(state);
        }
        state.leaveWithout(vm.vm());
    }

    boolean isLeftOut() {
        return leftOut;
    }

    Placement placement() {
        return allocation.placement();
    }
}
