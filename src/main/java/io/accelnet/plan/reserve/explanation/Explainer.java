package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.decision.BinarySearch;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.Candidate;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds out what would admit a VM. */
public final class Explainer {

    private static final String SHOWN = "\0shown";

    private final FleetIndex index;
    private final FleetState state;
    private final Demand demand;
    private final WhatIf whatIf;

    public Explainer(FleetIndex index, Demand demand, Optional<String> pinned) {
        this.index = index;
        this.state = index.state();
        this.demand = demand;
        this.whatIf = new WhatIf(index, pinned);
    }

    public Explanation explain() {
        Decision decision = whatIf.decide(demand, state.failures());
        boolean admitted = decision instanceof Decision.Admitted;
        return new Explanation(
                decision,
                failuresThatAdmit(admitted),
                admitted ? OptionalInt.of(demand.tier()) : tierThatAdmits(),
                admitted ? Optional.empty() : hostThatAdmits(),
                new AdditionFinder(state, demand, whatIf).after(decision),
                Decision.shortage(decision),
                fewest(decision));
    }

    /** Fewer failures are survived wherever more are, but while hosts are down no fewer than these count. */
    private OptionalInt failuresThatAdmit(boolean now) {
        if (!now && (state.down() >= state.failures() || !whatIf.admits(demand, state.down()))) {
            return OptionalInt.empty();
        }
        int admitted = now ? state.failures() : state.down();
        int refused = now ? state.hosts().size() + 1 : state.failures();
        return OptionalInt.of(BinarySearch.last(admitted, refused, failures -> whatIf.admits(demand, failures)));
    }

    private OptionalInt tierThatAdmits() {
        for (int tier : state.tiers().offered().reversed()) {
            if (tier < demand.tier() && whatIf.admits(demand.ofTier(tier), state.failures())) {
                return OptionalInt.of(tier);
            }
        }
        return OptionalInt.empty();
    }

    private Optional<String> hostThatAdmits() {
        return whatIf.pinned().isPresent()
                        && whatIf.decideAnywhere(demand, state.failures()) instanceof Decision.Admitted elsewhere
                ? Optional.of(elsewhere.host())
                : Optional.empty();
    }

    private Optional<Shortage> fewest(Decision decision) {
        return switch (decision) {
            case Decision.ReserveShort shortOf -> fewestWithVm().or(() -> Decision.shortage(decision));
            case Decision.AlreadyViolated violated
            when violated.shortage().isPresent() ->
                WorstHosts.fewest(index, Scope.UP, state.failures()).or(violated::shortage);
            default -> Optional.empty();
        };
    }

    /** As it would be with the VM where it would best be put. */
    private Optional<Shortage> fewestWithVm() {
        Optional<Candidate> best = whatIf.pinned().isEmpty()
                ? index.candidates().best(demand)
                : whatIf.pinned()
                        .flatMap(name -> Optional.ofNullable(state.host(name)))
                        .flatMap(host -> Candidate.on(host, demand, state.tiers()));
        return best.flatMap(candidate -> {
            HostAllocation allocation = candidate.allocation(state);
            state.hold(new Holding(SHOWN, demand, allocation.host(), allocation.split()));
            Optional<Shortage> shown = WorstHosts.fewest(index, Scope.ALL, state.failures());
            state.release(SHOWN);
            return shown;
        });
    }
}
