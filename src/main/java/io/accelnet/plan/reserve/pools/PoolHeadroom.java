package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.WorkBudget.Share;
import io.accelnet.plan.reserve.decision.BinarySearch;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many more VMs of one demand would be admitted, one after another. As many as can be put where they are best put are found by
 * binary search; whoever would be admitted after that is asked for one by one.
 */
final class PoolHeadroom {

    private static final String ASKED = "\0headroom";
    private static final long MOST_STEPS = 3_000_000;

    private final PoolIndex index;
    private final FleetState state;
    private final Demand demand;
    /** What VMs hold that come one after another, as far as that was looked for. It is the same each time. */
    private final List<HostAllocation> places = new ArrayList<>();
    /** How many of them are there on trial. */
    private int held;

    PoolHeadroom(PoolIndex index, Demand demand) {
        this.index = index;
        this.state = index.state();
        this.demand = demand;
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
        int most = fits(1) ? BinarySearch.last(1, room() + 2, this::fits) : 0;
        hold(most);
        Share looks = new Share(MOST_STEPS);
        Found best = examine().isBySets()
                ? state.work().withinPart(looks, () -> belowGaps(most, looks))
                : new Found(most, true);
        hold(best.vms());
        Share steps = new Share(MOST_STEPS);
        Found found = state.work().withinPart(steps, () -> oneByOneFrom(best.vms(), steps));
        hold(0);
        return new Found(found.vms(), found.exact() && best.exact());
    }

    /**
     * Up to how many each is admitted where it is best put, given that so many survive together. A search that ends before everything was
     * tried may prove less of fewer VMs.
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

    private int room() {
        return index.takingVms().stream()
                .mapToInt(host -> FreeHost.of(host, state.tiers()).bundles(demand))
                .sum();
    }

    private boolean fits(int vms) {
        return hold(vms) && examine().holds();
    }

    private PoolExaminer.Answer examine() {
        return new PoolExaminer(index).examine(Scope.ALL, state.failures());
    }

    /** Holds or releases VMs until there are so many, if there is room. */
    private boolean hold(int vms) {
        while (held < vms) {
            if (held == places.size() && !findPlace()) {
                return false;
            }
            occupy(places.get(held), 1);
            held++;
        }
        while (held > vms) {
            held--;
            occupy(places.get(held), -1);
        }
        return true;
    }

    /** Looks where one more VM is best put. Whether there is room. */
    private boolean findPlace() {
        Optional<PoolCandidates.Candidate> best = index.candidatesFor(demand).best(demand);
        best.ifPresent(place -> places.add(new HostAllocation(
                place.host(),
                state.splits().get(place.free().byName(place.free().take(demand))))));
        return best.isPresent();
    }

    private void occupy(HostAllocation place, int sign) {
        state.occupy(place.host(), demand, place.split(), sign);
    }

    private Found oneByOneFrom(int some, Share steps) {
        int admitted = 0;
        Decision last = admit(admitted);
        while (last instanceof Decision.Admitted) {
            admitted++;
            if (!state.work().allows(1)) {
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
        return new PoolAdmission(index, demand, state.failures()).admit(ASKED + vm, Optional.empty());
    }
}
