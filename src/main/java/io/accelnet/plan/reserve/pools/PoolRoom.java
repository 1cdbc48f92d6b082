package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.HostState;
import java.util.Map;
import java.util.Optional;

/** The room that a host has for one VM. */
public final class PoolRoom {

    private PoolRoom() {}

    /** How the VFs of a VM would be divided among the host's ports; empty if there isn't room. */
    public static Optional<Map<String, Integer>> on(HostState host, Demand demand, Tiers tiers) {
        FreeHost free = FreeHost.of(host, tiers);
        return free.bundles(demand) == 0 ? Optional.empty() : Optional.of(free.byName(free.take(demand)));
    }
}
