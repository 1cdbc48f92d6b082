package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Seat;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Places VMs one after the other, those with most VFs first, each where a new VM of its kind would go. No model stands
 * between it and what ports really have free, so that it succeeds where a model's rounding doesn't; but nothing is proven of
 * it.
 */
final class OneByOne {

    private final FleetIndex index;
    private final FleetState state;
    private final List<Displaced> machines;
    private final Seat[] seats;

    OneByOne(FleetIndex index, List<Displaced> machines) {
        this.index = index;
        this.state = index.state();
        this.machines = machines;
        this.seats = new Seat[machines.size()];
    }

    /** Where each VM goes, by its place in the list, or empty if one is left out. Changes nothing. */
    Optional<List<Seat>> place() {
        int[] order = largestFirst();
        int placed = 0;
        while (placed < order.length && take(order[placed])) {
            placed++;
        }
        for (int index = 0; index < placed; index++) {
            occupy(order[index], -1);
        }
        return placed == order.length ? Optional.of(List.of(seats)) : Optional.empty();
    }

    private int[] largestFirst() {
        Comparator<Demand> largestFirst = Comparator.comparingInt((Demand demand) -> -demand.virtualFunctions())
                .thenComparingInt(demand -> -demand.tier());
        return IntStream.range(0, machines.size())
                .boxed()
                .sorted(Comparator.comparing(machine -> machines.get(machine).demand(), largestFirst))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private boolean take(int machine) {
        Optional<Room> room = index.rooms().best(machines.get(machine));
        if (room.isEmpty()) {
            return false;
        }
        seats[machine] = room.get().seat(state);
        occupy(machine, 1);
        return true;
    }

    private void occupy(int machine, int sign) {
        state.occupy(seats[machine].host(), machines.get(machine).demand(), seats[machine].split(), sign);
    }
}
