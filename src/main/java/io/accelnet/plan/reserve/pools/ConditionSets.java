package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.model.FleetState;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** The conditions of the last few groups of demands: who asks what would be if a host had more VFs asks for the same ones again. */
final class ConditionSets {

    /** With and without a demand that is asked about, before and after a change. */
    private static final int MOST = 4;

    /** Of so many kinds of demands conditions are found soon, whatever may be spent. What more kinds cost grows faster than their number. */
    static final int FEW_DEMANDS = 16;

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
        Supplier<ConditionSet> find = () -> new ConditionSet(about, losses, state.tiers(), state.work());
        // Those of few demands are counted, but not in the share of whoever happens to ask first: a small one would be
        // used up.
        ConditionSet set = known.containsKey(about)
                ? known.remove(about)
                : about.demands().size() <= FEW_DEMANDS ? state.work().regardless(find) : find.get();
        known.putLast(about, set);
        if (known.size() > MOST) {
            known.pollFirstEntry();
        }
        return set;
    }
}
