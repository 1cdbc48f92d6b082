package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
    private final Map<String, Placement> settled = new HashMap<>();

    private final Map<String, Placement> placed = new TreeMap<>();
    private final List<String> unplaced = new ArrayList<>();

    Failover(FleetState state, List<Displaced> machines) {
        if (machines.stream().map(Displaced::vm).distinct().count() != machines.size()) {
            throw new IllegalArgumentException("a VM is displaced once");
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
        Optional<Map<String, Placement>> beside = beside(joint, homeless);
        if (beside.isPresent()) {
            homeless.forEach(machine -> hold(machine, beside.get()));
            placed.putAll(settled);
        } else {
            placeAnew(joint);
        }
        return new Recovery(placed, unplaced);
    }

    /** A wish isn't worth the reserve: the first way after which it holds, else the first. */
    private Optional<Map<String, Placement>> beside(JointPlacement joint, List<Displaced> homeless) {
        List<Map<String, Placement>> ways = joint.ways(homeless).limit(2).toList();
        return ways.stream()
                .filter(way -> keepsReserve(homeless, way))
                .findFirst()
                .or(() -> ways.stream().findFirst());
    }

    private boolean keepsReserve(List<Displaced> homeless, Map<String, Placement> way) {
        homeless.forEach(machine -> state.hold(machine.vm(), holding(machine, way)));
        boolean holds = Examination.of(state.standing(state.failures)).holds();
        homeless.forEach(machine -> state.release(machine.vm()));
        return holds;
    }

    private static Holding holding(Displaced machine, Map<String, Placement> placements) {
        Placement placement = Objects.requireNonNull(placements.get(machine.vm()), machine.vm());
        return new Holding(machine.demand(), placement.host(), placement.functionsPerPort());
    }

    private void note(Displaced machine, Holding holding) {
        before.put(machine.vm(), holding);
        HostState host = state.host(holding.host());
        boolean whole =
                Splits.functions(holding.functionsPerPort()) == machine.demand().virtualFunctions();
        if (host != null && !host.host.down() && whole && holding.demand().equals(machine.demand())) {
            settled.put(machine.vm(), new Placement(holding.host(), holding.functionsPerPort()));
        }
    }

    private void hold(Displaced machine, Map<String, Placement> placements) {
        Holding holding = holding(machine, placements);
        placed.put(machine.vm(), new Placement(holding.host(), holding.functionsPerPort()));
        state.hold(machine.vm(), holding);
    }

    /** Who has a place may get another, but never loses it to one who has none. */
    private void placeAnew(JointPlacement joint) {
        List<Displaced> served = new ArrayList<>();
        List<Displaced> homeless = new ArrayList<>();
        for (Displaced machine : machines) {
            Placement place = settled.get(machine.vm());
            if (place == null) {
                homeless.add(machine);
            } else if (state.member(place.host()).takesMachines()) {
                served.add(machine);
            } else {
                // What it would give up on a cordoned host nobody could take.
                placed.put(machine.vm(), place);
            }
        }
        served.forEach(machine -> state.release(machine.vm()));
        List<Displaced> all = Stream.concat(served.stream(), homeless.stream())
                .map(this::homing)
                .toList();
        int most = longestPrefix(joint, all);
        if (most >= served.size()) {
            Map<String, Placement> together = joint.place(all.subList(0, most)).orElse(Map.of());
            all.subList(0, most).forEach(machine -> hold(machine, together));
        } else {
            served.forEach(machine -> hold(machine, settled));
        }
        all.subList(Math.max(most, served.size()), all.size()).forEach(this::placeAlone);
    }

    private Displaced homing(Displaced machine) {
        Optional<String> home = Optional.ofNullable(settled.get(machine.vm())).map(Placement::host);
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
        Optional<Room> room = state.hosts.stream()
                .filter(HostState::takesMachines)
                .flatMap(host -> Room.on(host, machine.demand(), state.tiers).stream())
                .min(Room.homeFirst(machine.preferred()));
        if (room.isPresent()) {
            hold(machine, Map.of(machine.vm(), room.get().placement(state.tiers)));
            return;
        }
        unplaced.add(machine.vm());
        Holding old = before.get(machine.vm());
        if (old != null && !isUp(old.host())) {
            state.hold(machine.vm(), old);
        }
        state.leaveWithout(machine.vm());
    }

    private boolean isUp(String name) {
        HostState host = state.host(name);
        return host != null && !host.host.down();
    }
}
