package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a host has free, to be given away on trial. A <em>bundle</em> of a demand is what one VM of that demand takes: VFs of each
 * pool that it names, on different ports if it asks for that.
 *
 * <p>What is given lies where it does least harm to VMs that need different ports: on the ports with most room. Of ports with
 * equal room those of the lowest tier come first, then those whose name comes first.
 */
final class FreeHost {

    /** A bit for each pool. */
    static final int EVERY_POOL = -1;

    private final Tiers tiers;
    private final PortState[] ports;
    private final int[] functions;
    private final int[] queuePairs;

    private FreeHost(Tiers tiers, PortState[] ports, int[] functions, int[] queuePairs) {
        this.tiers = tiers;
        this.ports = ports;
        this.functions = functions;
        this.queuePairs = queuePairs;
    }

    static FreeHost of(HostState host, Tiers tiers) {
        PortState[] ports = host.ports();
        int[] functions = new int[ports.length];
        int[] queuePairs = new int[ports.length];
        for (int index = 0; index < ports.length; index++) {
            functions[index] = ports[index].freeFunctions();
            queuePairs[index] = ports[index].freeQueuePairs();
        }
        return new FreeHost(tiers, ports, functions, queuePairs);
    }

    FreeHost copy() {
        return new FreeHost(tiers, ports, functions.clone(), queuePairs.clone());
    }

    /** The pools that a demand names: a bit for each. */
    static int pools(Demand demand) {
        int pools = 0;
        for (int pool = 0; pool < demand.ofPools().size(); pool++) {
            pools |= demand.ofPool(pool) > 0 ? 1 << pool : 0;
        }
        return pools;
    }

    /** The pools of which this has anything else free than the same host had before: a bit for each. Every pool if it has other ports. */
    int poolsOtherThan(FreeHost before) {
        if (!Arrays.equals(ports, before.ports)) {
            return EVERY_POOL;
        }
        int pools = 0;
        for (int port = 0; port < ports.length; port++) {
            boolean same = functions[port] == before.functions[port] && queuePairs[port] == before.queuePairs[port];
            pools |= same ? 0 : 1 << ports[port].port().pool();
        }
        return pools;
    }

    int ports() {
        return ports.length;
    }

    /** How many VFs of the demand's tier the port could give; none if it is of another pool. */
    int room(int port, int pool, int tier) {
        return room(port, pool, tier, SlotSize.NONE);
    }

    private int room(int port, int pool, int tier, SlotSize slots) {
        if (ports[port].port().pool() != pool || ports[port].tier() < tier) {
            return 0;
        }
        return queuePairs[port] == Port.UNBOUNDED
                ? functions[port]
                : slots.room(functions[port], queuePairs[port], tiers.queuePairs(tier));
    }

    /** How many bundles of a demand fit together. */
    int bundles(Demand demand) {
        return bundles(demand, SlotSize.NONE);
    }

    /** How many bundles of a demand fit together by this count. */
    int bundles(Demand demand, SlotSize slots) {
        int most = Integer.MAX_VALUE;
        for (int pool = 0; pool < demand.ofPools().size(); pool++) {
            if (demand.ofPool(pool) > 0) {
                most = Math.min(most, bundles(pool, demand, slots));
            }
        }
        return most;
    }

    /** How many bundles of a demand fit together at least, counted in slots in the pools whose ports may run out of queue pairs. */
    int bundles(Demand demand, SlotSize slots, Losses losses) {
        int most = Integer.MAX_VALUE;
        for (int pool = 0; pool < demand.ofPools().size(); pool++) {
            if (demand.ofPool(pool) > 0) {
                most = Math.min(most, bundles(pool, demand, losses.queuePairsBind(pool) ? slots : SlotSize.NONE));
            }
        }
        return most;
    }

    private int bundles(int pool, Demand demand, SlotSize slots) {
        int each = demand.ofPool(pool);
        int sum = 0;
        for (int port = 0; port < ports.length; port++) {
            sum += room(port, pool, demand.tier(), slots);
        }
        int most = sum / each;
        if (!demand.differentPorts() || each == 1) {
            return most;
        }
        int fits = 0;
        while (fits < most) {
            int tried = (fits + most + 1) >>> 1;
            if (upTo(tried, pool, demand.tier(), slots) >= (long) each * tried) {
                fits = tried;
            } else {
                most = tried - 1;
            }
        }
        return fits;
    }

    /** VFs of a pool if no port may give more than so many. */
    private long upTo(int most, int pool, int tier, SlotSize slots) {
        long sum = 0;
        for (int port = 0; port < ports.length; port++) {
            sum += Math.min(most, room(port, pool, tier, slots));
        }
        return sum;
    }

    /**
     * Gives away one bundle, for which there must be room.
     *
     * @return how many VFs each port gives
     */
    int[] take(Demand demand) {
        return take(demand, SlotSize.NONE);
    }

    /** The same by this count, by which there must be room. */
    int[] take(Demand demand, SlotSize slots) {
        int[] taken = new int[ports.length];
        for (int pool = 0; pool < demand.ofPools().size(); pool++) {
            int missing = demand.ofPool(pool);
            while (missing > 0) {
                int port = roomiest(pool, demand, taken, slots);
                int given = demand.differentPorts() ? 1 : Math.min(missing, room(port, pool, demand.tier(), slots));
                taken[port] = given;
                missing -= given;
            }
        }
        use(taken, demand.tier(), 1);
        return taken;
    }

    private int roomiest(int pool, Demand demand, int[] taken, SlotSize slots) {
        int best = -1;
        int most = 0;
        for (int port = 0; port < ports.length; port++) {
            int room = taken[port] > 0 ? 0 : room(port, pool, demand.tier(), slots);
            boolean lower = best >= 0 && room == most && ports[port].tier() < ports[best].tier();
            if (room > most || (room > 0 && lower)) {
                best = port;
                most = room;
            }
        }
        if (best < 0) {
            throw new IllegalStateException("no room for " + demand);
        }
        return best;
    }

    /** Gives away VFs of a tier, or takes them back if the sign is -1. */
    void use(int[] taken, int tier, int sign) {
        for (int port = 0; port < ports.length; port++) {
            functions[port] -= sign * taken[port];
            if (queuePairs[port] != Port.UNBOUNDED) {
                queuePairs[port] -= sign * taken[port] * tiers.queuePairs(tier);
            }
        }
    }

    /** VFs by the names of their ports. */
    Map<String, Integer> byName(int[] taken) {
        Map<String, Integer> byName = new TreeMap<>();
        for (int port = 0; port < ports.length; port++) {
            if (taken[port] > 0) {
                byName.put(ports[port].name(), taken[port]);
            }
        }
        return byName;
    }

    /** Equal for hosts that can give the same in the same way. */
    String likeness() {
        StringBuilder likeness = new StringBuilder();
        for (int port = 0; port < ports.length; port++) {
            likeness.append(ports[port].port().pool())
                    .append('/')
                    .append(ports[port].tier())
                    .append('/')
                    .append(functions[port])
                    .append('/')
                    .append(queuePairs[port])
                    .append(' ');
        }
        return likeness.toString();
    }
}
