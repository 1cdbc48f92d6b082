package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Places VMs one after the other, those with most VFs first, each where a new VM of its kind would go. No model stands
 * between it and what ports really have free, so that it succeeds where a model's rounding doesn't; but nothing is proven of
 * it.
 */
final class GreedyPlacement {

    /** What is counted for a VM that is placed, beyond the work of the index of hosts. */
    private static final int STEPS_PER_VM = 32;

    private final FleetIndex index;
    private final FleetState state;
    private final List<Displaced> vms;
    private final HostAllocation[] allocations;

    GreedyPlacement(FleetIndex index, List<Displaced> vms) {
        this.index = index;
        this.state = index.state();
        this.vms = vms;
        this.allocations = new HostAllocation[vms.size()];
    }

    /** Where each VM goes, by its place in the list, or empty if one is left out. Changes nothing. */
    Optional<List<HostAllocation>> place() {
        int[] order = largestFirst();
        int placed = 0;
        while (placed < order.length && take(order[placed])) {
            placed++;
        }
        for (int index = 0; index < placed; index++) {
            occupy(order[index], -1);
        }
        return placed == order.length ? Optional.of(List.of(allocations)) : Optional.empty();
    }

    private int[] largestFirst() {
        Comparator<Demand> largestFirst = Comparator.comparingInt((Demand demand) -> -demand.virtualFunctions())
                .thenComparingInt(demand -> -demand.tier());
        return IntStream.range(0, vms.size())
                .boxed()
                .sorted(Comparator.comparing(vm -> vms.get(vm).demand(), largestFirst))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private boolean take(int vm) {
        state.work().spend(STEPS_PER_VM);
        Optional<Candidate> candidate = index.candidates().best(vms.get(vm));
        if (candidate.isEmpty()) {
            return false;
        }
        allocations[vm] = candidate.get().allocation(state);
        occupy(vm, 1);
        return true;
    }

    private void occupy(int vm, int sign) {
        state.occupy(allocations[vm].host(), vms.get(vm).demand(), allocations[vm].split(), sign);
    }
}
