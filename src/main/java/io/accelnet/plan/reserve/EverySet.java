package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last resort of a proof, for small clusters: goes through every set of hosts that may fail, smaller ones included, and
 * places their VMs as a recovery would.
 */
final class EverySet {

    /** Sets times hosts up to which it is worth the time. */
    private static final long MOST_WORK = 2_500;

    private final FleetState state;
    private final List<HostState> hosts;
    private final int failures;
    private int searchSteps = 20_000;

    EverySet(FleetState state, Sight sight, int failures) {
        this.state = state;
        this.hosts = state.hosts.stream().filter(sight::sees).toList();
        this.failures = failures;
    }

    boolean survives() {
        int most = Math.min(failures, hosts.size());
        return work(hosts.size(), most) <= MOST_WORK && all(0, most, new ArrayList<>());
    }

    private static long work(int hosts, int failures) {
        long sets = 1;
        long sum = 0;
        for (int size = 1; size <= failures && sum * hosts <= MOST_WORK; size++) {
            sets = sets * (hosts - size + 1) / size;
            sum += sets;
        }
        return sum * hosts;
    }

    private boolean all(int from, int left, List<HostState> failed) {
        if (!failed.isEmpty() && !survives(failed)) {
            return false;
        }
        for (int next = from; left > 0 && next < hosts.size(); next++) {
            failed.add(hosts.get(next));
            boolean survived = all(next + 1, left - 1, failed);
            failed.removeLast();
            if (!survived) {
                return false;
            }
        }
        return true;
    }

    private boolean survives(List<HostState> failed) {
        List<HostState> supply = hosts.stream()
                .filter(host -> !host.isCordoned() && !failed.contains(host))
                .toList();
        List<Displaced> displaced = new ArrayList<>();
        DemandClasses classes = state.classes;
        for (HostState host : failed) {
            for (int number = 0; number < classes.count(); number++) {
                for (int count = host.virtualMachines(number); count > 0; count--) {
                    displaced.add(new Displaced("vm-" + displaced.size(), classes.demand(number), Optional.empty()));
                }
            }
        }
        JointPlacement joint = JointPlacement.on(state, supply);
        if (joint.byFewModels(displaced).isPresent()) {
            return true;
        }
        Search search = new Search(state.tiers, supply, displaced, Math.min(searchSteps, Search.STEPS));
        int before = search.stepsLeft();
        boolean found = search.place().isPresent();
        searchSteps -= before - search.stepsLeft();
        return found;
    }
}
