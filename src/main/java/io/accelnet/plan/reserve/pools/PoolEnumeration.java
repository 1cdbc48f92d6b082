package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last resort, for small clusters: goes through every set of hosts that may fail, small ones first, and places their VMs as a
 * recovery would. Where a search finds no place for them and has tried everything, the state doesn't survive.
 */
final class PoolEnumeration {

    /** What is said of the proof. */
    static final String EVERY_SET = "every set of failures tried";

    /** Sets times hosts up to which it is worth the time. */
    private static final long MOST_WORK = 1_000;
    /** Steps of the budget below which it isn't begun. */
    private static final long LEAST_STEPS = 500_000;

    private final FleetState state;
    private final List<HostState> hosts;
    private final int failures;
    private final Map<HostState, List<Displaced>> vms = new HashMap<>();
    private boolean open;
    private Optional<Shortage> shortage = Optional.empty();

    PoolEnumeration(FleetState state, Scope scope, int failures) {
        this.state = state;
        this.hosts = state.hosts().stream().filter(scope::includes).toList();
        this.failures = failures;
    }

    PoolExaminer.Answer answer() {
        int most = Math.min(failures, hosts.size());
        if (sets(hosts.size(), most) * hosts.size() > MOST_WORK || !state.work().allows(LEAST_STEPS)) {
            return new PoolExaminer.Answer(Optional.empty(), Optional.empty());
        }
        PlacementWays ways = new PlacementWays(state);
        for (int size = 1; size <= most && !open && shortage.isEmpty(); size++) {
            all(ways, 0, size, new ArrayList<>());
        }
        return open || shortage.isPresent()
                ? new PoolExaminer.Answer(Optional.empty(), shortage)
                : PoolExaminer.Answer.proven(EVERY_SET);
    }

    private static long sets(int hosts, int failures) {
        long sets = 1;
        long sum = 0;
        for (int size = 1; size <= failures && sum <= MOST_WORK; size++) {
            sets = sets * (hosts - size + 1) / size;
            sum += sets;
        }
        return sum;
    }

    private void all(PlacementWays ways, int from, int left, List<HostState> failed) {
        if (left == 0) {
            look(ways, failed);
            return;
        }
        for (int next = from; next + left <= hosts.size() && !open && shortage.isEmpty(); next++) {
            failed.add(hosts.get(next));
            all(ways, next + 1, left - 1, failed);
            failed.removeLast();
        }
    }

    private void look(PlacementWays ways, List<HostState> failed) {
        List<HostState> supply = hosts.stream()
                .filter(host -> host.isReserve() && !failed.contains(host))
                .toList();
        List<Displaced> displaced = displaced(failed);
        BundlePlacement placement = new BundlePlacement(state, supply, () -> ways);
        state.work().spend(displaced.size() + hosts.size());
        if (placement.fitsInSomeOrder(displaced)) {
            return;
        }
        BundleSearch.Outcome searched = placement.bySearch(displaced);
        if (searched.allocations().isEmpty()) {
            open = !searched.everythingTried();
            if (searched.everythingTried()) {
                shortage = Optional.of(new Shortage(
                        0,
                        1,
                        1,
                        Shortage.Unit.PLACES,
                        failed.stream().map(HostState::name).toList()));
            }
        }
    }

    private List<Displaced> displaced(List<HostState> failed) {
        List<Displaced> displaced = new ArrayList<>();
        failed.forEach(host -> displaced.addAll(vms.computeIfAbsent(host, this::vmsOn)));
        return displaced;
    }

    /** Only what they need matters: a VM stands for all of its class. */
    private List<Displaced> vmsOn(HostState host) {
        List<Displaced> vms = new ArrayList<>();
        for (int number = 0; number < state.classes().count(); number++) {
            if (host.vms(number) > 0) {
                Displaced vm = new Displaced("vm", state.classes().demand(number), Optional.empty());
                vms.addAll(Collections.nCopies(host.vms(number), vm));
            }
        }
        return vms;
    }
}
