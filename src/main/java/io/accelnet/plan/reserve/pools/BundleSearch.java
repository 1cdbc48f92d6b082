package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tries every way to place a few VMs, until one is found or so many steps were taken. VMs of equal demands are
 * interchangeable: the next one is put no further to the front than the one before.
 */
final class BundleSearch {

    private static final int MOST_STEPS = 20_000;
    private static final int MOST_VMS = 64;
    private static final int MOST_SPLITS = 256;

    private final FleetState state;
    private final List<HostState> hosts;
    private final List<Displaced> vms;
    private final List<Integer> sequence;
    private final FreeHost[] free;
    private final int[] on;
    private final int[][] taken;
    private int steps = MOST_STEPS;

    BundleSearch(FleetState state, List<HostState> hosts, List<Displaced> vms) {
        this.state = state;
        this.hosts = hosts;
        this.vms = vms;
        Comparator<Demand> order = PlacementOrder.USUAL.thenComparingInt(Demand::tier);
        this.sequence = IntStream.range(0, vms.size())
                .boxed()
                .sorted(Comparator.comparing(index -> vms.get(index).demand(), order))
                .toList();
        this.free = hosts.stream().map(host -> FreeHost.of(host, state.tiers())).toArray(FreeHost[]::new);
        this.on = new int[vms.size()];
        this.taken = new int[vms.size()][];
    }

    /**
     * What was found.
     *
     * @param allocations a place for each, if there are places for all
     * @param everythingTried whether there are certainly none otherwise
     */
    record Outcome(Optional<List<HostAllocation>> allocations, boolean everythingTried) {}

    Outcome outcome() {
        if (vms.size() > MOST_VMS || !state.work().allows(MOST_STEPS)) {
            return new Outcome(Optional.empty(), false);
        }
        boolean found = place(0);
        state.work().spend(MOST_STEPS - steps);
        return new Outcome(found ? Optional.of(allocations()) : Optional.empty(), steps > 0);
    }

    private List<HostAllocation> allocations() {
        List<HostAllocation> allocations = new ArrayList<>();
        for (int vm = 0; vm < vms.size(); vm++) {
            allocations.add(new HostAllocation(hosts.get(on[vm]), state.splits().get(free[on[vm]].byName(taken[vm]))));
        }
        return allocations;
    }

    private boolean place(int place) {
        if (place == sequence.size()) {
            return true;
        }
        int vm = sequence.get(place);
        Demand demand = vms.get(vm).demand();
        int first = 0;
        if (place > 0 && vms.get(sequence.get(place - 1)).demand().equals(demand)) {
            first = on[sequence.get(place - 1)];
        }
        for (int host = first; host < free.length; host++) {
            List<int[]> splits = Splits.all(free[host], demand, MOST_SPLITS);
            if (splits.size() == MOST_SPLITS) {
                steps = 0;
            }
            for (int[] split : splits) {
                if (steps-- <= 0) {
                    return false;
                }
                on[vm] = host;
                taken[vm] = split;
                free[host].use(split, demand.tier(), 1);
                if (place(place + 1)) {
                    return true;
                }
                free[host].use(split, demand.tier(), -1);
            }
        }
        return false;
    }
}
