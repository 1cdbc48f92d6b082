package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import java.util.List;

/**
 * A necessary condition that fails.
 *
 * @param state of what
 * @param demandSet the demands counted
 * @param resource what is short
 * @param condition the condition, with negative slack
 */
public record Breach(FleetState state, DemandSet demandSet, Resource resource, Condition condition) {

    public Shortage shortage() {
        int rank = condition.rank();
        int threshold = condition.thresholds().get(rank);
        int each = Math.max(1, resource.size(new Demand(1, demandSet.tier(rank))));
        List<String> worst = condition.worst().stream().map(HostState::name).toList();
        return new Shortage(
                demandSet.tier(rank),
                Math.max(1, threshold / each),
                (int) Math.min(Integer.MAX_VALUE, -condition.slack() * resource.perSlot()),
                resource.unit(),
                worst);
    }
}
