package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is derived from the state of a fleet, so that a question looks only at hosts that have changed since the last one. */
public final class PoolIndex {

    private final FleetState state;
    private final Map<Scope, BundleConditions> conditions = new EnumMap<>(Scope.class);
    private final ConditionSets sets;
    private Optional<PoolCandidates> candidates = Optional.empty();

    public PoolIndex(FleetState state) {
        this.state = state;
        this.sets = new ConditionSets(state);
    }

    public FleetState state() {
        return state;
    }

    /** Forgets everything; the next question derives it anew. */
    public void drop() {
        conditions.clear();
        sets.drop();
        candidates = Optional.empty();
    }

    /** The conditions for the demands of which there are VMs. */
    BundleConditions conditions(Scope scope) {
        return conditions(scope, present());
    }

    /** The conditions for these and for a demand of which there may be none yet. */
    BundleConditions conditionsWith(Scope scope, Demand demand) {
        return conditions(scope, presentAnd(demand));
    }

    private BundleConditions conditions(Scope scope, BitSet classes) {
        BundleConditions known = conditions.get(scope);
        if (known == null || !known.isAbout(classes)) {
            known = new BundleConditions(state, scope, classes, sets);
            conditions.put(scope, known);
        }
        return known;
    }

    private BitSet present() {
        return state.presence(Scope.ALL).classes();
    }

    private BitSet presentAnd(Demand demand) {
        BitSet classes = present();
        classes.set(state.classes().number(demand));
        return classes;
    }

    /** Where a VM of this demand is best put, so that those of which there are VMs lose least. */
    PoolCandidates candidatesFor(Demand demand) {
        BitSet classes = presentAnd(demand);
        PoolCandidates known = candidates
                .filter(present -> present.isAbout(classes))
                .orElseGet(() -> new PoolCandidates(state, classes));
        known.catchUp();
        candidates = Optional.of(known);
        return known;
    }

    /** The demands of which there are VMs. */
    List<Demand> presentDemands() {
        return present().stream().mapToObj(state.classes()::demand).toList();
    }

    /** The hosts that take VMs now. */
    List<HostState> takingVms() {
        return state.hosts().stream().filter(HostState::takesVms).toList();
    }
}
