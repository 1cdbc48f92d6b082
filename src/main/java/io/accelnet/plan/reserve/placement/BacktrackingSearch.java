package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Tries ways to place VMs one by one, the most demanding first, and goes back where one is left out, for a bounded number
 * of steps. Finds a way if there is one and the steps suffice. What it finds depends on the demands and the free room only.
 */
public final class BacktrackingSearch {

    /** As many as a recovery takes; a proof counts on no more. Each is a port that is given some VFs, or a host that is tried. */
    public static final int STEPS = 20_000;

    /** What is counted for a step and each port of the host that it is about. */
    private static final long WORK_PER_PORT = 4;

    private final Tiers tiers;
    private final WorkBudget work;
    private final List<HostState> supply;
    /** Places in the list that was given. */
    private final List<Integer> order;

    /** In this order. */
    private final List<Displaced> vms;

    private final int[][] functions;
    private final int[][] queuePairs;
    private final List<Split> splits = new ArrayList<>();
    private final List<HostState> hosts = new ArrayList<>();
    private int steps;

    public BacktrackingSearch(FleetState state, List<HostState> supply, List<Displaced> vms, int steps) {
        this.tiers = state.tiers();
        this.work = state.work();
        this.supply = supply;
        Comparator<Displaced> mostDemandingFirst = Comparator.comparingInt(
                        (Displaced vm) -> -vm.demand().virtualFunctions() * each(vm))
                .thenComparingInt(vm -> -vm.demand().tier());
        this.order = IntStream.range(0, vms.size())
                .boxed()
                .sorted(Comparator.comparing(vms::get, mostDemandingFirst))
                .toList();
        this.vms = order.stream().map(vms::get).toList();
        this.functions = supply.stream()
                .map(host -> Arrays.stream(host.ports())
                        .mapToInt(PortState::freeFunctions)
                        .toArray())
                .toArray(int[][]::new);
        this.queuePairs = supply.stream()
                .map(host -> Arrays.stream(host.ports())
                        .mapToInt(PortState::freeQueuePairs)
                        .toArray())
                .toArray(int[][]::new);
        this.steps = steps;
        work.spend((long) supply.size() + vms.size());
    }

    private int each(Displaced vm) {
        return tiers.queuePairs(vm.demand().tier());
    }

    /** Where each VM goes, by its place in the list that was given. */
    public Optional<List<HostAllocation>> place() {
        if (!enough() || !placeFrom(0, 0)) {
            return Optional.empty();
        }
        HostAllocation[] allocations = new HostAllocation[vms.size()];
        for (int index = 0; index < allocations.length; index++) {
            allocations[order.get(index)] = new HostAllocation(hosts.get(index), splits.get(index));
        }
        return Optional.of(Arrays.asList(allocations));
    }

    /** Steps not taken. */
    public int stepsLeft() {
        return steps;
    }

    private boolean enough() {
        long wanted = 0;
        for (Displaced vm : vms) {
            wanted += vm.demand().virtualFunctions();
        }
        for (int[] ports : functions) {
            for (int free : ports) {
                wanted -= free;
            }
        }
        return wanted <= 0;
    }

    /** VMs of equal demand go to hosts in ascending order, since swapping them changes nothing. */
    private boolean placeFrom(int next, int firstHost) {
        if (next == vms.size()) {
            return true;
        }
        Demand demand = vms.get(next).demand();
        boolean same = next > 0 && vms.get(next - 1).demand().equals(demand);
        for (int host = same ? firstHost : 0; host < supply.size() && steps > 0; host++) {
            steps--;
            work.spend(WORK_PER_PORT);
            if (spread(next, host, 0, demand.virtualFunctions(), new TreeMap<>())) {
                return true;
            }
        }
        return false;
    }

    private boolean spread(int next, int host, int port, int missing, Map<String, Integer> split) {
        if (missing == 0) {
            splits.add(Split.of(split));
            hosts.add(supply.get(host));
            if (placeFrom(next + 1, host)) {
                return true;
            }
            splits.removeLast();
            hosts.removeLast();
            return false;
        }
        if (steps <= 0 || room(next, host, port) < missing) {
            return false;
        }
        steps--;
        work.spend(WORK_PER_PORT * functions[host].length);
        PortState state = supply.get(host).ports()[port];
        int each = each(vms.get(next));
        for (int taken = Math.min(missing, most(next, host, port)); taken >= 0; taken--) {
            use(host, port, taken, each);
            if (taken > 0) {
                split.put(state.port().name(), taken);
            }
            boolean done = spread(next, host, port + 1, missing - taken, split);
            split.remove(state.port().name());
            use(host, port, -taken, each);
            if (done) {
                return true;
            }
        }
        return false;
    }

    /** How many VFs of the VM the port has. */
    private int most(int next, int host, int port) {
        boolean capable =
                supply.get(host).ports()[port].tier() >= vms.get(next).demand().tier();
        return capable ? Math.min(functions[host][port], queuePairs[host][port] / each(vms.get(next))) : 0;
    }

    /** How many the port and those after it have. */
    private int room(int next, int host, int port) {
        int room = 0;
        for (int index = port; index < functions[host].length; index++) {
            room += most(next, host, index);
        }
        return room;
    }

    private void use(int host, int port, int count, int each) {
        functions[host][port] -= count;
        if (supply.get(host).ports()[port].port().queuePairs() != Port.UNBOUNDED) {
            queuePairs[host][port] -= count * each;
        }
    }
}
