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

    /** By VM, whether the one before it has an equal demand. */
    private final boolean[] sameAsBefore;

    private final int[][] functions;
    private final int[][] queuePairs;
    /** By VM, the place of its host in the supply. */
    private final int[] hosts;
    /** By VM, how many ports of its host were looked at. */
    private final int[] looked;
    /** By VM, how many VFs it lacks after these. */
    private final int[] missing;
    /** By VM and port, how many VFs are given. What it comes to is told at the end: most of what is tried is dropped. */
    private final int[] given;

    private final int mostPorts;
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
        this.sameAsBefore = new boolean[vms.size()];
        for (int vm = 1; vm < vms.size(); vm++) {
            sameAsBefore[vm] = demand(vm).equals(demand(vm - 1));
        }
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
        this.mostPorts =
                supply.stream().mapToInt(host -> host.ports().length).max().orElse(0);
        this.hosts = new int[vms.size()];
        this.looked = new int[vms.size()];
        this.missing = new int[vms.size()];
        this.given = new int[vms.size() * mostPorts];
        this.steps = steps;
        work.spend((long) supply.size() + vms.size());
    }

    private Demand demand(int vm) {
        return vms.get(vm).demand();
    }

    private int each(Displaced vm) {
        return tiers.queuePairs(vm.demand().tier());
    }

    /** Where each VM goes, by its place in the list that was given. */
    public Optional<List<HostAllocation>> place() {
        if (!enough() || !placeAll()) {
            return Optional.empty();
        }
        HostAllocation[] allocations = new HostAllocation[vms.size()];
        for (int index = 0; index < allocations.length; index++) {
            allocations[order.get(index)] = new HostAllocation(supply.get(hosts[index]), split(index));
        }
        return Optional.of(Arrays.asList(allocations));
    }

    private Split split(int vm) {
        Map<String, Integer> split = new TreeMap<>();
        PortState[] ports = supply.get(hosts[vm]).ports();
        for (int port = 0; port < looked[vm]; port++) {
            int taken = given[vm * mostPorts + port];
            if (taken > 0) {
                split.put(ports[port].port().name(), taken);
            }
        }
        return Split.of(split);
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

    /** Goes on from port to port and from VM to VM, and back. Not by recursion: there may be many thousand VMs. */
    private boolean placeAll() {
        int vm = 0;
        boolean goesOn = vms.isEmpty() || begin(0);
        while (vm < vms.size()) {
            if (goesOn && missing[vm] == 0) {
                vm++;
                goesOn = vm == vms.size() || begin(vm);
            } else if (goesOn) {
                goesOn = giveMost(vm);
            } else if (giveLess(vm) || nextHost(vm)) {
                goesOn = true;
            } else if (vm > 0) {
                vm--;
            } else {
                return false;
            }
        }
        return true;
    }

    /** VMs of equal demand go to hosts in ascending order, since swapping them changes nothing. */
    private boolean begin(int vm) {
        hosts[vm] = (sameAsBefore[vm] ? hosts[vm - 1] : 0) - 1;
        looked[vm] = 0;
        return nextHost(vm);
    }

    private boolean nextHost(int vm) {
        hosts[vm]++;
        if (hosts[vm] >= supply.size() || steps <= 0) {
            return false;
        }
        steps--;
        work.spend(WORK_PER_PORT);
        looked[vm] = 0;
        missing[vm] = demand(vm).virtualFunctions();
        return true;
    }

    /** The next port gives as much as it can, if it and those after it have enough. */
    private boolean giveMost(int vm) {
        int host = hosts[vm];
        int port = looked[vm];
        if (steps <= 0 || room(vm, host, port) < missing[vm]) {
            return false;
        }
        steps--;
        work.spend(WORK_PER_PORT * functions[host].length);
        looked[vm]++;
        give(vm, port, Math.min(missing[vm], most(vm, host, port)));
        return true;
    }

    /** The last port that gives anything gives one less, and those after it are to be looked at anew. */
    private boolean giveLess(int vm) {
        while (looked[vm] > 0) {
            int port = looked[vm] - 1;
            if (given[vm * mostPorts + port] > 0) {
                give(vm, port, -1);
                return true;
            }
            looked[vm]--;
        }
        return false;
    }

    private void give(int vm, int port, int more) {
        given[vm * mostPorts + port] += more;
        missing[vm] -= more;
        use(hosts[vm], port, more, each(vms.get(vm)));
    }

    /** How many VFs of the VM the port has. */
    private int most(int next, int host, int port) {
        boolean capable = supply.get(host).ports()[port].tier() >= demand(next).tier();
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
