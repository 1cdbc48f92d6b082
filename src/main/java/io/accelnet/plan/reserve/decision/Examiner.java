package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.conditions.Book;
import io.accelnet.plan.reserve.conditions.Breach;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Sight;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Optional;

/** Decides whether the fleet survives its failures: by the first argument that proves it, or disproves it. */
public final class Examiner {

    private static final Optional<String> NO_FAILURE = Optional.of("no failure");
    private static final Optional<String> NO_DEMAND = Optional.of("no demand");
    private static final Optional<String> ONE_MORE = Optional.of("with one VM more");

    private final FleetIndex index;
    private final FleetState state;

    public Examiner(FleetIndex index) {
        this.index = index;
        this.state = index.state();
    }

    /** The complete answer, if so many failures are tolerated in all. */
    public Examination examine(Sight sight, int tolerated) {
        int failures = sight.failures(state, tolerated);
        Optional<String> proof = proof(sight, failures);
        if (proof.isPresent()) {
            return new Examination(proof, Optional.empty());
        }
        Optional<Breach> breach = index.current(sight).breach(failures);
        if (breach.isEmpty() && new EverySet(index, sight, failures).survives()) {
            return new Examination(Optional.of("every set of failures tried"), Optional.empty());
        }
        return new Examination(Optional.empty(), breach);
    }

    /**
     * The complete answer on a state that is there already, and was promised to survive. What takes too long for each place
     * that might be tried is worth it here.
     */
    public Examination examinePromised(Sight sight, int tolerated) {
        Examination examination = examine(sight, tolerated);
        boolean open = examination.proof().isEmpty() && examination.breach().isEmpty();
        return open && new OneMore(index, sight, tolerated).isProven()
                ? new Examination(ONE_MORE, Optional.empty())
                : examination;
    }

    /** Whether the tables prove it. False may still mean that it can be proven otherwise. */
    public boolean isProvenByTables(Sight sight, int tolerated) {
        return proof(sight, sight.failures(state, tolerated)).isPresent();
    }

    private Optional<String> proof(Sight sight, int failures) {
        if (failures == 0) {
            return NO_FAILURE;
        }
        Book book = index.current(sight);
        return book.census().demands().isEmpty() ? NO_DEMAND : book.proof(failures);
    }
}
