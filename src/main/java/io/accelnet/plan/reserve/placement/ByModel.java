package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.certificate.Bin;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.model.Census;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Seat;
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
final class ByModel {

    private final FleetState state;
    private final SlotModel model;
    private final Census census;
    private final Bins bins;
    private final List<Displaced> machines;
    /** By VM, the class of its demand. */
    private final int[] classes;
    /** Of the VMs in one bin, who comes after whom. */
    private final int[] next;

    private final Seat[] seats;
    private final List<Bin> used = new ArrayList<>();

    ByModel(FleetState state, SlotModel model, Census census, Bins bins, List<Displaced> machines) {
        this.state = state;
        this.model = model;
        this.census = census;
        this.bins = bins;
        this.machines = machines;
        this.classes = new int[machines.size()];
        Arrays.setAll(
                classes, machine -> state.classes().number(machines.get(machine).demand()));
        this.next = new int[machines.size()];
        this.seats = new Seat[machines.size()];
    }

    /**
     * Where each VM goes, by its place in the list, or empty if one is left out.
     *
     * @param homesFirst whether preferred hosts are given before anything else, even if that costs another VM its room
     */
    Optional<List<Seat>> place(boolean homesFirst) {
        int[] all = IntStream.range(0, machines.size()).toArray();
        for (int machine : bySize(homesFirst ? unlessHome(all) : all)) {
            Displaced displaced = machines.get(machine);
            Demand demand = displaced.demand();
            int size = model.size(demand, census);
            Optional<Bin> bin = bins.best(census.rank(demand), size, displaced.preferred());
            if (bin.isEmpty()) {
                return Optional.empty();
            }
            put(machine, bin.get(), size);
        }
        used.forEach(this::fill);
        return Optional.of(Arrays.asList(seats));
    }

    /** Puts VMs where they prefer to be, as far as they fit, and returns the others. */
    private int[] unlessHome(int[] all) {
        IntStream.Builder others = IntStream.builder();
        for (int machine : all) {
            Displaced displaced = machines.get(machine);
            int size = model.size(displaced.demand(), census);
            Optional<Bin> home = bins.home(census.rank(displaced.demand()), size, displaced.preferred());
            if (home.isPresent()) {
                put(machine, home.get(), size);
            } else {
                others.add(machine);
            }
        }
        return others.build().toArray();
    }

    /** The largest VMs first, those of one demand together and in the order of the list. */
    private int[] bySize(int[] some) {
        int[] ends = new int[state.classes().count()];
        for (int machine : some) {
            ends[classes[machine]]++;
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
        Comparator<Demand> largestFirst = Comparator.comparingInt((Demand demand) -> -model.size(demand, census))
                .thenComparingInt(demand -> -demand.tier());
        return IntStream.range(0, counts.length)
                .filter(number -> counts[number] > 0)
                .boxed()
                .sorted(Comparator.comparing(state.classes()::demand, largestFirst))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void put(int machine, Bin bin, int size) {
        bins.take(bin, size);
        next[machine] = Bin.NOBODY;
        int before = bin.append(machine);
        if (before == Bin.NOBODY) {
            used.add(bin);
        } else {
            next[before] = machine;
        }
    }

    /** Within a bin the VFs that cost most come first: then powers of two leave no gaps at the ends of ports. */
    private void fill(Bin bin) {
        int[] left = bin.cells().stream().mapToInt(Bin.Cell::slots).toArray();
        List<Seat> known = new ArrayList<>();
        for (int cost : model.costsDescending()) {
            for (int machine = bin.first(); machine != Bin.NOBODY; machine = next[machine]) {
                Demand demand = state.classes().demand(classes[machine]);
                if (model.cost(census.rank(demand)) == cost) {
                    seats[machine] = seat(bin, split(bin, left, cost, demand.virtualFunctions()), known);
                }
            }
        }
    }

    private static Seat seat(Bin bin, Split split, List<Seat> known) {
        for (Seat seat : known) {
            if (seat.split().equals(split)) {
                return seat;
            }
        }
        Seat seat = new Seat(bin.host(), split);
        known.add(seat);
        return seat;
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
