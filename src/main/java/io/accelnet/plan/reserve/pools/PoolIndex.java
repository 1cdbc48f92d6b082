package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is derived from the state of a fleet, so that a question looks only at hosts that have changed since the last one. */
public final class PoolIndex {

    private final FleetState state;
    private final Map<Scope, BundleConditions> conditions = new EnumMap<>(Scope.class);
    private Optional<PoolCandidates> candidates = Optional.empty();

    public PoolIndex(FleetState state) {
        this.state = state;
    }

    public FleetState state() {
        return state;
    }

    BundleConditions conditions(Scope scope) {
        BundleConditions known = conditions.get(scope);
        if (known == null || !known.isCurrent()) {
            known = new BundleConditions(state, scope);
            conditions.put(scope, known);
        }
        return known;
    }

    /** Candidates for all known demands and this one. */
    PoolCandidates candidatesWith(Demand demand) {
        state.classes().number(demand);
        PoolCandidates known = candidates.filter(PoolCandidates::isCurrent).orElseGet(() -> new PoolCandidates(state));
        known.catchUp();
        candidates = Optional.of(known);
        return known;
    }

    /** The hosts that take VMs now. */
    List<HostState> takingVms() {
        return state.hosts().stream().filter(HostState::takesVms).toList();
    }

    /** The demands of all classes that are known, by their number. */
    static List<Demand> demands(FleetState state) {
        return IntStream.range(0, state.classes().count())
                .mapToObj(state.classes()::demand)
                .toList();
    }
}
