package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.conditions.Book;
import io.accelnet.plan.reserve.conditions.Breach;
import io.accelnet.plan.reserve.decision.Halving;
import io.accelnet.plan.reserve.model.Sight;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Optional;

/** Looks for the fewest hosts whose failure already shows that something is missing. */
public final class FewestFailures {

    private FewestFailures() {}

    /**
     * What these hosts' failure would show to be missing, by halving: whoever doesn't survive some failures doesn't survive
     * more. Of sets of equal size that with most missing, then that of the lowest names.
     *
     * @param tolerated how many failures are tolerated in all
     * @return empty if no condition fails with as many failures
     */
    public static Optional<Shortage> of(FleetIndex index, Sight sight, int tolerated) {
        Book book = index.current(sight);
        if (book.census().demands().isEmpty()) {
            return Optional.empty();
        }
        int most = Math.min(
                sight.failures(index.state(), tolerated), index.state().hosts().size());
        if (most == 0 || book.breach(most).isEmpty()) {
            return Optional.empty();
        }
        int fewest = Halving.first(1, most, failures -> book.breach(failures).isPresent());
        return book.breach(fewest).map(Breach::shortage);
    }
}
