package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Recovery;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostAllocation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Places displaced VMs, in three steps. First the VMs without a place are put beside those that have one. If that leaves a VM
 * without VFs, all are placed together. If that fails as well, those that had a place and as many of the others as fit
 * together with them, in order of priority, are placed, and then each of the rest that still finds room.
 */
public final class Failover {

    private final FleetState state;
    private final Supplier<Placing> hosts;
    private final List<Relocation> relocations;

    /**
     * @param hosts finds places on the hosts that take VMs at the moment at which it is made
     * @throws IllegalArgumentException if a VM is named twice
     */
    public Failover(FleetState state, Supplier<Placing> hosts, List<Displaced> vms) {
        this.state = state;
        this.hosts = hosts;
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
        Placing joint = hosts.get();
        if (!placeBeside(joint, unplaced)) {
            placeAlsoOnHostsThatLeave(joint, unplaced);
        }
        return recovery();
    }

    /** A host that leaves is better than none, and better than a move of others. */
    private void placeAlsoOnHostsThatLeave(Placing others, List<Relocation> unplaced) {
        if (!state.openLeaving(true)) {
            placeAnew(others);
            return;
        }
        try {
            Placing joint = hosts.get();
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
    private boolean placeBeside(Placing joint, List<Relocation> unplaced) {
        List<Displaced> vms = displaced(unplaced);
        Iterator<List<HostAllocation>> ways = joint.ways(vms).limit(2).iterator();
        if (!ways.hasNext()) {
            return false;
        }
        List<HostAllocation> first = ways.next();
        put(unplaced, first);
        if (vms.stream().anyMatch(vm -> vm.preferred().isPresent()) && !joint.reserveHolds() && ways.hasNext()) {
            put(unplaced, ways.next());
            if (!joint.reserveHolds()) {
                put(unplaced, first);
            }
        }
        return true;
    }

    /** A VM that has a place moves only if that gives another VM one, and never loses its VFs to a VM that has none. */
    private void placeAnew(Placing joint) {
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
        all.subList(most, all.size()).forEach(relocation -> placeAlone(joint, relocation));
    }

    /** More VMs never fit where fewer don't. */
    private static int longestPrefix(Placing joint, List<Displaced> vms) {
        IntPredicate fits = first -> joint.place(vms.subList(0, first)).isPresent();
        return fits.test(vms.size()) ? vms.size() : BinarySearch.last(0, vms.size(), fits);
    }

    private void placeAlone(Placing joint, Relocation relocation) {
        Optional<HostAllocation> place = joint.best(relocation.vm);
        if (place.isPresent()) {
            relocation.put(place.get(), state);
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
