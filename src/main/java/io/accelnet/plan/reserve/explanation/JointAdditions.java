package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says how much more of several pools at once would admit a VM, where more of one of them isn't enough: where all VMs need a VF
 * of each of two pools, both run out together. It is found for one pool after the other, while those that come later have
 * more than anybody would need.
 */
final class JointAdditions {

    private final FleetState state;
    private final Demand demand;
    private final WhatIf whatIf;

    JointAdditions(FleetState state, Demand demand, WhatIf whatIf) {
        this.state = state;
        this.demand = demand;
        this.whatIf = whatIf;
    }

    /** At most one for each of these pools; none if not even all of them together help. */
    List<Addition> inPools(List<Integer> pools) {
        List<Host> before = hosts();
        List<Addition> found = new ArrayList<>();
        boolean helps = true;
        for (int next = 0; next < pools.size() && helps; next++) {
            helps = findNext(pools.get(next), pools.subList(next + 1, pools.size()), found);
        }
        before.forEach(state::put);
        return helps ? found : List.of();
    }

    /** Adds what the pool needs to the hosts and to what was found; false if nothing helps. */
    private boolean findNext(int pool, List<Integer> later, List<Addition> found) {
        List<Host> before = hosts();
        for (int other : later) {
            int pairs = AdditionSizer.MOST * state.queuePairs(demand);
            whatIf.enlarge(finder(other).enlargeable(), AdditionSizer.MOST, pairs);
        }
        Decision decision = whatIf.decide(demand, state.failures());
        Optional<Addition> addition = finder(pool).after(decision);
        before.forEach(state::put);
        addition.ifPresent(enough -> {
            found.add(enough);
            whatIf.enlarge(at(enough), enough.virtualFunctions(), enough.queuePairs());
        });
        return addition.isPresent() || decision instanceof Decision.Admitted;
    }

    private AdditionFinder finder(int pool) {
        return new AdditionFinder(state, demand, pool, whatIf);
    }

    private List<Host> hosts() {
        return state.hosts().stream().map(HostState::host).toList();
    }

    /** The hosts as they are, with the places of the addition. */
    private List<EnlargeableHost> at(Addition addition) {
        return hosts().stream()
                .filter(host -> addition.hosts().contains(host.name()))
                .map(host -> new EnlargeableHost(
                        host,
                        addition.places().stream()
                                .filter(place -> place.host().equals(host.name()))
                                .flatMap(place -> place.port().stream())
                                .toList(),
                        addition.pool()))
                .toList();
    }
}
