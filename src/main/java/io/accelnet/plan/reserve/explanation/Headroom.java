package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.conditions.Book;
import io.accelnet.plan.reserve.decision.Examiner;
import io.accelnet.plan.reserve.decision.Halving;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Seat;
import io.accelnet.plan.reserve.model.Sight;
import io.accelnet.plan.reserve.placement.FirstChoice;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.ArrayList;
import java.util.List;

/** How many more VMs of one VF of a tier would be admitted, one after another. */
final class Headroom {

    private final FleetIndex index;
    private final FleetState state;
    private final Demand demand;
    /** Where guests are at the moment, in the order in which they came. */
    private final List<Seat> guests = new ArrayList<>();

    Headroom(FleetIndex index, int tier) {
        this.index = index;
        this.state = index.state();
        this.demand = new Demand(1, tier);
    }

    /** Found by trial: who can take so many more can take fewer. */
    int machines() {
        if (state.down() > state.failures() || !state.everybodyHasFunctions()) {
            return 0;
        }
        int machines = fits(1) ? mostFrom(1) : 0;
        host(0);
        return machines;
    }

    /** As many or more, given that so many fit. Most often it is what the tightest condition leaves room for. */
    private int mostFrom(int some) {
        Book book = index.current(Sight.RETURNED);
        long slack = Math.max(0, book.slackFor(demand, state.failures()));
        int admitted = some;
        int refused = room() + some + 1;
        int guess = (int) Math.min(refused - 1, some + slack);
        for (int tried = guess; tried <= guess + 1; tried++) {
            if (tried > admitted && tried < refused) {
                if (fits(tried)) {
                    admitted = tried;
                } else {
                    refused = tried;
                }
            }
        }
        return Halving.last(admitted, refused, this::fits);
    }

    private int room() {
        int room = 0;
        for (HostState host : state.hosts()) {
            room += host.takesMachines() ? host.roomFrom(demand.tier(), state.queuePairs(demand)) : 0;
        }
        return room;
    }

    private boolean fits(int machines) {
        return host(machines)
                && new Examiner(index).examine(Sight.RETURNED, state.failures()).holds();
    }

    /** Takes in or sends away guests until there are so many, if there is room. */
    private boolean host(int machines) {
        FirstChoice choice = new FirstChoice(index);
        while (guests.size() < machines && choice.find(demand)) {
            state.occupy(choice.host(), demand, choice.split(), 1);
            guests.add(new Seat(choice.host(), choice.split()));
        }
        while (guests.size() > machines) {
            Seat last = guests.removeLast();
            state.occupy(last.host(), demand, last.split(), -1);
        }
        return guests.size() == machines;
    }
}
