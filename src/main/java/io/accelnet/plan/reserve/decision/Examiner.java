package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.conditions.Breach;
import io.accelnet.plan.reserve.conditions.ProofSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;
import java.util.Optional;

/** Decides whether the fleet survives its failures: by the first argument that proves it, or disproves it. */
public final class Examiner {

    private static final Optional<String> NO_FAILURE = Optional.of("no failure");
    private static final Optional<String> NO_DEMAND = Optional.of("no demand");
    private static final Optional<String> EVERY_SET = Optional.of("every set of failures tried");
    private static final Optional<String> ONE_MORE = Optional.of("with one VM more");

    private final FleetIndex index;
    private final FleetState state;

    public Examiner(FleetIndex index) {
        this.index = index;
        this.state = index.state();
    }

    /** The complete answer, if so many failures are tolerated in all. */
    public Examination examine(Scope scope, int tolerated) {
        int failures = scope.failuresLeft(state, tolerated);
        Optional<String> proof = proof(scope, failures);
        if (proof.isPresent()) {
            return Examination.proven(proof);
        }
        Optional<Breach> breach = index.current(scope).breach(failures);
        if (breach.isPresent()) {
            return new Examination(Optional.empty(), breach, List.of());
        }
        FailureEnumeration.Outcome tried = new FailureEnumeration(index, scope, failures).outcome();
        return tried.survives()
                ? Examination.proven(EVERY_SET)
                : new Examination(Optional.empty(), Optional.empty(), tried.fatal());
    }

    /**
     * The complete answer on a state that is there already, and was promised to survive. What takes too long for each place
     * that might be tried is worth it here.
     */
    public Examination examinePromised(Scope scope, int tolerated) {
        Examination examination = examine(scope, tolerated);
        boolean open = !examination.holds() && !examination.isRefuted();
        return open && new ProofWithOneMoreVm(index, scope, tolerated).isProven()
                ? Examination.proven(ONE_MORE)
                : examination;
    }

    /** Whether the tables prove it. False may still mean that it can be proven otherwise. */
    public boolean isProvenByTables(Scope scope, int tolerated) {
        return proof(scope, scope.failuresLeft(state, tolerated)).isPresent();
    }

    private Optional<String> proof(Scope scope, int failures) {
        if (failures == 0) {
            return NO_FAILURE;
        }
        ProofSet proofs = index.current(scope);
        return proofs.demandSet().demands().isEmpty() ? NO_DEMAND : proofs.proof(failures);
    }
}
