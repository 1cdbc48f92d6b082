package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import java.util.ArrayList;
import java.util.Arrays;
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
    /** By place in the sequence, how that VM's VFs may be divided: each way is tried, or they are counted. */
    private final Splits[] tried;

    private final Splits[] counted;
    private int splitsLeft;
    private int steps = MOST_STEPS;

    private BundleSearch(FleetState state, List<HostState> hosts, List<Displaced> vms) {
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
        int ports = Arrays.stream(free).mapToInt(FreeHost::ports).max().orElse(0);
        this.tried = new Splits[vms.size()];
        this.counted = new Splits[vms.size()];
        for (int place = 0; place < vms.size(); place++) {
            int next = place;
            Demand demand = vms.get(sequence.get(place)).demand();
            tried[place] = new Splits(demand, ports, split -> put(next, split));
            counted[place] = new Splits(demand, ports, split -> --splitsLeft == 0);
        }
    }

    /**
     * What was found.
     *
     * @param allocations a place for each, if there are places for all
     * @param everythingTried whether there are certainly none otherwise
     */
    record Outcome(Optional<List<HostAllocation>> allocations, boolean everythingTried) {}

    /** What is found for these VMs on what these hosts have free. */
    static Outcome outcome(FleetState state, List<HostState> hosts, List<Displaced> vms) {
        return vms.size() <= MOST_VMS && state.work().allows(MOST_STEPS)
                ? new BundleSearch(state, hosts, vms).outcome()
                : new Outcome(Optional.empty(), false);
    }

    private Outcome outcome() {
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
            if (hasMostSplits(place, host)) {
                steps = 0;
                return false;
            }
            on[vm] = host;
            // It also ends when there are no steps left.
            if (tried[place].anyOf(free[host])) {
                return steps >= 0;
            }
        }
        return false;
    }

    private boolean hasMostSplits(int place, int host) {
        splitsLeft = MOST_SPLITS;
        return counted[place].anyOf(free[host]);
    }

    /** Puts a VM on its host, and the others after it. Whether that is the end: all have found places, or no steps are left. */
    private boolean put(int place, int[] split) {
        if (steps-- <= 0) {
            return true;
        }
        int vm = sequence.get(place);
        FreeHost host = free[on[vm]];
        int tier = vms.get(vm).demand().tier();
        taken[vm] = split;
        host.use(split, tier, 1);
        boolean found = place(place + 1);
        host.use(split, tier, -1);
        return found;
    }
}
