package io.accelnet.plan.reserve;

import java.util.HashSet;
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
        Trials trials = new Trials(vm);
        return pinned.isPresent() ? onHost(pinned.get(), trials) : anywhere(trials);
    }

    /** What refuses the VM whatever is free. */
    private Optional<Decision.Refused> neverAdmitted() {
        if (state.tierCounts().capable(demand.tier()) == 0) {
            return Optional.of(new Decision.NoCapablePort(demand.tier()));
        }
        if (state.down > failures) {
            return Optional.of(new Decision.TooManyDown(state.down, failures));
        }
        int usable = state.tierCounts().usable(demand.tier());
        if (usable <= failures) {
            return Optional.of(new Decision.TierTooRare(demand.tier(), usable, failures));
        }
        return state.everybodyHasFunctions()
                ? Optional.empty()
                : Optional.of(new Decision.AlreadyViolated(Optional.empty(), state.withoutFunctions()));
    }

    private Decision onHost(String name, Trials trials) {
        HostState host = state.host(name);
        if (host == null || !host.takesMachines()) {
            return new Decision.PinnedHostUnavailable(name);
        }
        Optional<Room> room = Room.on(host, demand, state.tiers);
        if (room.isEmpty()) {
            return new Decision.PinnedHostFull(name);
        }
        for (Seat seat : Stream.concat(
                        Stream.of(room.get().seat(state)), room.get().onePort(state))
                .toList()) {
            if (trials.endWith(seat)) {
                break;
            }
        }
        return trials.decision();
    }

    /** Each host's best room first, then what else single ports could give. */
    private Decision anywhere(Trials trials) {
        FirstChoice first = new FirstChoice(state);
        if (!first.find(demand)) {
            return new Decision.NoRoom();
        }
        if (!trials.endWith(new Seat(first.host(), first.split()))) {
            state.rooms().visit(demand, room -> trials.endWith(room.seat(state)));
        }
        if (!trials.ended()) {
            state.rooms().visit(demand, room -> room.onePort(state).anyMatch(trials::endWith));
        }
        return trials.decision();
    }

    /** The places tried so far, and what came of it. */
    private final class Trials {
        private final String vm;
        private final Set<List<Integer>> seen = new HashSet<>(2);
        private Optional<Decision> admitted = Optional.empty();
        private Optional<Shortage> first = Optional.empty();
        private boolean open;
        private boolean ended;

        Trials(String vm) {
            this.vm = vm;
        }

        /** Tries a place. True if nothing else needs to be tried: a refusal that no other place could avert ends it too. */
        boolean endWith(Seat seat) {
            if (!seen.isEmpty() && seen.contains(likeness(seat))) {
                return false;
            }
            Holding holding = new Holding(vm, demand, seat.host(), seat.split());
            state.hold(holding);
            Examination examination = state.examiner().examine(Sight.RETURNED, failures);
            if (examination.holds()) {
                admitted = Optional.of(
                        new Decision.Admitted(seat.host().name(), seat.split().byPort()));
                ended = true;
                return true;
            }
            Optional<Breach> breach = examination.breach();
            open |= breach.isEmpty();
            if (first.isEmpty()) {
                first = breach.map(Breach::shortage);
            }
            state.release(vm);
            seen.add(likeness(seat));
            ended = seen.size() >= MOST_TRIALS
                    || breach.filter(found -> found.costsTheSameEverywhere(demand))
                            .isPresent();
            return ended;
        }

        boolean ended() {
            return ended;
        }

        private static List<Integer> likeness(Seat seat) {
            return seat.host().likeness(seat.split().byPort());
        }

        Decision decision() {
            return admitted.orElseGet(() -> new Refusal(state, failures, open ? Optional.empty() : first).reason());
        }
    }
}
