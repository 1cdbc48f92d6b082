package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.DemandClasses;
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
 * The last resort, for small clusters: goes through every set of hosts that may fail, small ones first, and places their VMs
 * as a recovery would. Where a search finds no place for them and has tried everything, the state doesn't survive.
 */
final class FailureEnumeration {

    /** Sets times hosts up to which it is worth the time. */
    private static final long MOST_WORK = 2_500;
    /** What all searches for one question may take. */
    private static final int MOST_SEARCH = 80_000;
    /** Of {@link #MOST_EFFORT}, what a host of a set takes at least, and how many steps of a search are one. */
    private static final int PER_HOST = 4;

    private static final int SEARCHED = 4;

    /** What one question may take in all: on clusters where many VMs are displaced, some tens of milliseconds. */
    private static final long MOST_EFFORT = 40_000;

    /** Steps of the budget below which it isn't begun. */
    private static final long LEAST_STEPS = 500_000;

    private final FleetIndex index;
    private final FleetState state;
    private final List<HostState> hosts;
    private final int failures;
    private long effortLeft = MOST_EFFORT;
    private int searchSteps = MOST_SEARCH;
    /** Whether the search for some set ended before everything was tried. */
    private boolean open;

    private List<HostState> fatal = List.of();

    /**
     * What was found; with neither, the question is open.
     *
     * @param survives whether every set of hosts may fail
     * @param fatal hosts, by name, whose VMs don't find places if they fail; any fewer may fail, as far as that is known.
     *     Empty if no such hosts are known
     */
    record Outcome(boolean survives, List<String> fatal) {}

    FailureEnumeration(FleetIndex index, Scope scope, int failures) {
        this.index = index;
        this.state = index.state();
        this.hosts = state.hosts().stream().filter(scope::includes).toList();
        this.failures = failures;
    }

    Outcome outcome() {
        int most = Math.min(failures, hosts.size());
        if (work(hosts.size(), most) > MOST_WORK || !state.work().allows(LEAST_STEPS)) {
            return new Outcome(false, List.of());
        }
        for (int size = 1; size <= most; size++) {
            if (!all(0, size, new ArrayList<>())) {
                return new Outcome(false, fatal.stream().map(HostState::name).toList());
            }
        }
        return new Outcome(!open, List.of());
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

    /** Goes through the sets with so many hosts more. False if that has ended: with a fatal one, or for want of steps. */
    private boolean all(int from, int left, List<HostState> failed) {
        if (left == 0) {
            return mayFail(failed);
        }
        for (int next = from; next + left <= hosts.size(); next++) {
            failed.add(hosts.get(next));
            boolean goesOn = all(next + 1, left - 1, failed);
            failed.removeLast();
            if (!goesOn) {
                return false;
            }
        }
        return true;
    }

    /** Whether a set may fail, as far as is known. */
    private boolean mayFail(List<HostState> failed) {
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
        BacktrackingSearch search =
                new BacktrackingSearch(state, supply, displaced, Math.min(searchSteps, BacktrackingSearch.STEPS));
        int before = search.stepsLeft();
        boolean found = search.place().isPresent();
        boolean everythingTried = search.stepsLeft() > 0;
        searchSteps -= before - search.stepsLeft();
        if (!found && everythingTried) {
            fatal = List.copyOf(failed);
            return false;
        }
        open |= !found;
        return spend((before - search.stepsLeft()) / SEARCHED) && searchSteps > 0;
    }

    private boolean spend(long steps) {
        effortLeft -= steps;
        return effortLeft >= 0;
    }
}
