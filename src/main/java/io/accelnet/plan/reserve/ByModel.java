package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Places VMs jointly as the proof of a slot model does: largest size first, lowest rank with room first, any bin of it.
 * Whatever the model's conditions allow is placed.
 */
final class ByModel {

    private final SlotModel model;
    private final Census census;
    private final SplitPool splits;
    private final Bins bins;
    private final Map<Bin, List<Displaced>> contents = new LinkedHashMap<>();

    ByModel(FleetState state, SlotModel model, Census census, Bins bins) {
        this.model = model;
        this.census = census;
        this.splits = state.splits;
        this.bins = bins;
    }

    /**
     * Where each VM goes, or empty if one is left out.
     *
     * @param homesFirst whether preferred hosts are given before anything else, even if that costs another VM its room
     */
    Optional<Map<String, Seat>> place(List<Displaced> machines, boolean homesFirst) {
        for (List<Displaced> alike : bySize(homesFirst ? unlessHome(machines) : machines)) {
            Demand demand = alike.getFirst().demand();
            int rank = census.rank(demand);
            int size = model.size(demand, census);
            for (Displaced machine : alike) {
                Optional<Bin> bin = bins.best(rank, size, machine.preferred());
                if (bin.isEmpty()) {
                    return Optional.empty();
                }
                put(machine, bin.get(), size);
            }
        }
        return Optional.of(seats());
    }

    /** Puts VMs where they prefer to be, as far as they fit, and returns the others. */
    private List<Displaced> unlessHome(List<Displaced> machines) {
        List<Displaced> others = new ArrayList<>();
        for (Displaced machine : machines) {
            int size = model.size(machine.demand(), census);
            Optional<Bin> home = bins.home(census.rank(machine.demand()), size, machine.preferred());
            if (home.isPresent()) {
                put(machine, home.get(), size);
            } else {
                others.add(machine);
            }
        }
        return others;
    }

    /** The VMs of one demand together, the largest first. */
    private List<List<Displaced>> bySize(List<Displaced> machines) {
        Map<Demand, List<Displaced>> byDemand = new HashMap<>();
        for (Displaced machine : machines) {
            byDemand.computeIfAbsent(machine.demand(), demand -> new ArrayList<>())
                    .add(machine);
        }
        Comparator<Demand> largestFirst = Comparator.comparingInt(
                        (Demand demand) -> -SlotModel.sizeClass(model.size(demand, census)))
                .thenComparingInt(demand -> -model.size(demand, census))
                .thenComparingInt(demand -> -demand.tier());
        return byDemand.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(largestFirst))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void put(Displaced machine, Bin bin, int size) {
        bins.take(bin, size);
        contents.computeIfAbsent(bin, empty -> new ArrayList<>()).add(machine);
    }

    private Map<String, Seat> seats() {
        Map<String, Seat> seats = new HashMap<>();
        contents.forEach((bin, machines) -> fill(bin, machines, seats));
        return seats;
    }

    /** Within a bin the VFs that cost most come first: then powers of two leave no gaps at the ends of ports. */
    private void fill(Bin bin, List<Displaced> machines, Map<String, Seat> seats) {
        int[] left = bin.cells.stream().mapToInt(Bin.Cell::slots).toArray();
        machines.sort(Comparator.comparingInt(machine -> -model.cost(census.rank(machine.demand()))));
        for (Displaced machine : machines) {
            int cost = model.cost(census.rank(machine.demand()));
            int missing = machine.demand().virtualFunctions();
            Map<String, Integer> split = new TreeMap<>();
            for (int index = 0; missing > 0; index++) {
                int taken = Math.min(missing, left[index] / cost);
                if (taken > 0) {
                    left[index] -= taken * cost;
                    missing -= taken;
                    split.put(bin.cells.get(index).port().port.name(), taken);
                }
            }
            seats.put(machine.vm(), new Seat(bin.host, splits.get(split)));
        }
    }
}
