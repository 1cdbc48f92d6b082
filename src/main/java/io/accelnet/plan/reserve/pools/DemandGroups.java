package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Demands that every port of the fleet serves alike are one group: of two tiers between which no port's tier lies, neither is
 * harder to serve than the other, as long as queue pairs don't run out first.
 */
final class DemandGroups {

    private final Losses losses;
    /** By pool, which tiers its ports have. */
    private final boolean[][] tiersOfPorts;

    private final Map<Demand, Integer> numbers = new HashMap<>();
    private final List<Demand> groups = new ArrayList<>();
    private final int[] groupOfClass;

    /** The groups of all demands that the fleet knows. */
    DemandGroups(FleetState state, Losses losses) {
        this(state, losses, PoolIndex.demands(state));
    }

    private DemandGroups(FleetState state, Losses losses, List<Demand> demands) {
        this.losses = losses;
        this.tiersOfPorts = new boolean[Port.MOST_POOLS][state.tiers().count()];
        for (HostState host : state.hosts()) {
            for (PortState port : host.ports()) {
                if (port.tier() != PortState.INCAPABLE && port.port().virtualFunctions() > 0) {
                    tiersOfPorts[port.port().pool()][port.tier()] = true;
                }
            }
        }
        this.groupOfClass = demands.stream().mapToInt(this::group).toArray();
    }

    /** Those of no demands yet; {@link #group} adds them. */
    static DemandGroups none(FleetState state) {
        return new DemandGroups(state, new Losses(state.tiers(), state.hosts()), List.of());
    }

    /** The number of the group of a demand. */
    final int group(Demand demand) {
        return numbers.computeIfAbsent(alike(demand), first -> {
            groups.add(first);
            return groups.size() - 1;
        });
    }

    /** The demand of the lowest tier that is served alike. */
    private Demand alike(Demand demand) {
        int tier = demand.tier();
        while (tier > 0 && !matters(demand, tier - 1)) {
            tier--;
        }
        return tier == demand.tier() ? demand : demand.ofTier(tier);
    }

    /** Whether there is a port that can do this tier and no higher one, or the queue pairs of a tier count. */
    private boolean matters(Demand demand, int tier) {
        for (int pool = 0; pool < demand.ofPools().size(); pool++) {
            if (demand.ofPool(pool) > 0 && (losses.queuePairsBind(pool) || tiersOfPorts[pool][tier])) {
                return true;
            }
        }
        return false;
    }

    /** How many classes of demands are known. */
    int classes() {
        return groupOfClass.length;
    }

    int ofClass(int number) {
        return groupOfClass[number];
    }

    int count() {
        return groups.size();
    }

    Demand demand(int group) {
        return groups.get(group);
    }

    List<Demand> demands() {
        return groups;
    }
}
