package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Recovery;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.Seat;
import io.accelnet.plan.reserve.model.Sight;
import io.accelnet.plan.reserve.placement.FleetIndex;
import io.accelnet.plan.reserve.placement.JointPlacement;
import io.accelnet.plan.reserve.placement.Room;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Places displaced VMs. First those that have a place keep it; if somebody is left out, all are placed anew together; if
 * still somebody is, all who had a place and the first of the others that can be placed together with them are, and of the
 * rest whoever finds room.
 */
public final class Failover {

    private final FleetIndex index;
    private final FleetState state;
    private final List<Guest> guests;

    /** @throws IllegalArgumentException if a VM is named twice */
    public Failover(FleetIndex index, List<Displaced> machines) {
        this.index = index;
        this.state = index.state();
        this.guests = new ArrayList<>(machines.size());
        for (Displaced machine : machines) {
            Holding holding = state.holdingOrNowhere(machine.vm(), machine.demand());
            holding.listed(guests.size());
            guests.add(new Guest(machine, holding));
        }
        for (int place = 0; place < guests.size(); place++) {
            Holding holding = guests.get(place).holding;
            if (holding.listed() != place) {
                forgetNewcomers();
                throw new IllegalArgumentException(holding.vm() + " is displaced twice");
            }
        }
    }

    private void forgetNewcomers() {
        for (Guest guest : guests) {
            if (state.isNowhere(guest.holding.on())) {
                state.release(guest.machine.vm());
            }
        }
    }

    public Recovery recover() {
        List<Guest> homeless = new ArrayList<>(guests.size());
        for (Guest guest : guests) {
            if (!guest.isSettled()) {
                guest.lift(state);
                homeless.add(guest);
            }
        }
        JointPlacement joint = JointPlacement.now(index);
        if (!placeBeside(joint, homeless)) {
            placeAnew(joint);
        }
        return recovery();
    }

    private Recovery recovery() {
        List<Recovery.Placed> placed = new ArrayList<>(guests.size());
        List<String> unplaced = new ArrayList<>();
        for (Guest guest : guests) {
            if (guest.isLeftOut()) {
                unplaced.add(guest.machine.vm());
            } else {
                placed.add(new Recovery.Placed(guest.machine.vm(), guest.placement()));
            }
        }
        return new Recovery(placed, unplaced);
    }

    /** A wish isn't worth the reserve: of the first two ways the first after which it holds, else the first. */
    private boolean placeBeside(JointPlacement joint, List<Guest> homeless) {
        List<Displaced> machines = machines(homeless);
        Iterator<List<Seat>> ways = joint.ways(machines).limit(2).iterator();
        if (!ways.hasNext()) {
            return false;
        }
        List<Seat> first = ways.next();
        seat(homeless, first);
        if (JointPlacement.isAnyPreferred(machines) && !reserveHolds() && ways.hasNext()) {
            seat(homeless, ways.next());
            if (!reserveHolds()) {
                seat(homeless, first);
            }
        }
        return true;
    }

    private boolean reserveHolds() {
        return new Examiner(index).examine(Sight.STANDING, state.failures()).holds();
    }

    /** Who has a place gets another only if that lets somebody in, and never loses it to one who has none. */
    private void placeAnew(JointPlacement joint) {
        List<Guest> served = new ArrayList<>();
        List<Guest> homeless = new ArrayList<>();
        for (Guest guest : guests) {
            if (!guest.isSettled()) {
                homeless.add(guest);
            } else if (guest.couldGiveWay()) {
                served.add(guest);
            }
            // What it would give up on a cordoned host nobody could take.
        }
        served.forEach(guest -> guest.lift(state));
        List<Guest> all = Stream.concat(served.stream(), homeless.stream()).toList();
        List<Displaced> homing = all.stream().map(Guest::homing).toList();
        int most = Math.max(longestPrefix(joint, homing), served.size());
        List<Guest> rescued = all.subList(served.size(), most);
        served.forEach(guest -> guest.putBack(state));
        Optional<List<Seat>> beside = joint.place(homing.subList(served.size(), most));
        if (beside.isPresent()) {
            seat(rescued, beside.get());
        } else {
            served.forEach(guest -> guest.lift(state));
            seat(all.subList(0, most), joint.place(homing.subList(0, most)).orElseThrow());
        }
        all.subList(most, all.size()).forEach(this::placeAlone);
    }

    /** More VMs never fit where fewer don't. */
    private static int longestPrefix(JointPlacement joint, List<Displaced> machines) {
        IntPredicate fits = first -> joint.place(machines.subList(0, first)).isPresent();
        return fits.test(machines.size()) ? machines.size() : Halving.last(0, machines.size(), fits);
    }

    private void placeAlone(Guest guest) {
        Optional<Room> room = index.rooms().best(guest.machine);
        if (room.isPresent()) {
            guest.put(room.get().seat(state), state);
        } else {
            guest.leaveOut(state);
        }
    }

    private void seat(List<Guest> some, List<Seat> seats) {
        for (int place = 0; place < seats.size(); place++) {
            some.get(place).put(seats.get(place), state);
        }
    }

    private static List<Displaced> machines(List<Guest> guests) {
        List<Displaced> machines = new ArrayList<>(guests.size());
        guests.forEach(guest -> machines.add(guest.machine));
        return machines;
    }
}
