package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.certificate.Bin;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
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
 * Places VMs jointly as the proof of a slot model does: largest size first, lowest rank with room first, any bin of it.
 * Whatever the model's conditions allow is placed. There may be a hundred thousand VMs, so they are numbers here: their
 * places in the list.
 */
final class ModelPlacement {

    /** What is counted for a VM that is to be placed, before a bin is looked for. */
    private static final long STEPS_PER_VM = 4;

    private final FleetState state;
    private final SlotModel model;
    private final DemandSet demandSet;
    private final Bins bins;
    private final List<Displaced> vms;
    /** By VM, the class of its demand. */
    private final int[] classes;
    /** Of the VMs in one bin, who comes after whom. */
    private final int[] next;

    private final HostAllocation[] allocations;
    private final List<Bin> used = new ArrayList<>();

    ModelPlacement(FleetState state, SlotModel model, DemandSet demandSet, Bins bins, List<Displaced> vms) {
        this.state = state;
        this.model = model;
        this.demandSet = demandSet;
        this.bins = bins;
        this.vms = vms;
        this.classes = new int[vms.size()];
        Arrays.setAll(classes, vm -> state.classes().number(vms.get(vm).demand()));
        this.next = new int[vms.size()];
        this.allocations = new HostAllocation[vms.size()];
    }

    /**
     * Where each VM goes, by its place in the list, or empty if one is left out.
     *
     * @param preferredFirst whether preferred hosts are given before anything else, even if that costs another VM its room
     */
    Optional<List<HostAllocation>> place(boolean preferredFirst) {
        state.work().spend(STEPS_PER_VM * vms.size());
        int[] all = IntStream.range(0, vms.size()).toArray();
        for (int vm : bySize(preferredFirst ? unlessPreferred(all) : all)) {
            Displaced displaced = vms.get(vm);
            Demand demand = displaced.demand();
            int size = model.size(demand, demandSet);
            Optional<Bin> bin = bins.best(demandSet.rank(demand), size, displaced.preferred());
            if (bin.isEmpty()) {
                return Optional.empty();
            }
            put(vm, bin.get(), size);
        }
        used.forEach(this::fill);
        return Optional.of(Arrays.asList(allocations));
    }

    /** Puts VMs where they prefer to be, as far as they fit, and returns the others. */
    private int[] unlessPreferred(int[] all) {
        IntStream.Builder others = IntStream.builder();
        for (int vm : all) {
            Displaced displaced = vms.get(vm);
            int size = model.size(displaced.demand(), demandSet);
            Optional<Bin> preferred =
                    bins.preferredBin(demandSet.rank(displaced.demand()), size, displaced.preferred());
            if (preferred.isPresent()) {
                put(vm, preferred.get(), size);
            } else {
                others.add(vm);
            }
        }
        return others.build().toArray();
    }

    /** The largest VMs first, those of one demand together and in the order of the list. */
    private int[] bySize(int[] some) {
        int[] ends = new int[state.classes().count()];
        for (int vm : some) {
            ends[classes[vm]]++;
        }
        int end = 0;
        for (int number : largestFirst(ends)) {
            end += ends[number];
            ends[number] = end;
        }
        int[] sorted = new int[some.length];
        for (int index = some.length - 1; index >= 0; index--) {
            sorted[--ends[classes[some[index]]]] = some[index];
        }
        return sorted;
    }

    private int[] largestFirst(int[] counts) {
        Comparator<Demand> largestFirst = Comparator.comparingInt((Demand demand) -> -model.size(demand, demandSet))
                .thenComparingInt(demand -> -demand.tier());
        return IntStream.range(0, counts.length)
                .filter(number -> counts[number] > 0)
                .boxed()
                .sorted(Comparator.comparing(state.classes()::demand, largestFirst))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void put(int vm, Bin bin, int size) {
        bins.take(bin, size);
        next[vm] = Bin.NO_VM;
        int before = bin.append(vm);
        if (before == Bin.NO_VM) {
            used.add(bin);
        } else {
            next[before] = vm;
        }
    }

    /** Within a bin the VFs that cost most come first: then powers of two leave no gaps at the ends of ports. */
    private void fill(Bin bin) {
        int[] left = bin.cells().stream().mapToInt(Bin.Cell::slots).toArray();
        List<HostAllocation> known = new ArrayList<>();
        for (int cost : model.costsDescending()) {
            for (int vm = bin.first(); vm != Bin.NO_VM; vm = next[vm]) {
                Demand demand = state.classes().demand(classes[vm]);
                if (model.cost(demandSet.rank(demand)) == cost) {
                    allocations[vm] = allocation(bin, split(bin, left, cost, demand.virtualFunctions()), known);
                }
            }
        }
    }

    private static HostAllocation allocation(Bin bin, Split split, List<HostAllocation> known) {
        for (HostAllocation allocation : known) {
            if (allocation.split().equals(split)) {
                return allocation;
            }
        }
        HostAllocation allocation = new HostAllocation(bin.host(), split);
        known.add(allocation);
        return allocation;
    }

    private Split split(Bin bin, int[] left, int cost, int functions) {
        int first = 0;
        while (left[first] < cost) {
            first++;
        }
        if (left[first] >= functions * cost) {
            left[first] -= functions * cost;
            return state.splits().get(port(bin, first), functions);
        }
        Map<String, Integer> split = new TreeMap<>();
        int missing = functions;
        for (int index = first; missing > 0; index++) {
            int taken = Math.min(missing, left[index] / cost);
            if (taken > 0) {
                left[index] -= taken * cost;
                missing -= taken;
                split.put(port(bin, index), taken);
            }
        }
        return state.splits().get(split);
    }

    private static String port(Bin bin, int cell) {
        return bin.cells().get(cell).port().name();
    }
}
