package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.conditions.ProofSet;
import io.accelnet.plan.reserve.conditions.ProofSets;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.Optional;

/**
 * What is derived from the state of a fleet, so that a question looks only at hosts that have changed since the last one. It
 * follows the state's journal of changes. It can be dropped at any time: no answer depends on it.
 */
public final class FleetIndex {

    private final FleetState state;
    private int renumberings;
    private ProofSets proofSets;
    private CandidateIndex candidates;
    private Optional<CachedBins> bins = Optional.empty();

    public FleetIndex(FleetState state) {
        this.state = state;
        this.renumberings = state.renumberings();
        this.proofSets = new ProofSets(state);
        this.candidates = new CandidateIndex(state);
    }

    public FleetState state() {
        return state;
    }

    /** Forgets everything; the next question derives it anew. */
    public void drop() {
        renumberings = state.renumberings();
        proofSets = new ProofSets(state);
        candidates = new CandidateIndex(state);
        bins = Optional.empty();
    }

    private void dropIfRenumbered() {
        if (renumberings != state.renumberings()) {
            drop();
        }
    }

    /** The conditions for the demands that are present. */
    public ProofSet current(Scope scope) {
        dropIfRenumbered();
        return proofSets.current(scope);
    }

    public CandidateIndex candidates() {
        dropIfRenumbered();
        return candidates;
    }

    /** The bins of the hosts that take VMs, for these demands. */
    CachedBins cachedBins(DemandSet demandSet) {
        dropIfRenumbered();
        CachedBins kept =
                bins.filter(known -> known.isFor(demandSet)).orElseGet(() -> new CachedBins(state, demandSet));
        bins = Optional.of(kept);
        return kept;
    }
}
