package io.accelnet.plan.reserve;

import java.util.BitSet;

/** Whether there is a port whose queue pairs may run out before its VFs do. */
final class QueuePairsBind extends Follower {

    private final Sight sight;
    private final Census census;
    private final BitSet hosts = new BitSet();

    QueuePairsBind(FleetState state, Sight sight, Census census) {
        super(state);
        this.sight = sight;
        this.census = census;
    }

    boolean anywhere() {
        catchUp();
        return !hosts.isEmpty();
    }

    @Override
    void refresh(HostState host) {
        hosts.set(host.number, sight.sees(host) && mayBind(host, census));
    }

    static boolean mayBind(HostState host, Census census) {
        for (int index = 0; index < host.ports.length; index++) {
            PortState port = host.ports[index];
            int rank = census.servedRank(port.tier);
            if (rank >= 0 && port.room(census.queuePairs(rank)) < port.freeFunctions()) {
                return true;
            }
        }
        return false;
    }
}
