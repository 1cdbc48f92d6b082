package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.conditions.Breach;
import io.accelnet.plan.reserve.conditions.ProofSet;
import io.accelnet.plan.reserve.decision.BinarySearch;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;
import java.util.Optional;

/** Names the hosts whose failure would be the worst. */
public final class WorstHosts {

    private WorstHosts() {}

    /** As many as may fail of those that are up, by name; those with most room where no VM needs any. */
    static List<String> asManyAsMayFail(FleetIndex index) {
        FleetState state = index.state();
        ProofSet present = index.current(Scope.UP);
        ProofSet proofs = present.demandSet().demands().isEmpty()
                ? new ProofSet(state, Scope.UP, DemandSet.of(state, List.of(new Demand(1, 0))))
                : present;
        return proofs.tightest(Scope.UP.failuresLeft(state, state.failures())).worst().stream()
                .map(HostState::name)
                .toList();
    }

    /**
     * The fewest hosts whose failure already shows that something is missing, and what, by binary search: a fleet that doesn't
     * survive some failures doesn't survive more. Of sets of equal size that with most missing, then that of the lowest names.
     *
     * @param tolerated how many failures are tolerated in all
     * @return empty if no condition fails with as many failures
     */
    public static Optional<Shortage> fewest(FleetIndex index, Scope scope, int tolerated) {
        ProofSet proofs = index.current(scope);
        if (proofs.demandSet().demands().isEmpty()) {
            return Optional.empty();
        }
        int most = Math.min(
                scope.failuresLeft(index.state(), tolerated),
                index.state().hosts().size());
        if (most == 0 || proofs.breach(most).isEmpty()) {
            return Optional.empty();
        }
        int fewest =
                BinarySearch.first(1, most, failures -> proofs.breach(failures).isPresent());
        return proofs.breach(fewest).map(Breach::shortage);
    }
}
