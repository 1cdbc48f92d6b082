package io.accelnet.plan.reserve;

/** What the ports of all members, up or down, have of VFs and of queue pairs, and whether both may run out. */
final class Provision {

    /** In how many parts of a queue pair {@link #perFunction} is told. */
    static final int PARTS = 16;

    private final Tiers tiers;
    private int ports;
    private long functions;
    private long queuePairs;

    Provision(Tiers tiers) {
        this.tiers = tiers;
    }

    void add(HostState host, int sign) {
        for (PortState port : host.ports) {
            if (port.tier >= 0) {
                long all = port.port.virtualFunctions();
                ports += bothBind(port) ? sign : 0;
                functions += sign * all;
                queuePairs += sign * Math.min(port.port.queuePairs(), all * tiers.queuePairs(port.tier));
            }
        }
    }

    /** Whether it depends on the tiers of the VMs which of the two a port runs out of first. */
    private boolean bothBind(PortState port) {
        long all = port.port.virtualFunctions();
        return all * tiers.queuePairs(0) < port.port.queuePairs()
                && port.port.queuePairs() < all * tiers.queuePairs(port.tier);
    }

    /** Whether there is a port where both may run out. */
    boolean bothBind() {
        return ports > 0;
    }

    /** Queue pairs for each VF, in {@link #PARTS}, where both may run out; there must be such ports. */
    long perFunction() {
        return PARTS * queuePairs / functions;
    }
}
