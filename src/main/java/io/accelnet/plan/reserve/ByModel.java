package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
    private final List<Bin> bins = new ArrayList<>();
    private final Map<Bin, List<Displaced>> contents = new HashMap<>();

    ByModel(SlotModel model, Census census, List<HostState> supply) {
        this.model = model;
        this.census = census;
        Binning binning = new Binning(model, census);
        supply.forEach(host -> bins.addAll(binning.bins(host)));
    }

    /**
     * Where each VM goes, or empty if one is left out.
     *
     * @param homesFirst whether preferred hosts are given before anything else, even if that costs another VM its room
     */
    Optional<Map<String, Placement>> place(List<Displaced> machines, boolean homesFirst) {
        List<Displaced> rest = new ArrayList<>(machines);
        if (homesFirst) {
            rest.removeIf(machine -> home(machine).map(bin -> put(machine, bin)).isPresent());
        }
        rest.sort(Comparator.comparingInt((Displaced machine) -> -Measure.sizeClass(size(machine)))
                .thenComparingInt(machine -> -size(machine))
                .thenComparingInt(machine -> -machine.demand().tier()));
        for (Displaced machine : rest) {
            Optional<Bin> bin = best(machine);
            if (bin.isEmpty()) {
                return Optional.empty();
            }
            put(machine, bin.get());
        }
        return Optional.of(placements());
    }

    private int size(Displaced machine) {
        return model.size(machine.demand(), census);
    }

    private Bin put(Displaced machine, Bin bin) {
        bin.take(size(machine));
        contents.computeIfAbsent(bin, empty -> new ArrayList<>()).add(machine);
        return bin;
    }

    private Optional<Bin> home(Displaced machine) {
        return bins.stream()
                .filter(bin -> fits(machine, bin) && prefers(machine, bin))
                .min(Comparator.comparingInt((Bin bin) -> bin.rank).thenComparingInt(bin -> bin.tier));
    }

    private boolean fits(Displaced machine, Bin bin) {
        return bin.rank >= census.rank(machine.demand()) && bin.free() >= size(machine);
    }

    private static boolean prefers(Displaced machine, Bin bin) {
        return machine.preferred().filter(bin.host.name()::equals).isPresent();
    }

    private Optional<Bin> best(Displaced machine) {
        int size = size(machine);
        Bin best = null;
        for (Bin bin : bins) {
            if (fits(machine, bin) && (best == null || better(machine, size, bin, best))) {
                best = bin;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean better(Displaced machine, int size, Bin one, Bin other) {
        if (one.rank != other.rank) {
            return one.rank < other.rank;
        }
        boolean prefersOne = prefers(machine, one);
        if (prefersOne != prefers(machine, other)) {
            return prefersOne;
        }
        if (one.tier != other.tier) {
            return one.tier < other.tier;
        }
        int fragment = Room.fragment(one.free(), size);
        int otherFragment = Room.fragment(other.free(), size);
        return fragment != otherFragment ? fragment < otherFragment : one.free() > other.free();
    }

    private Map<String, Placement> placements() {
        Map<String, Placement> placements = new TreeMap<>();
        contents.forEach((bin, machines) -> fill(bin, machines, placements));
        return placements;
    }

    /** Within a bin the VFs that cost most come first: then powers of two leave no gaps at the ends of ports. */
    private void fill(Bin bin, List<Displaced> machines, Map<String, Placement> placements) {
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
            placements.put(machine.vm(), new Placement(bin.host.name(), split));
        }
    }
}
