package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.model.FleetState;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The conditions of the last few groups of demands: who asks what would be if a host had more VFs asks for the same ones again. */
final class ConditionSets {

    /** With and without a demand that is asked about, before and after a change. */
    private static final int MOST = 4;

    private final FleetState state;
    private final SequencedMap<ConditionSet.About, ConditionSet> known = new LinkedHashMap<>();

    ConditionSets(FleetState state) {
        this.state = state;
    }

    void drop() {
        known.clear();
    }

    /** The conditions for these groups. */
    ConditionSet of(DemandGroups groups, Losses losses) {
        ConditionSet.About about =
                new ConditionSet.About(groups.demands(), losses.binding(), PlacementOrder.ordersOfPools(state));
        // It is counted, but not in the share of whoever happens to ask first: a small one would be used up.
        ConditionSet set = known.containsKey(about)
                ? known.remove(about)
                : state.work().regardless(() -> new ConditionSet(about, losses, state.tiers(), state.work()));
        known.putLast(about, set);
        if (known.size() > MOST) {
            known.pollFirstEntry();
        }
        return set;
    }
}
