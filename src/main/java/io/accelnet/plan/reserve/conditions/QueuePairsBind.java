package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.model.Census;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Follower;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Sight;
import java.util.BitSet;

/** Whether there is a port whose queue pairs may run out before its VFs do. */
public final class QueuePairsBind extends Follower {

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
    protected void refresh(HostState host) {
        hosts.set(host.number(), sight.sees(host) && mayBind(host, census));
    }

    public static boolean mayBind(HostState host, Census census) {
        for (int index = 0; index < host.ports().length; index++) {
            PortState port = host.ports()[index];
            int rank = census.servedRank(port.tier());
            if (rank >= 0 && port.room(census.queuePairs(rank)) < port.freeFunctions()) {
                return true;
            }
        }
        return false;
    }
}
