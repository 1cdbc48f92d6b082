package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.model.Split;
import io.accelnet.plan.reserve.placement.Candidate;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that a state survives by proving it for the same state with one VM more: a fleet that survives with it survives
 * without it. Slots are rounded to whole ones, so that a state may lose its proof when a VM is released. Adding a VM brings
 * the proof back, without any record of which VMs have gone.
 */
final class ProofWithOneMoreVm {

    /** Places that are tried. Of the states that had a proof before, nearly all get one by the first 100 or 200 places. */
    private static final int MOST_TRIALS = 500;

    private final FleetIndex index;
    private final FleetState state;
    private final Scope scope;
    private final int tolerated;
    private int trials;

    ProofWithOneMoreVm(FleetIndex index, Scope scope, int tolerated) {
        this.index = index;
        this.state = index.state();
        this.scope = scope;
        this.tolerated = tolerated;
    }

    /** Whether a VM is found with which the tables prove it. Nothing is different afterwards. */
    boolean isProven() {
        List<Demand> demands = index.current(scope).demandSet().demands();
        Set<List<Integer>> seen = new HashSet<>();
        for (HostState host : state.hosts()) {
            if (trials >= MOST_TRIALS) {
                return false;
            }
            if (host.takesVms() && seen.add(host.equivalenceKey(Map.of()))) {
                for (Demand demand : demands) {
                    if (trials < MOST_TRIALS && isProvenWith(host, demand)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isProvenWith(HostState host, Demand demand) {
        Optional<Candidate> candidate = Candidate.on(host, demand, state.tiers());
        if (candidate.isEmpty()) {
            return false;
        }
        trials++;
        Split split = candidate.get().allocation(state).split();
        state.occupy(host, demand, split, 1);
        boolean proven = new Examiner(index).isProvenByTables(scope, tolerated);
        state.occupy(host, demand, split, -1);
        return proven;
    }
}
