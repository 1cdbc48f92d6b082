package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.conditions.Breach;
import io.accelnet.plan.reserve.conditions.ProofSet;
import io.accelnet.plan.reserve.decision.BinarySearch;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Optional;

/** Looks for the fewest hosts whose failure already shows that something is missing. */
public final class FewestFailures {

    private FewestFailures() {}

    /**
     * What these hosts' failure would show to be missing, by binary search: whoever doesn't survive some failures doesn't survive
     * more. Of sets of equal size that with most missing, then that of the lowest names.
     *
     * @param tolerated how many failures are tolerated in all
     * @return empty if no condition fails with as many failures
     */
    public static Optional<Shortage> of(FleetIndex index, Scope scope, int tolerated) {
        ProofSet proofs = index.current(scope);
        if (proofs.demandSet().demands().isEmpty()) {
            return Optional.empty();
        }
        int most = Math.min(
                scope.failuresLeft(index.state(), tolerated), index.state().hosts().size());
        if (most == 0 || proofs.breach(most).isEmpty()) {
            return Optional.empty();
        }
        int fewest = BinarySearch.first(1, most, failures -> proofs.breach(failures).isPresent());
        return proofs.breach(fewest).map(Breach::shortage);
    }
}
