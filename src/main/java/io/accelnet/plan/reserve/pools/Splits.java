package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import java.util.ArrayList;
import java.util.List;

/** All ways in which the ports of one host can give a VM its VFs, in a fixed order. */
final class Splits {

    private final FreeHost host;
    private final Demand demand;
    private final int limit;
    private final int[] taken;
    private final List<int[]> found = new ArrayList<>();

    private Splits(FreeHost host, Demand demand, int limit) {
        this.host = host;
        this.demand = demand;
        this.limit = limit;
        this.taken = new int[host.ports()];
    }

    /** The first so many ways, each with the number of VFs of each port. */
    static List<int[]> all(FreeHost host, Demand demand, int limit) {
        if (host.bundles(demand) == 0) {
            return List.of();
        }
        Splits splits = new Splits(host, demand, limit);
        splits.ofPool(0, 0, demand.ofPool(0));
        return splits.found;
    }

    private void ofPool(int pool, int port, int missing) {
        if (found.size() >= limit) {
            return;
        }
        if (missing == 0) {
            if (pool + 1 < demand.ofPools().size()) {
                ofPool(pool + 1, 0, demand.ofPool(pool + 1));
            } else {
                found.add(taken.clone());
            }
            return;
        }
        if (port == taken.length || roomFrom(port, pool) < missing) {
            return;
        }
        for (int count = Math.min(missing, most(port, pool)); count > 0; count--) {
            taken[port] = count;
            ofPool(pool, port + 1, missing - count);
            taken[port] = 0;
        }
        ofPool(pool, port + 1, missing);
    }

    private int most(int port, int pool) {
        int room = host.room(port, pool, demand.tier());
        return demand.differentPorts() ? Math.min(1, room) : room;
    }

    private int roomFrom(int port, int pool) {
        int room = 0;
        for (int next = port; next < taken.length; next++) {
            room += most(next, pool);
        }
        return room;
    }
}
