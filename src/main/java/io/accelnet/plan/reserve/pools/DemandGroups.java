package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Demands that every port of the fleet serves alike are one group: of two tiers between which no port's tier lies, neither is
 * harder to serve than the other, as long as queue pairs don't run out first.
 */
final class DemandGroups {

    /** No group. */
    static final int NONE = -1;

    private final Losses losses;
    /** By pool, which tiers its ports have. */
    private final boolean[][] tiersOfPorts;

    private final Map<Demand, Integer> numbers = new HashMap<>();
    private final List<Demand> groups = new ArrayList<>();
    private int[] groupOfClass = {};

    private DemandGroups(Losses losses, boolean[][] tiersOfPorts) {
        this.losses = losses;
        this.tiersOfPorts = tiersOfPorts;
    }

    /** Those of no demands yet. */
    static DemandGroups none(FleetState state) {
        return none(state, new Losses(state.tiers(), state.hosts()));
    }

    private static DemandGroups none(FleetState state, Losses losses) {
        boolean[][] tiersOfPorts = new boolean[Port.MOST_POOLS][state.tiers().count()];
        for (HostState host : state.hosts()) {
            for (PortState port : host.ports()) {
                if (port.tier() != PortState.INCAPABLE && port.port().virtualFunctions() > 0) {
                    tiersOfPorts[port.port().pool()][port.tier()] = true;
                }
            }
        }
        return new DemandGroups(losses, tiersOfPorts);
    }

    /** Those of no demands yet, in the same state of the same hosts. */
    DemandGroups none() {
        return new DemandGroups(losses, tiersOfPorts);
    }

    Losses losses() {
        return losses;
    }

    /** Those of some classes of demands. */
    static DemandGroups of(FleetState state, Losses losses, BitSet classes) {
        DemandGroups groups = none(state, losses);
        groups.groupOfClass = new int[classes.length()];
        Arrays.fill(groups.groupOfClass, NONE);
        // The numbers of classes tell in which order they came, on which no answer may depend.
        classes.stream()
                .boxed()
                .sorted(Comparator.comparing(
                        number -> groups.alike(state.classes().demand(number)), PlacementOrder.USUAL))
                .forEach(number -> groups.groupOfClass[number] =
                        groups.group(state.classes().demand(number)));
        return groups;
    }

    /** The number of the group of a demand, which is a new one if there is none like it. */
    int group(Demand demand) {
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

    /** Whether there are groups for all of these classes. */
    boolean cover(BitSet classes) {
        return classes.length() <= groupOfClass.length
                && classes.stream().allMatch(number -> groupOfClass[number] != NONE);
    }

    /** All classes are below. */
    int classes() {
        return groupOfClass.length;
    }

    /** The group of a class, {@link #NONE} if there is none. */
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
