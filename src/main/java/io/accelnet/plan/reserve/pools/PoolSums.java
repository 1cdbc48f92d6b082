package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Sums;
import io.accelnet.plan.reserve.decision.BinarySearch;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Adds up what there is in each pool and in all, and finds how much more there may be. */
public final class PoolSums {

    private final PoolIndex index;
    private final FleetState state;
    private final int pools;
    private boolean exact = true;

    /** @param pools how many pools there are, also those of which no host has a port */
    public PoolSums(PoolIndex index, int pools) {
        this.index = index;
        this.state = index.state();
        this.pools = pools;
    }

    /**
     * VFs of one pool, or of all.
     *
     * @param capacity on hosts that are up
     * @param used of these, in use
     * @param free of these, not in use, on hosts that take VMs
     * @param cordoned of these, not in use, on hosts that take none
     * @param leaving of these, not in use, on others, which leave
     */
    private record Count(int capacity, int used, int free, int cordoned, int leaving) {

        static final Count NOTHING = new Count(0, 0, 0, 0, 0);

        Count plus(Count other) {
            return new Count(
                    capacity + other.capacity,
                    used + other.used,
                    free + other.free,
                    cordoned + other.cordoned,
                    leaving + other.leaving);
        }
    }

    /** The arithmetic of the reserve. */
    public Sums sums() {
        PoolExaminer.Answer now = new PoolExaminer(index).examine(Scope.UP, state.failures());
        List<Count> counts = IntStream.range(0, pools).mapToObj(this::count).toList();
        Count all = counts.stream().reduce(Count.NOTHING, Count::plus);
        List<Sums.OfPool> ofPools = new ArrayList<>();
        for (int pool = 0; pool < pools; pool++) {
            ofPools.add(ofPool(counts.get(pool), headroom(List.of(pool))));
        }
        List<Sums.OfCombination> combinations = combinations().stream()
                .map(each -> new Sums.OfCombination(each, headroom(each)))
                .toList();
        // A VM with one network adapter may take any pool: so many are admitted that are of one.
        List<Integer> headroom = IntStream.range(0, state.tiers().offered().size())
                .mapToObj(place -> ofPools.stream()
                        .mapToInt(pool -> pool.headroom().get(place))
                        .max()
                        .orElse(0))
                .toList();
        int available =
                ofPools.stream().mapToInt(pool -> pool.headroom().getFirst()).sum();
        boolean isOne = pools == 1;
        return new Sums(
                state.hosts().size(),
                state.failures(),
                state.down(),
                all.capacity(),
                all.used(),
                all.free(),
                all.cordoned(),
                all.leaving(),
                all.free() - available,
                tolerated(now.holds()),
                new PoolExaminer(index).worst(now),
                headroom,
                exact,
                isOne ? List.of() : ofPools,
                isOne ? List.of() : combinations);
    }

    private static Sums.OfPool ofPool(Count count, List<Integer> headroom) {
        return new Sums.OfPool(
                count.capacity(),
                count.used(),
                count.free(),
                count.cordoned(),
                count.leaving(),
                count.free() - headroom.getFirst(),
                headroom);
    }

    private Count count(int pool) {
        Count count = Count.NOTHING;
        for (HostState host : state.hosts()) {
            for (PortState port : host.ports()) {
                if (!host.isDown()
                        && port.tier() != PortState.INCAPABLE
                        && port.port().pool() == pool) {
                    count = count.plus(count(host, port));
                }
            }
        }
        return count;
    }

    private static Count count(HostState host, PortState port) {
        int there = port.port().virtualFunctions();
        int free = port.freeFunctions();
        return new Count(
                there,
                there - free,
                host.isReserve() ? free : 0,
                host.isCordoned() ? free : 0,
                !host.isCordoned() && host.isLeaving() ? free : 0);
    }

    /** The sets of several pools that VMs have VFs of, and that of all, the smaller ones first. */
    private List<List<Integer>> combinations() {
        TreeSet<List<Integer>> sets = new TreeSet<>((one, other) -> one.size() != other.size()
                ? Integer.compare(one.size(), other.size())
                : one.toString().compareTo(other.toString()));
        index.presentDemands().stream()
                .map(demand -> IntStream.range(0, demand.ofPools().size())
                        .filter(pool -> demand.ofPool(pool) > 0)
                        .boxed()
                        .toList())
                .filter(set -> set.size() > 1)
                .forEach(sets::add);
        if (pools > 1) {
            sets.add(IntStream.range(0, pools).boxed().toList());
        }
        return List.copyOf(sets);
    }

    /**
     * For each tier offered, how many more VMs with one VF of each of these pools would be admitted. Of tiers that are served alike there
     * are as many.
     */
    private List<Integer> headroom(List<Integer> set) {
        List<Integer> ofPools = new ArrayList<>(Collections.nCopies(set.getLast() + 1, 0));
        set.forEach(pool -> ofPools.set(pool, 1));
        List<Integer> headroom = new ArrayList<>();
        Map<Integer, PoolHeadroom.Found> byGroup = new HashMap<>();
        DemandGroups groups = DemandGroups.none(state);
        for (int tier : state.tiers().offered()) {
            Demand demand = new Demand(set.size(), tier, ofPools, false);
            PoolHeadroom.Found found = PoolAdmission.isKindTaken(index, demand)
                    ? byGroup.computeIfAbsent(groups.group(demand), first -> new PoolHeadroom(index, demand).find())
                    : new PoolHeadroom(index, demand).find();
            exact &= found.exact();
            headroom.add(found.vms());
        }
        return headroom;
    }

    /** Who survives so many failures survives fewer. */
    private int tolerated(boolean promiseHolds) {
        if (!state.everyVmHasFunctions()) {
            return 0;
        }
        return BinarySearch.last(
                0,
                state.hosts().size() - state.down() + 1,
                more -> (promiseHolds && state.down() + more <= state.failures())
                        || new PoolExaminer(index)
                                .examine(Scope.UP, state.down() + more)
                                .holds());
    }
}
