package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** All ways in which the ports of one host can give a VM its VFs, in a fixed order. */
final class Splits {

    private final Demand demand;
    private final Predicate<int[]> accepts;
    private final int[] taken;

    /**
     * Those of any host.
     *
     * @param ports how many ports a host has at most
     * @param accepts is shown each way with the number of VFs of each port. The array is that of the next way too, until one is accepted.
     *     What the host has may change meanwhile, if it has all of it again at the end.
     */
    Splits(Demand demand, int ports, Predicate<int[]> accepts) {
        this.demand = demand;
        this.accepts = accepts;
        this.taken = new int[ports];
    }

    /** The first so many ways, each with the number of VFs of each port. */
    static List<int[]> all(FreeHost host, Demand demand, int limit) {
        List<int[]> found = new ArrayList<>();
        Splits splits = new Splits(demand, host.ports(), split -> {
            found.add(split.clone());
            return found.size() >= limit;
        });
        splits.anyOf(host);
        return found;
    }

    /** Goes through the ways of a host until one is accepted. Whether one was. */
    boolean anyOf(FreeHost host) {
        Arrays.fill(taken, 0);
        return host.bundles(demand) > 0 && ofPool(host, 0, 0, demand.ofPool(0));
    }

    private boolean ofPool(FreeHost host, int pool, int port, int missing) {
        if (missing == 0) {
            return pool + 1 < demand.ofPools().size()
                    ? ofPool(host, pool + 1, 0, demand.ofPool(pool + 1))
                    : accepts.test(taken);
        }
        if (port == host.ports() || roomFrom(host, port, pool) < missing) {
            return false;
        }
        for (int count = Math.min(missing, most(host, port, pool)); count > 0; count--) {
            taken[port] = count;
            if (ofPool(host, pool, port + 1, missing - count)) {
                return true;
            }
            taken[port] = 0;
        }
        return ofPool(host, pool, port + 1, missing);
    }

    private int most(FreeHost host, int port, int pool) {
        int room = host.room(port, pool, demand.tier());
        return demand.differentPorts() ? Math.min(1, room) : room;
    }

    private int roomFrom(FreeHost host, int port, int pool) {
        int room = 0;
        for (int next = port; next < host.ports(); next++) {
            room += most(host, next, pool);
        }
        return room;
    }
}
