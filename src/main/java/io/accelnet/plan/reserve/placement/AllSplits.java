package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All ways to divide a VM's VFs among the ports of one host, in a fixed order. */
public final class AllSplits {

    private final FleetState state;
    private final HostState host;
    private final Demand demand;
    private final int limit;
    private final int[] taken;
    private final List<HostAllocation> found = new ArrayList<>();

    private AllSplits(FleetState state, HostState host, Demand demand, int limit) {
        this.state = state;
        this.host = host;
        this.demand = demand;
        this.limit = limit;
        this.taken = new int[host.ports().length];
    }

    /** The first so many ways to give a VM its VFs on a host. */
    public static List<HostAllocation> of(FleetState state, HostState host, Demand demand, int limit) {
        AllSplits divisions = new AllSplits(state, host, demand, limit);
        if (divisions.roomFrom(0) >= demand.virtualFunctions()) {
            divisions.split(0, demand.virtualFunctions());
        }
        return divisions.found;
    }

    private void split(int index, int missing) {
        if (missing == 0) {
            found.add(new HostAllocation(host, split(index)));
            return;
        }
        int after = roomFrom(index + 1);
        for (int count = Math.min(missing, most(index)); count >= missing - after && count >= 0; count--) {
            if (found.size() == limit) {
                return;
            }
            taken[index] = count;
            split(index + 1, missing - count);
        }
    }

    private int most(int index) {
        PortState port = host.ports()[index];
        return port.tier() < demand.tier() ? 0 : port.room(state.queuePairs(demand));
    }

    /** What the port and those after it have: without a look at it, most ways would end with VFs missing. */
    private int roomFrom(int index) {
        int room = 0;
        for (int next = index; next < taken.length; next++) {
            room += most(next);
        }
        return room;
    }

    private Split split(int ports) {
        Map<String, Integer> split = new TreeMap<>();
        for (int index = 0; index < ports; index++) {
            if (taken[index] > 0) {
                split.put(host.ports()[index].name(), taken[index]);
            }
        }
        return state.splits().get(split);
    }
}
