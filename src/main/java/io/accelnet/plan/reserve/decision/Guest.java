package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Placement;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.Seat;

/** A displaced VM on its way from what it had to what it gets. */
final class Guest {

    final Displaced machine;
    final Holding holding;
    private final Demand demandBefore;
    /** On no member, with nothing, if the VM had nothing. */
    private final Seat before;

    private Seat seat;
    private boolean leftOut;

    /** @param holding what the VM has; nowhere if it has nothing */
    Guest(Displaced machine, Holding holding) {
        this.machine = machine;
        this.holding = holding;
        this.demandBefore = holding.demand();
        this.before = new Seat(holding.on(), holding.split());
        this.seat = before;
    }

    /** Whether it has all that it needs, on a host that is up. */
    boolean isSettled() {
        return wasServed()
                && before.split().functions() == machine.demand().virtualFunctions()
                && demandBefore.equals(machine.demand());
    }

    private boolean wasServed() {
        return before.host().isMember() && !before.host().isDown();
    }

    /** Whether it is settled where others might be as well. */
    boolean couldGiveWay() {
        return isSettled() && before.host().takesMachines();
    }

    /** The VM, which wishes to stay if it is settled. */
    Displaced homing() {
        return isSettled() ? machine.preferring(before.host().name()) : machine;
    }

    void lift(FleetState state) {
        state.lift(holding);
    }

    void put(Seat place, FleetState state) {
        seat = place;
        state.move(holding, machine.demand(), place.host(), place.split());
    }

    void putBack(FleetState state) {
        seat = before;
        state.move(holding, demandBefore, before.host(), before.split());
    }

    /** It stays without, and keeps only what it had on a host that is down or no member. */
    void leaveOut(FleetState state) {
        leftOut = true;
        if (wasServed() || state.isNowhere(before.host())) {
            state.release(machine.vm());
        } else {
            putBack(state);
        }
        state.leaveWithout(machine.vm());
    }

    boolean isLeftOut() {
        return leftOut;
    }

    Placement placement() {
        return seat.placement();
    }
}
