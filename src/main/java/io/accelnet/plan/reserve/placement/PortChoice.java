package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.Capacity;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Split;
import io.accelnet.plan.reserve.model.SplitPool;
import java.util.BitSet;
import java.util.TreeMap;

/** Divides a VM's VFs among the ports of its host: lowest tier first, within a tier as few ports as possible. */
final class PortChoice {

    private static final int NONE = -1;
    private static final BitSet NO_PORTS = new BitSet(0);

    private final HostState host;
    private final int lowest;
    private final int highest;
    private final int queuePairs;
    private final Capacity capacity;
    private final int preference;

    private PortChoice(HostState host, int lowest, int highest, int queuePairs, Capacity capacity) {
        this.host = host;
        this.lowest = lowest;
        this.highest = highest;
        this.queuePairs = queuePairs;
        this.capacity = capacity;
        this.preference = capacity.preference(queuePairs);
    }

    /**
     * How many VFs each port gives; there must be room.
     *
     * @param tier the tier of the ports used, or one above all tiers if several must be
     */
    static Split split(HostState host, Demand demand, int tier, FleetState state) {
        boolean several = tier >= state.tiers().count();
        PortChoice choice =
                new PortChoice(host, several ? demand.tier() : tier, tier, state.queuePairs(demand), state.capacity());
        int only = choice.best(demand.virtualFunctions(), NO_PORTS);
        return only != NONE && choice.room(only) >= demand.virtualFunctions()
                ? state.splits().get(host.ports()[only].port().name(), demand.virtualFunctions())
                : choice.among(demand.virtualFunctions(), state.splits());
    }

    private Split among(int functions, SplitPool pool) {
        TreeMap<String, Integer> split = new TreeMap<>();
        BitSet taken = new BitSet();
        int missing = functions;
        while (missing > 0) {
            int next = best(missing, taken);
            if (next == NONE) {
                throw new IllegalStateException("no room for " + functions + " VFs on " + host.name());
            }
            int given = Math.min(missing, room(next));
            split.put(host.ports()[next].port().name(), given);
            missing -= given;
            taken.set(next);
        }
        return pool.get(split);
    }

    private int room(int port) {
        return host.ports()[port].room(queuePairs);
    }

    private long surplus(int port) {
        return capacity.surplus(host.ports()[port]);
    }

    private int best(int wanted, BitSet taken) {
        int best = NONE;
        for (int index = 0; index < host.ports().length; index++) {
            int tier = host.ports()[index].tier();
            if (tier >= lowest && tier <= highest && !taken.get(index) && room(index) > 0) {
                best = best == NONE || isBetter(index, best, wanted) ? index : best;
            }
        }
        return best;
    }

    /** Ports are in the order of names: of equals the first stays. */
    private boolean isBetter(int port, int than, int wanted) {
        int tier = host.ports()[port].tier();
        int otherTier = host.ports()[than].tier();
        if (tier != otherTier) {
            return tier < otherTier;
        }
        int room = room(port);
        int otherRoom = room(than);
        if (room < wanted != otherRoom < wanted) {
            return room >= wanted;
        }
        if (preference != 0 && surplus(port) != surplus(than)) {
            return surplus(port) > surplus(than) == preference > 0;
        }
        int fragment = Candidate.fragment(room, wanted);
        int otherFragment = Candidate.fragment(otherRoom, wanted);
        return fragment != otherFragment ? fragment < otherFragment : room > otherRoom;
    }
}
