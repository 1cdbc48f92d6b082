package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.WorkBudget.Share;
import io.accelnet.plan.reserve.conditions.ProofSet;
import io.accelnet.plan.reserve.decision.Admission;
import io.accelnet.plan.reserve.decision.BinarySearch;
import io.accelnet.plan.reserve.decision.Examiner;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.BestHost;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many more VMs of one VF of a tier would be admitted, one after another. As many as can be put where room is best are
 * found by binary search; whoever would be admitted elsewhere after that is asked for one by one.
 */
final class Headroom {

    private static final String ASKED = "\0headroom";
    /** Steps of the budget that asking one by one may take in all; also those that looking for gaps may take. */
    private static final long MOST_STEPS = 3_000_000;
    /** Once asking one by one has taken so many, nobody else is asked for. */
    private static final long ENOUGH_STEPS = 1_000_000;

    private final FleetIndex index;
    private final FleetState state;
    private final Demand demand;
    /** What the VMs hold that are there on trial, in the order in which they came. */
    private final List<HostAllocation> held = new ArrayList<>();

    Headroom(FleetIndex index, int tier) {
        this.index = index;
        this.state = index.state();
        this.demand = new Demand(1, tier);
    }

    /**
     * What was found.
     *
     * @param vms how many VMs would be admitted
     * @param exact whether each of them was found to be admitted, and the next one to be refused; else about so many would be admitted,
     *     and maybe more
     */
    record Found(int vms, boolean exact) {}

    /** Leaves nothing behind. */
    Found find() {
        if (state.down() > state.failures() || !state.everyVmHasFunctions()) {
            return new Found(0, true);
        }
        boolean fits = fits(1);
        boolean mayHaveGaps = fits && index.current(Scope.ALL).queuePairsBind();
        int most = fits ? mostFrom(1) : 0;
        Share looks = new Share(MOST_STEPS);
        Found best = mayHaveGaps ? state.work().withinPart(looks, () -> belowGaps(most, looks)) : new Found(most, true);
        hold(best.vms());
        Share steps = new Share(MOST_STEPS);
        Found found = state.work().withinPart(steps, () -> oneByOneFrom(best.vms(), steps));
        hold(0);
        return new Found(found.vms(), found.exact() && best.exact());
    }

    /**
     * Up to how many each is admitted where it is best put, given that so many are proven to survive together. Where queue pairs may run
     * out first, slots are rounded such that fewer VMs may lack the proof that more have: then the next one is refused, though he
     * would be admitted if others came with him. Gaps are looked for from above, since they are where little is left.
     */
    private Found belowGaps(int most, Share looks) {
        int admitted = most;
        for (int vms = most - 1; vms > 0; vms--) {
            boolean fits = state.work().allows(1) && fits(vms);
            if (looks.wasShort()) {
                return new Found(admitted, false);
            }
            admitted = fits ? admitted : vms - 1;
        }
        return new Found(admitted, true);
    }

    /** What more would be admitted once so many are there. */
    private Found oneByOneFrom(int some, Share steps) {
        long before = state.work().spent();
        int admitted = 0;
        Decision last = admit(admitted);
        while (last instanceof Decision.Admitted) {
            admitted++;
            if (state.work().spent() - before > ENOUGH_STEPS) {
                break;
            }
            last = admit(admitted);
        }
        for (int vm = 0; vm < admitted; vm++) {
            state.release(ASKED + vm);
        }
        boolean refused = last instanceof Decision.Refused;
        boolean untried = last instanceof Decision.Unproven && steps.wasShort();
        return new Found(some + admitted, refused && !untried);
    }

    private Decision admit(int vm) {
        return new Admission(index, demand, state.failures()).admit(ASKED + vm, Optional.empty());
    }

    /** As many or more, given that so many fit. Most often it is what the tightest condition leaves room for. */
    private int mostFrom(int some) {
        ProofSet proofs = index.current(Scope.ALL);
        long slack = Math.max(0, proofs.slackFor(demand, state.failures()));
        int admitted = some;
        int refused = room() + some + 1;
        int guess = (int) Math.min(refused - 1, some + slack);
        for (int tried = guess; tried <= guess + 1; tried++) {
            if (tried > admitted && tried < refused) {
                if (fits(tried)) {
                    admitted = tried;
                } else {
                    refused = tried;
                }
            }
        }
        return BinarySearch.last(admitted, refused, this::fits);
    }

    private int room() {
        int room = 0;
        for (HostState host : state.hosts()) {
            room += host.takesVms() ? host.roomFrom(demand.tier(), state.queuePairs(demand)) : 0;
        }
        return room;
    }

    private boolean fits(int vms) {
        return hold(vms)
                && new Examiner(index).examine(Scope.ALL, state.failures()).holds();
    }

    /** Holds or releases VMs until there are so many, if there is room. */
    private boolean hold(int vms) {
        BestHost choice = new BestHost(index);
        while (held.size() < vms && choice.find(demand)) {
            state.occupy(choice.host(), demand, choice.split(), 1);
            held.add(new HostAllocation(choice.host(), choice.split()));
        }
        while (held.size() > vms) {
            HostAllocation last = held.removeLast();
            state.occupy(last.host(), demand, last.split(), -1);
        }
        return held.size() == vms;
    }
}
