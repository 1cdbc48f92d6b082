package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** How many more VMs of one VF of a tier would be admitted, one after another. */
final class Headroom {

    private static final String GUEST = "\0headroom ";

    private final FleetState state;
    private final Demand demand;

    Headroom(FleetState state, int tier) {
        this.state = state;
        this.demand = new Demand(1, tier);
    }

    /** Found by halving: who can take so many more can take fewer. */
    int machines() {
        if (state.down > state.failures || !state.withoutFunctions().isEmpty()) {
            return 0;
        }
        int admitted = 0;
        int refused = room() + 1;
        while (refused - admitted > 1) {
            int tried = (admitted + refused) >>> 1;
            if (fits(tried)) {
                admitted = tried;
            } else {
                refused = tried;
            }
        }
        return admitted;
    }

    private int room() {
        int room = 0;
        for (HostState host : state.hosts) {
            for (PortState port : host.ports) {
                if (host.takesMachines() && port.tier >= demand.tier()) {
                    room += port.room(state.queuePairs(demand));
                }
            }
        }
        return room;
    }

    private boolean fits(int machines) {
        PriorityQueue<Room> rooms = new PriorityQueue<>();
        for (HostState host : state.hosts) {
            if (host.takesMachines()) {
                Room.on(host, demand, state.tiers).ifPresent(rooms::add);
            }
        }
        List<String> guests = new ArrayList<>();
        while (guests.size() < machines && !rooms.isEmpty()) {
            Placement placement = rooms.remove().placement(state.tiers);
            String guest = GUEST + guests.size();
            state.hold(guest, new Holding(demand, placement.host(), placement.functionsPerPort()));
            guests.add(guest);
            Room.on(state.member(placement.host()), demand, state.tiers).ifPresent(rooms::add);
        }
        boolean holds = guests.size() == machines
                && Examination.of(state.returned(state.failures)).holds();
        guests.forEach(state::release);
        return holds;
    }
}
