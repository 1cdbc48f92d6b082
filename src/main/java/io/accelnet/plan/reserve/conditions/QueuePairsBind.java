package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.JournalReader;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.BitSet;

/** Whether there is a port whose queue pairs may run out before its VFs do. */
public final class QueuePairsBind extends JournalReader {

    private final Scope scope;
    private final WorkBudget work;
    private final DemandSet demandSet;
    private final BitSet hosts = new BitSet();

    QueuePairsBind(FleetState state, Scope scope, DemandSet demandSet) {
        super(state);
        this.work = state.work();
        this.scope = scope;
        this.demandSet = demandSet;
    }

    boolean anywhere() {
        catchUp();
        return !hosts.isEmpty();
    }

    @Override
    protected void refresh(HostState host) {
        work.spend(host.ports().length);
        hosts.set(host.number(), scope.includes(host) && mayBind(host, demandSet));
    }

    public static boolean mayBind(HostState host, DemandSet demandSet) {
        for (int index = 0; index < host.ports().length; index++) {
            PortState port = host.ports()[index];
            int rank = demandSet.servedRank(port.tier());
            if (rank >= 0 && port.room(demandSet.queuePairs(rank)) < port.freeFunctions()) {
                return true;
            }
        }
        return false;
    }
}
