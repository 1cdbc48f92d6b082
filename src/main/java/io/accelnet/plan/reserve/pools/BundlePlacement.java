package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.SplitPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Places VMs jointly on what some hosts have free: in each order in turn, and by a search where there are few. */
final class BundlePlacement {

    private final FleetState state;
    private final List<HostState> hosts;
    private final Supplier<PlacementWays> ways;

    /** On hosts of a fleet that may change meanwhile. */
    BundlePlacement(FleetState state, List<HostState> hosts) {
        this(state, hosts, () -> new PlacementWays(state));
    }

    /** @param ways those of the fleet as it is when VMs are placed */
    BundlePlacement(FleetState state, List<HostState> hosts, Supplier<PlacementWays> ways) {
        this.state = state;
        this.hosts = List.copyOf(hosts);
        this.ways = ways;
    }

    /** The ways in which all find places, that of the search last; each is found when it is asked for. */
    Stream<List<HostAllocation>> ways(List<Displaced> vms) {
        return Stream.concat(waysInOrder(vms), Stream.of(vms).flatMap(all -> bySearch(all).allocations().stream()));
    }

    /** Those of each order alone. */
    Stream<List<HostAllocation>> waysInOrder(List<Displaced> vms) {
        return placesInOrder(vms).map(places -> places.allocations(state.splits()));
    }

    private Stream<Places> placesInOrder(List<Displaced> vms) {
        int largest = vms.stream()
                .mapToInt(vm -> PlacementOrder.size(vm.demand()))
                .max()
                .orElse(1);
        PlacementWays known = ways.get();
        Grouped grouped = Grouped.of(known.noGroups(), vms);
        return known.orders(largest)
                .map(order -> steps(grouped.groups(), order))
                .distinct()
                .flatMap(steps ->
                        known.counts().stream().flatMap(count -> inOrder(vms, grouped, steps, count).stream()));
    }

    /**
     * VMs of one group are placed next.
     *
     * @param pack how many of them together
     * @param bundle what there is room for where they are put
     */
    private record Step(int group, int pack, Demand bundle) {}

    /** As the proof has them: in the order of the groups, and in packs of a group. */
    private static List<Step> steps(DemandGroups groups, PlacementOrder order) {
        return IntStream.range(0, groups.count())
                .boxed()
                .sorted(Comparator.comparing(groups::demand, order.comparator()))
                .map(group -> new Step(group, order.pack(groups.demand(group)), order.bundle(groups.demand(group))))
                .toList();
    }

    /**
     * VMs by the group of their demand.
     *
     * @param groups the groups
     * @param vms by group, where its VMs are in the list of all
     */
    private record Grouped(DemandGroups groups, List<List<Integer>> vms) {
        static Grouped of(DemandGroups groups, List<Displaced> all) {
            List<List<Integer>> vms = new ArrayList<>();
            for (int vm = 0; vm < all.size(); vm++) {
                int group = groups.group(all.get(vm).demand());
                if (group == vms.size()) {
                    vms.add(new ArrayList<>());
                }
                vms.get(group).add(vm);
            }
            return new Grouped(groups, vms);
        }
    }

    /** Whether all find places, as far as that is known without a search. */
    boolean fitsInSomeOrder(List<Displaced> vms) {
        return placesInOrder(vms).findFirst().isPresent();
    }

    BundleSearch.Outcome bySearch(List<Displaced> vms) {
        return BundleSearch.outcome(state, hosts, vms);
    }

    /** Where VMs are put. What that makes of each is asked for only if it is wanted: sets of failures are tried by the thousand. */
    private static final class Places {
        private final PoolHosts room;
        /** By VM, its host. */
        private final int[] hosts;
        /** By VM, how many VFs each of the host's ports gives. */
        private final int[][] taken;

        Places(PoolHosts room, int vms) {
            this.room = room;
            this.hosts = new int[vms];
            this.taken = new int[vms][];
        }

        void put(int vm, int host, Demand demand, SlotSize count) {
            hosts[vm] = host;
            taken[vm] = room.take(host, demand, count);
        }

        List<HostAllocation> allocations(SplitPool splits) {
            return IntStream.range(0, hosts.length)
                    .mapToObj(vm -> room.allocation(hosts[vm], taken[vm], splits))
                    .toList();
        }
    }

    /** @param count by which there is to be room where VMs are put */
    private Optional<Places> inOrder(List<Displaced> vms, Grouped grouped, List<Step> steps, SlotSize count) {
        PoolHosts room = new PoolHosts(hosts, state.tiers(), grouped.groups().demands(), state.work());
        Places places = new Places(room, vms.size());
        for (Step step : steps) {
            List<Integer> all = grouped.vms().get(step.group());
            for (int first = 0; first < all.size(); first += step.pack()) {
                List<Integer> pack = all.subList(first, Math.min(all.size(), first + step.pack()));
                if (!placeTogether(vms, pack, step, count, places)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(places);
    }

    /** On one host if there is one with room for the bundle, else each by itself. */
    private static boolean placeTogether(
            List<Displaced> vms, List<Integer> pack, Step step, SlotSize count, Places places) {
        PoolHosts room = places.room;
        Demand first = vms.get(pack.getFirst()).demand();
        int group = step.group();
        boolean isBundle = !step.bundle().ofPools().equals(first.ofPools());
        Optional<Integer> together =
                isBundle ? room.bestWithRoomFor(step.bundle(), count, first, group) : Optional.empty();
        for (int index : pack) {
            Demand demand = vms.get(index).demand();
            Optional<Integer> host = together.or(() -> count.keeps()
                    ? room.bestWithRoomFor(demand, count, demand, group)
                    : room.best(demand, group, vms.get(index).preferred()));
            if (host.isEmpty()) {
                return false;
            }
            places.put(index, host.get(), demand, count);
        }
        return true;
    }

    /** Where one VM is best put; empty if it finds room nowhere. */
    Optional<HostAllocation> best(Displaced vm) {
        List<Displaced> alone = List.of(vm);
        return inOrder(
                        alone,
                        Grouped.of(DemandGroups.none(state), alone),
                        List.of(new Step(0, 1, vm.demand())),
                        SlotSize.NONE)
                .map(places -> places.allocations(state.splits()).getFirst());
    }
}
