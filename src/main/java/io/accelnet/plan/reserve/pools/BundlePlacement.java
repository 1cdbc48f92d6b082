package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Places VMs jointly on what some hosts have free: in each order in turn, and by a search where there are few. */
final class BundlePlacement {

    private final FleetState state;
    private final List<HostState> hosts;

    BundlePlacement(FleetState state, List<HostState> hosts) {
        this.state = state;
        this.hosts = List.copyOf(hosts);
    }

    /** The ways in which all find places, that of the search last; each is found when it is asked for. */
    Stream<List<HostAllocation>> ways(List<Displaced> vms) {
        return Stream.concat(waysInOrder(vms), Stream.of(vms).flatMap(all -> bySearch(all).allocations().stream()));
    }

    /** Those of each order alone. */
    Stream<List<HostAllocation>> waysInOrder(List<Displaced> vms) {
        return Arrays.stream(PlacementOrder.values()).flatMap(order -> inOrder(vms, order).stream());
    }

    /** Whether all find places, as far as that is known without a search. */
    boolean fitsInSomeOrder(List<Displaced> vms) {
        return waysInOrder(vms).findFirst().isPresent();
    }

    BundleSearch.Outcome bySearch(List<Displaced> vms) {
        return new BundleSearch(state, hosts, vms).outcome();
    }

    private Optional<List<HostAllocation>> inOrder(List<Displaced> vms, PlacementOrder order) {
        List<Demand> demands = vms.stream()
                .map(Displaced::demand)
                .distinct()
                .sorted(order.total())
                .toList();
        Map<Demand, Integer> groups = new HashMap<>();
        demands.forEach(demand -> groups.put(demand, groups.size()));
        PoolHosts room = new PoolHosts(hosts, state.tiers(), demands, state.work());
        @Nullable HostAllocation[] found = new HostAllocation[vms.size()];
        List<Integer> sequence = IntStream.range(0, vms.size())
                .boxed()
                .sorted(Comparator.comparing(
                        index -> groups.getOrDefault(vms.get(index).demand(), 0)))
                .toList();
        for (int index : sequence) {
            Displaced vm = vms.get(index);
            Optional<Integer> host = room.best(vm.demand(), groups.getOrDefault(vm.demand(), 0), vm.preferred());
            if (host.isEmpty()) {
                return Optional.empty();
            }
            found[index] = room.take(host.get(), vm.demand(), state.splits());
        }
        List<HostAllocation> placed = new ArrayList<>(found.length);
        for (HostAllocation allocation : found) {
            if (allocation != null) {
                placed.add(allocation);
            }
        }
        return Optional.of(placed);
    }

    /** Where one VM is best put; empty if it finds room nowhere. */
    Optional<HostAllocation> best(Displaced vm) {
        return inOrder(List.of(vm), PlacementOrder.MOST_POOLS).map(List::getFirst);
    }
}
