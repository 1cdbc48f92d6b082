package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Recovery;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.Candidate;
import io.accelnet.plan.reserve.placement.FleetIndex;
import io.accelnet.plan.reserve.placement.JointPlacement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Places displaced VMs, in three steps. First the VMs without a place are put beside those that have one. If that leaves a VM
 * without VFs, all are placed together. If that fails as well, those that had a place and as many of the others as fit
 * together with them, in order of priority, are placed, and then each of the rest that still finds room.
 */
public final class Failover {

    private final FleetIndex index;
    private final FleetState state;
    private final List<Relocation> relocations;

    /** @throws IllegalArgumentException if a VM is named twice */
    public Failover(FleetIndex index, List<Displaced> vms) {
        this.index = index;
        this.state = index.state();
        this.relocations = new ArrayList<>(vms.size());
        for (Displaced vm : vms) {
            Holding holding = state.holdingOrNowhere(vm.vm(), vm.demand());
            holding.listed(relocations.size());
            relocations.add(new Relocation(vm, holding));
        }
        for (int place = 0; place < relocations.size(); place++) {
            Holding holding = relocations.get(place).holding;
            if (holding.listed() != place) {
                releaseNew();
                throw new IllegalArgumentException(holding.vm() + " is displaced twice");
            }
        }
    }

    private void releaseNew() {
        for (Relocation relocation : relocations) {
            if (state.isNowhere(relocation.holding.on())) {
                state.release(relocation.vm.vm());
            }
        }
    }

    public Recovery recover() {
        List<Relocation> unplaced = new ArrayList<>(relocations.size());
        for (Relocation relocation : relocations) {
            if (!relocation.isSettled()) {
                relocation.detach(state);
                unplaced.add(relocation);
            }
        }
        JointPlacement joint = JointPlacement.now(index);
        if (!placeBeside(joint, unplaced)) {
            placeAlsoOnHostsThatLeave(joint, unplaced);
        }
        return recovery();
    }

    /** A host that leaves is better than none, and better than a move of others. */
    private void placeAlsoOnHostsThatLeave(JointPlacement others, List<Relocation> unplaced) {
        if (!state.openLeaving(true)) {
            placeAnew(others);
            return;
        }
        try {
            JointPlacement joint = JointPlacement.now(index);
            if (!placeBeside(joint, unplaced)) {
                placeAnew(joint);
            }
        } finally {
            state.openLeaving(false);
        }
    }

    private Recovery recovery() {
        List<Recovery.Placed> placed = new ArrayList<>(relocations.size());
        List<String> unplaced = new ArrayList<>();
        for (Relocation relocation : relocations) {
            if (relocation.isLeftOut()) {
                unplaced.add(relocation.vm.vm());
            } else {
                placed.add(new Recovery.Placed(relocation.vm.vm(), relocation.placement()));
            }
        }
        return new Recovery(placed, unplaced);
    }

    /** Of the first two ways the first after which the reserve holds, else the first: a preferred host isn't worth the reserve. */
    private boolean placeBeside(JointPlacement joint, List<Relocation> unplaced) {
        List<Displaced> vms = displaced(unplaced);
        Iterator<List<HostAllocation>> ways = joint.ways(vms).limit(2).iterator();
        if (!ways.hasNext()) {
            return false;
        }
        List<HostAllocation> first = ways.next();
        put(unplaced, first);
        if (JointPlacement.isAnyPreferred(vms) && !reserveHolds() && ways.hasNext()) {
            put(unplaced, ways.next());
            if (!reserveHolds()) {
                put(unplaced, first);
            }
        }
        return true;
    }

    private boolean reserveHolds() {
        return new Examiner(index).examine(Scope.UP, state.failures()).holds();
    }

    /** A VM that has a place moves only if that gives another VM one, and never loses its VFs to a VM that has none. */
    private void placeAnew(JointPlacement joint) {
        List<Relocation> served = new ArrayList<>();
        List<Relocation> unplaced = new ArrayList<>();
        for (Relocation relocation : relocations) {
            if (!relocation.isSettled()) {
                unplaced.add(relocation);
            } else if (relocation.mayMove()) {
                served.add(relocation);
            }
            // On a cordoned host it would free VFs that no other VM can get.
        }
        served.forEach(relocation -> relocation.detach(state));
        List<Relocation> all = Stream.concat(served.stream(), unplaced.stream()).toList();
        List<Displaced> preferringToStay =
                all.stream().map(Relocation::preferringToStay).toList();
        int most = Math.max(longestPrefix(joint, preferringToStay), served.size());
        List<Relocation> rescued = all.subList(served.size(), most);
        served.forEach(relocation -> relocation.putBack(state));
        Optional<List<HostAllocation>> beside = joint.place(preferringToStay.subList(served.size(), most));
        if (beside.isPresent()) {
            put(rescued, beside.get());
        } else {
            served.forEach(relocation -> relocation.detach(state));
            put(
                    all.subList(0, most),
                    joint.place(preferringToStay.subList(0, most)).orElseThrow());
        }
        all.subList(most, all.size()).forEach(this::placeAlone);
    }

    /** More VMs never fit where fewer don't. */
    private static int longestPrefix(JointPlacement joint, List<Displaced> vms) {
        IntPredicate fits = first -> joint.place(vms.subList(0, first)).isPresent();
        return fits.test(vms.size()) ? vms.size() : BinarySearch.last(0, vms.size(), fits);
    }

    private void placeAlone(Relocation relocation) {
        Optional<Candidate> candidate = index.candidates().best(relocation.vm);
        if (candidate.isPresent()) {
            relocation.put(candidate.get().allocation(state), state);
        } else {
            relocation.leaveOut(state);
        }
    }

    private void put(List<Relocation> some, List<HostAllocation> allocations) {
        for (int place = 0; place < allocations.size(); place++) {
            some.get(place).put(allocations.get(place), state);
        }
    }

    private static List<Displaced> displaced(List<Relocation> relocations) {
        List<Displaced> vms = new ArrayList<>(relocations.size());
        relocations.forEach(relocation -> vms.add(relocation.vm));
        return vms;
    }
}
