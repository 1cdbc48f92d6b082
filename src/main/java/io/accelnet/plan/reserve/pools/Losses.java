package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What one VM takes from others: how many of their bundles, at most and at least. */
final class Losses {

    private final Tiers tiers;
    /** By pool, whether some port may run out of queue pairs before it runs out of VFs. */
    private final boolean[] queuePairsBind = new boolean[Port.MOST_POOLS];

    Losses(Tiers tiers, Collection<HostState> hosts) {
        this.tiers = tiers;
        for (HostState host : hosts) {
            for (PortState port : host.ports()) {
                queuePairsBind[port.port().pool()] |= mayBind(port);
            }
        }
    }

    /**
     * A VM may have more queue pairs of a port than it gives to one VF: the port was changed after the VM came. Then what is left of them
     * may be too few for the VFs that are left.
     */
    private boolean mayBind(PortState state) {
        Port port = state.port();
        if (state.tier() == PortState.INCAPABLE || port.queuePairs() == Port.UNBOUNDED) {
            return false;
        }
        long each = tiers.queuePairs(state.tier());
        return port.queuePairs() < port.virtualFunctions() * each
                || state.freeQueuePairs() < state.freeFunctions() * each;
    }

    /** Whether a port of the host may run out of queue pairs by now, and none of its pool could when this was made. */
    boolean lacks(HostState host) {
        for (PortState port : host.ports()) {
            if (!queuePairsBind[port.port().pool()] && mayBind(port)) {
                return true;
            }
        }
        return false;
    }

    /** The pools whose ports may run out of queue pairs before they run out of VFs. */
    Set<Integer> binding() {
        return IntStream.range(0, queuePairsBind.length)
                .filter(pool -> queuePairsBind[pool])
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Whether a port of the pool may run out of queue pairs before it runs out of VFs. */
    boolean queuePairsBind(int pool) {
        return queuePairsBind[pool];
    }

    /**
     * The most bundles of another demand that a host can give less once a VM has taken its own there, as {@link FreeHost#take}
     * takes it.
     *
     * @param slots how bundles are counted
     */
    int atMost(Demand taken, Demand other, SlotSize slots) {
        int most = 0;
        for (int pool = 0; pool < other.ofPools().size(); pool++) {
            int each = other.ofPool(pool);
            if (each > 0 && taken.ofPool(pool) > 0) {
                most = Math.max(most, atMost(pool, taken, other, each, slots));
            }
        }
        return most;
    }

    private int atMost(int pool, Demand taken, Demand other, int each, SlotSize slots) {
        // Of VFs of the other tier, those that a port lacks for each VF taken from it.
        int lost =
                queuePairsBind[pool] ? slots.lost(tiers.queuePairs(taken.tier()), tiers.queuePairs(other.tier())) : 1;
        int functions = taken.ofPool(pool) * lost;
        if (!other.differentPorts() || each == 1) {
            return Math.ceilDiv(functions, each);
        }
        // One VF of each of the roomiest ports is no more than one bundle; of any port it may be one for each.
        boolean fromRoomiest = taken.differentPorts()
                && taken.tier() == other.tier()
                && taken.ofPool(pool) <= each
                && !slots.isSlots();
        return fromRoomiest ? 1 : functions;
    }

    /**
     * The most bundles of its own that a VM costs. It is one, unless it takes VFs of different ports, the roomiest of which aren't
     * those with most slots.
     */
    int ofItsOwn(Demand demand, SlotSize slots) {
        return slots.isSlots() ? Math.max(1, atMost(demand, demand, slots)) : 1;
    }

    /** The ways to count that matter. */
    List<SlotSize> slotSizes() {
        for (boolean binds : queuePairsBind) {
            if (binds) {
                return SlotSize.all(tiers);
            }
        }
        return List.of(SlotSize.NONE);
    }

    /** How many bundles of another demand can be made of what a VM takes, wherever it is. */
    int atLeast(Demand taken, Demand other) {
        if (taken.tier() < other.tier()) {
            return 0;
        }
        int least = Integer.MAX_VALUE;
        for (int pool = 0; pool < other.ofPools().size(); pool++) {
            int each = other.ofPool(pool);
            if (each > 1 && other.differentPorts() && !taken.differentPorts()) {
                return 0;
            }
            if (each > 0) {
                least = Math.min(least, taken.ofPool(pool) / each);
            }
        }
        return least;
    }
}
