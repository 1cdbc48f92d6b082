package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Explanation;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.decision.BinarySearch;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds out what would admit a VM. */
public final class Explainer {

    private static final String SHOWN = "\0shown";

    private final Answers answers;
    private final FleetState state;
    private final Demand demand;
    private final WhatIf whatIf;

    public Explainer(Answers answers, Demand demand, Optional<String> pinned) {
        this.answers = answers;
        this.state = answers.state();
        this.demand = demand;
        this.whatIf = new WhatIf(answers, pinned);
    }

    public Explanation explain() {
        Decision decision = whatIf.decide(demand, state.failures());
        boolean admitted = decision instanceof Decision.Admitted;
        return new Explanation(
                decision,
                failuresThatAdmit(admitted),
                admitted ? OptionalInt.of(demand.tier()) : tierThatAdmits(),
                admitted ? Optional.empty() : hostThatAdmits(),
                additions(decision),
                Decision.shortage(decision),
                fewest(decision));
    }

    /** In the pool where least more is enough, otherwise in several pools at once. */
    private List<Addition> additions(Decision decision) {
        List<Integer> pools = IntStream.range(0, demand.ofPools().size())
                .filter(pool -> demand.ofPool(pool) > 0)
                .boxed()
                .toList();
        return pools.stream()
                .flatMap(pool -> new AdditionFinder(state, demand, pool, whatIf).after(decision).stream())
                .min(Comparator.comparingLong(found ->
                        (long) found.virtualFunctions() * found.places().size()))
                .map(List::of)
                .orElseGet(
                        () -> pools.size() > 1 ? new JointAdditions(state, demand, whatIf).inPools(pools) : List.of());
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
            case Decision.ReserveShort shortOf -> fewer(fewestWithVm(), Decision.shortage(decision));
            case Decision.AlreadyViolated violated
            when violated.shortage().isPresent() ->
                fewer(answers.fewest(Scope.UP, state.failures()), violated.shortage());
            default -> Optional.empty();
        };
    }

    /** Where sets of failures were tried one by one, fewer hosts may be known than any condition shows. */
    private static Optional<Shortage> fewer(Optional<Shortage> found, Optional<Shortage> decided) {
        return decided.map(worst -> found.filter(shortage ->
                        shortage.worstHosts().size() <= worst.worstHosts().size())
                .orElse(worst));
    }

    /** As it would be with the VM where it would best be put. */
    private Optional<Shortage> fewestWithVm() {
        return answers.best(demand, whatIf.pinned()).flatMap(allocation -> {
            state.hold(new Holding(SHOWN, demand, allocation.host(), allocation.split()));
            Optional<Shortage> shown = answers.fewest(Scope.ALL, state.failures());
            state.release(SHOWN);
            return shown;
        });
    }
}
