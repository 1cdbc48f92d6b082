package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Tiers;

/** What the ports of all members, up or down, have of VFs and of queue pairs, and whether both may run out. */
public final class Capacity {

    /** In how many parts of a queue pair {@link #perFunction} is told. */
    private static final int PARTS = 16;

    /** A difference of one in so many is about the same. */
    private static final int ABOUT = 4;

    private final Tiers tiers;
    /** By tier, how many ports that have VFs serve it and none above. */
    private final int[] portsOfTier;

    private int hostsOfSeveralTiers;
    private int ports;
    private long functions;
    private long queuePairs;

    Capacity(Tiers tiers) {
        this.tiers = tiers;
        this.portsOfTier = new int[tiers.count()];
    }

    void add(HostState host, int sign) {
        boolean several = false;
        for (PortState port : host.ports) {
            if (port.tier >= 0 && port.port.virtualFunctions() > 0) {
                portsOfTier[port.tier] += sign;
                several |= port.tier != host.tier();
            }
            if (port.tier >= 0) {
                long all = port.port.virtualFunctions();
                ports += bothBind(port) ? sign : 0;
                functions += sign * all;
                queuePairs += sign * Math.min(port.port.queuePairs(), all * tiers.queuePairs(port.tier));
            }
        }
        hostsOfSeveralTiers += several ? sign : 0;
    }

    /** Whether any port serves this tier and none above. */
    public boolean hasPortsOf(int tier) {
        return portsOfTier[tier] > 0;
    }

    /** Whether any host has ports that differ in the highest tier that they serve. */
    public boolean hasHostsOfSeveralTiers() {
        return hostsOfSeveralTiers > 0;
    }

    /** Whether it depends on the tiers of the VMs which of the two a port runs out of first. */
    private boolean bothBind(PortState port) {
        long all = port.port.virtualFunctions();
        return all * tiers.queuePairs(0) < port.port.queuePairs()
                && port.port.queuePairs() < all * tiers.queuePairs(port.tier);
    }

    /** Whether there is a port where both may run out. */
    public boolean bothBind() {
        return ports > 0;
    }

    /** Queue pairs for each VF, in 16ths, where both may run out; 0 where there are no such ports. */
    public long perFunction() {
        return bothBind() ? PARTS * queuePairs / functions : 0;
    }

    /**
     * What a VM likes of a port of which both may run out: 1 if it takes more queue pairs for each VF than there are, so that
     * it should go where these are to spare, -1 if fewer, 0 if about as many, or if only one of the two may run out anywhere.
     */
    public int preference(int queuePairsEach) {
        long more = (long) PARTS * queuePairsEach - perFunction();
        return !bothBind() || Math.abs(more) * ABOUT <= perFunction() ? 0 : Long.signum(more);
    }

    /** The free queue pairs that the free VFs leave over if each takes as many as there are, in 16ths; may be negative. */
    public long surplus(PortState port) {
        long free = port.freeFunctions();
        long most = free * tiers.queuePairs(tiers.count() - 1);
        return PARTS * Math.min(port.freeQueuePairs(), most) - perFunction() * free;
    }
}
