package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.placement.BestHost;
import io.accelnet.plan.reserve.placement.Candidate;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides whether one more VM is admitted, and where, for a given number of failures to survive. */
public final class Admission {

    private final FleetIndex index;
    private final FleetState state;
    private final Demand demand;
    private final int failures;

    public Admission(FleetIndex index, Demand demand, int failures) {
        if (demand.tier() >= index.state().tiers().count()) {
            throw new IllegalArgumentException("no such tier: " + demand);
        }
        this.index = index;
        this.state = index.state();
        this.demand = demand;
        this.failures = failures;
    }

    /** The decision; on admission the VM is held. */
    public Decision admit(String vm, Optional<String> pinned) {
        Optional<Decision.Refused> never = neverAdmitted();
        if (never.isPresent()) {
            return never.get();
        }
        Trials trials = new Trials(index, vm, demand, failures);
        return pinned.isPresent() ? onHost(pinned.get(), trials) : anywhere(trials);
    }

    /** What refuses the VM whatever is free. */
    private Optional<Decision.Refused> neverAdmitted() {
        if (state.tierCounts().capable(demand.tier()) == 0) {
            return Optional.of(new Decision.NoCapablePort(demand.tier()));
        }
        if (state.down() > failures) {
            return Optional.of(new Decision.TooManyDown(state.down(), failures));
        }
        int usable = state.tierCounts().usable(demand.tier());
        if (usable <= failures) {
            return Optional.of(new Decision.TierTooRare(demand.tier(), usable, failures));
        }
        return state.everyVmHasFunctions()
                ? Optional.empty()
                : Optional.of(new Decision.AlreadyViolated(Optional.empty(), state.withoutFunctions()));
    }

    private Decision onHost(String name, Trials trials) {
        HostState host = state.host(name);
        if (host == null || !host.takesVms()) {
            return new Decision.PinnedHostUnavailable(name);
        }
        Optional<Candidate> candidate = Candidate.on(host, demand, state.tiers());
        if (candidate.isEmpty()) {
            return new Decision.PinnedHostFull(name);
        }
        boolean ended = Stream.concat(
                        Stream.of(candidate.get().allocation(state)),
                        candidate.get().onePort(state))
                .anyMatch(trials::tryAllocation);
        if (!ended) {
            trials.trySplits(host);
        }
        return decision(trials);
    }

    /** Each host's best room first, then what else single ports could give, then every other way to divide the VFs. */
    private Decision anywhere(Trials trials) {
        BestHost first = new BestHost(index);
        if (!first.find(demand)) {
            return new Decision.NoRoom();
        }
        if (!trials.tryAllocation(new HostAllocation(first.host(), first.split()))) {
            index.candidates().visit(demand, candidate -> trials.tryAllocation(candidate.allocation(state)));
        }
        if (!trials.ended()) {
            index.candidates()
                    .visit(demand, candidate -> candidate.onePort(state).anyMatch(trials::tryAllocation));
        }
        if (!trials.ended()) {
            index.candidates().visit(demand, candidate -> trials.trySplits(candidate.host()));
        }
        return decision(trials);
    }

    private Decision decision(Trials trials) {
        return trials.admitted().orElseGet(() -> new Refusal(index, failures, trials.shortage()).reason());
    }
}
