package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.DemandClasses;
import io.accelnet.plan.reserve.model.Effort;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.BacktrackingSearch;
import io.accelnet.plan.reserve.placement.FleetIndex;
import io.accelnet.plan.reserve.placement.JointPlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last resort of a proof, for small clusters: goes through every set of hosts that may fail, smaller ones included, and
 * places their VMs as a recovery would.
 */
final class FailureEnumeration {

    /** Sets times hosts up to which it is worth the time. */
    private static final long MOST_WORK = 2_500;
    /** What all searches for one question may take. */
    private static final int MOST_SEARCH = 80_000;
    /** Steps of {@link Effort} that a host of a set takes at least, and how many steps of a search are one. */
    private static final int PER_HOST = 4;

    private static final int SEARCHED = 4;

    /** What one question may take in all: on clusters where many VMs are displaced, some tens of milliseconds. */
    private static final long MOST_EFFORT = 40_000;

    private final FleetIndex index;
    private final FleetState state;
    private final List<HostState> hosts;
    private final int failures;
    private long effortLeft = MOST_EFFORT;
    private int searchSteps = MOST_SEARCH;

    FailureEnumeration(FleetIndex index, Scope scope, int failures) {
        this.index = index;
        this.state = index.state();
        this.hosts = state.hosts().stream().filter(scope::includes).toList();
        this.failures = failures;
    }

    boolean survives() {
        int most = Math.min(failures, hosts.size());
        if (work(hosts.size(), most) > MOST_WORK || !state.effort().allows(MOST_EFFORT)) {
            return false;
        }
        return all(0, most, new ArrayList<>());
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
                .filter(host -> host.isReserve() && !failed.contains(host))
                .toList();
        List<Displaced> displaced = new ArrayList<>();
        DemandClasses classes = state.classes();
        for (HostState host : failed) {
            for (int number = 0; number < classes.count(); number++) {
                for (int count = host.vms(number); count > 0; count--) {
                    displaced.add(new Displaced("vm-" + displaced.size(), classes.demand(number), Optional.empty()));
                }
            }
        }
        if (!spend((long) PER_HOST * hosts.size() + displaced.size())) {
            return false;
        }
        JointPlacement joint = JointPlacement.on(index, supply);
        if (joint.byFewModels(displaced).isPresent()) {
            return true;
        }
        BacktrackingSearch search = new BacktrackingSearch(
                state.tiers(), supply, displaced, Math.min(searchSteps, BacktrackingSearch.STEPS));
        int before = search.stepsLeft();
        boolean found = search.place().isPresent();
        searchSteps -= before - search.stepsLeft();
        return spend((before - search.stepsLeft()) / SEARCHED) && found;
    }

    private boolean spend(long steps) {
        state.effort().spend(steps);
        effortLeft -= steps;
        return effortLeft >= 0;
    }
}
