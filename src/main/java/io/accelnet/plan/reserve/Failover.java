package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Places displaced VMs. First those that have a place keep it; if somebody is left out, all are placed anew together; if
 * still somebody is, all who had a place and the first of the others that can be placed together with them are, and of the
 * rest whoever finds room.
 */
final class Failover {

    private final FleetState state;
    private final List<Displaced> machines;
    /** What each VM had that had anything. */
    private final Map<String, Holding> before = new HashMap<>();
    /** Where those are whose place is as good as any. */
    private final Map<String, Seat> settled = new HashMap<>();

    private final Map<String, Seat> placed = new HashMap<>();
    private final List<String> unplaced = new ArrayList<>();

    Failover(FleetState state, List<Displaced> machines) {
        Set<String> names = new HashSet<>();
        for (Displaced machine : machines) {
            if (!names.add(machine.vm())) {
                throw new IllegalArgumentException(machine.vm() + " is displaced twice");
            }
        }
        this.state = state;
        this.machines = List.copyOf(machines);
    }

    Recovery recover() {
        List<Displaced> homeless = new ArrayList<>();
        for (Displaced machine : machines) {
            state.holding(machine.vm()).ifPresent(holding -> note(machine, holding));
            if (!settled.containsKey(machine.vm())) {
                state.release(machine.vm());
                homeless.add(machine);
            }
        }
        JointPlacement joint = JointPlacement.now(state);
        if (placeBeside(joint, homeless)) {
            placed.putAll(settled);
        } else {
            placeAnew(joint);
        }
        return new Recovery(placements(), unplaced);
    }

    private Map<String, Placement> placements() {
        Map<String, Placement> placements = new HashMap<>();
        placed.forEach((vm, seat) -> placements.put(vm, seat.placement()));
        return placements;
    }

    /** A wish isn't worth the reserve: of the first two ways the first after which it holds, else the first. */
    private boolean placeBeside(JointPlacement joint, List<Displaced> homeless) {
        Iterator<Map<String, Seat>> ways = joint.ways(homeless).limit(2).iterator();
        if (!ways.hasNext()) {
            return false;
        }
        Map<String, Seat> first = ways.next();
        hold(homeless, first);
        if (!reserveHolds() && ways.hasNext()) {
            homeless.forEach(machine -> state.release(machine.vm()));
            Map<String, Seat> second = ways.next();
            hold(homeless, second);
            if (!reserveHolds()) {
                homeless.forEach(machine -> state.release(machine.vm()));
                hold(homeless, first);
            }
        }
        return true;
    }

    private boolean reserveHolds() {
        return state.examiner().examine(Sight.STANDING, state.failures).holds();
    }

    private void note(Displaced machine, Holding holding) {
        before.put(machine.vm(), holding);
        boolean whole = holding.split.functions() == machine.demand().virtualFunctions();
        if (holding.on.isMember() && !holding.on.host.down() && whole && holding.demand.equals(machine.demand())) {
            settled.put(machine.vm(), new Seat(holding.on, holding.split));
        }
    }

    private void hold(List<Displaced> all, Map<String, Seat> seats) {
        for (Displaced machine : all) {
            hold(machine, Objects.requireNonNull(seats.get(machine.vm()), machine.vm()));
        }
    }

    private void hold(Displaced machine, Seat seat) {
        placed.put(machine.vm(), seat);
        state.hold(new Holding(machine.vm(), machine.demand(), seat.host(), seat.split()));
    }

    /** Who has a place gets another only if that lets somebody in, and never loses it to one who has none. */
    private void placeAnew(JointPlacement joint) {
        List<Displaced> served = new ArrayList<>();
        List<Displaced> homeless = new ArrayList<>();
        for (Displaced machine : machines) {
            Seat seat = settled.get(machine.vm());
            if (seat == null) {
                homeless.add(machine);
            } else if (seat.host().takesMachines()) {
                served.add(machine);
            } else {
                // What it would give up on a cordoned host nobody could take.
                placed.put(machine.vm(), seat);
            }
        }
        served.forEach(machine -> state.release(machine.vm()));
        List<Displaced> all = Stream.concat(served.stream(), homeless.stream())
                .map(this::homing)
                .toList();
        int most = Math.max(longestPrefix(joint, all), served.size());
        List<Displaced> rescued = all.subList(served.size(), most);
        hold(served, settled);
        Optional<Map<String, Seat>> beside = joint.place(rescued);
        if (beside.isPresent()) {
            hold(rescued, beside.get());
        } else {
            served.forEach(machine -> state.release(machine.vm()));
            hold(all.subList(0, most), joint.place(all.subList(0, most)).orElseThrow());
        }
        all.subList(most, all.size()).forEach(this::placeAlone);
    }

    private Displaced homing(Displaced machine) {
        Optional<String> home = Optional.ofNullable(settled.get(machine.vm()))
                .map(seat -> seat.host().name());
        return new Displaced(machine.vm(), machine.demand(), home.or(machine::preferred));
    }

    /** More VMs never fit where fewer don't. */
    private static int longestPrefix(JointPlacement joint, List<Displaced> machines) {
        int fits = 0;
        int fails = machines.size() + 1;
        int next = machines.size();
        while (fails - fits > 1) {
            if (joint.place(machines.subList(0, next)).isPresent()) {
                fits = next;
            } else {
                fails = next;
            }
            next = (fits + fails) >>> 1;
        }
        return fits;
    }

    private void placeAlone(Displaced machine) {
        Optional<Room> room = machine.preferred()
                .flatMap(home -> Optional.ofNullable(state.host(home)))
                .filter(HostState::takesMachines)
                .flatMap(home -> Room.on(home, machine.demand(), state.tiers))
                .or(() -> state.rooms().best(machine.demand()));
        if (room.isPresent()) {
            hold(machine, room.get().seat(state));
            return;
        }
        unplaced.add(machine.vm());
        Holding old = before.get(machine.vm());
        if (old != null && !(old.on.isMember() && !old.on.host.down())) {
            state.hold(old);
        }
        state.leaveWithout(machine.vm());
    }
}
