package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides whether one more VM is admitted, and where, for a given number of failures to survive. */
final class Admission {

    /** Places that are tried before a VM is refused. */
    private static final int MOST_TRIALS = 64;

    private final FleetState state;
    private final Demand demand;
    private final int failures;

    Admission(FleetState state, Demand demand, int failures) {
        if (demand.tier() >= state.tiers.count()) {
            throw new IllegalArgumentException("no such tier: " + demand);
        }
        this.state = state;
        this.demand = demand;
        this.failures = failures;
    }

    /** The decision; on admission the VM is held. */
    Decision admit(String vm, Optional<String> pinned) {
        Optional<Decision.Refused> never = neverAdmitted();
        if (never.isPresent()) {
            return never.get();
        }
        List<Room> rooms = rooms(pinned);
        if (rooms.isEmpty()) {
            return noRoom(pinned);
        }
        return tryAll(vm, candidates(rooms));
    }

    /** What refuses the VM whatever is free. */
    private Optional<Decision.Refused> neverAdmitted() {
        int capable = 0;
        int usable = 0;
        for (HostState host : state.hosts) {
            if (host.tier() >= demand.tier()) {
                capable++;
                usable += host.host.cordoned() ? 0 : 1;
            }
        }
        if (capable == 0) {
            return Optional.of(new Decision.NoCapablePort(demand.tier()));
        }
        if (state.down > failures) {
            return Optional.of(new Decision.TooManyDown(state.down, failures));
        }
        if (usable <= failures) {
            return Optional.of(new Decision.TierTooRare(demand.tier(), usable, failures));
        }
        List<String> without = state.withoutFunctions();
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision.AlreadyViolated(Optional.empty(), without));
    }

    private List<Room> rooms(Optional<String> pinned) {
        List<Room> rooms = new ArrayList<>();
        for (HostState host : state.hosts) {
            if (host.takesMachines() && pinned.map(host.name()::equals).orElse(true)) {
                Room.on(host, demand, state.tiers).ifPresent(rooms::add);
            }
        }
        rooms.sort(null);
        return rooms;
    }

    private Decision noRoom(Optional<String> pinned) {
        if (pinned.isEmpty()) {
            return new Decision.NoRoom();
        }
        HostState host = state.host(pinned.get());
        return host == null || !host.takesMachines()
                ? new Decision.PinnedHostUnavailable(pinned.get())
                : new Decision.PinnedHostFull(pinned.get());
    }

    /** Each host's best room first, then what else single ports could give. */
    private Iterator<Placement> candidates(List<Room> rooms) {
        Stream<Placement> best = rooms.stream().map(room -> room.placement(state.tiers));
        Stream<Placement> others = rooms.stream().flatMap(room -> room.onePort(state.tiers));
        return Stream.concat(best, others).iterator();
    }

    /** A refusal that no other place could avert ends the trials. */
    private Decision tryAll(String vm, Iterator<Placement> candidates) {
        Set<List<Integer>> seen = new HashSet<>();
        Optional<Breach> first = Optional.empty();
        boolean open = false;
        while (candidates.hasNext() && seen.size() < MOST_TRIALS) {
            Placement candidate = candidates.next();
            if (!seen.add(state.member(candidate.host()).likeness(candidate.functionsPerPort()))) {
                continue;
            }
            state.hold(vm, new Holding(demand, candidate.host(), candidate.functionsPerPort()));
            Examination examination = Examination.of(state.returned(failures));
            if (examination.holds()) {
                return new Decision.Admitted(candidate.host(), candidate.functionsPerPort());
            }
            state.release(vm);
            Optional<Breach> breach = examination.breach();
            open |= breach.isEmpty();
            first = first.or(() -> breach);
            if (breach.filter(found -> found.costsTheSameEverywhere(demand)).isPresent()) {
                break;
            }
        }
        return new Refusal(state, failures, open ? Optional.empty() : first).reason();
    }
}
