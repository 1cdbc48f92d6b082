package io.accelnet.plan.reserve;

import java.util.Optional;

/** Looks for the fewest hosts whose failure already shows that something is missing. */
final class FewestFailures {

    private FewestFailures() {}

    /**
     * What these hosts' failure would show to be missing, by halving: whoever doesn't survive some failures doesn't survive
     * more. Of sets of equal size that with most missing, then that of the lowest names.
     *
     * @param tolerated how many failures are tolerated in all
     * @return empty if no condition fails with as many failures
     */
    static Optional<Shortage> of(FleetState state, Sight sight, int tolerated) {
        Book book = state.examiner().current(sight);
        if (book.census().demands.isEmpty()) {
            return Optional.empty();
        }
        int survived = 0;
        int failing = Math.min(sight.failures(state, tolerated), state.hosts.size());
        Optional<Breach> shown = failing == 0 ? Optional.empty() : book.breach(failing);
        while (shown.isPresent() && failing - survived > 1) {
            int tried = (survived + failing) >>> 1;
            Optional<Breach> breach = book.breach(tried);
            if (breach.isPresent()) {
                shown = breach;
                failing = tried;
            } else {
                survived = tried;
            }
        }
        return shown.map(Breach::shortage);
    }
}
