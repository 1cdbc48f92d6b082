package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.conditions.Book;
import io.accelnet.plan.reserve.model.Census;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Sight;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.List;

/** The hosts whose failure would leave least room. */
final class WorstSet {

    private WorstSet() {}

    /** As many as may fail of those that are up, by name; those with most room where nobody needs any. */
    static List<String> of(FleetIndex index) {
        FleetState state = index.state();
        Book present = index.current(Sight.STANDING);
        Book book = present.census().demands().isEmpty()
                ? new Book(state, Sight.STANDING, Census.of(state, List.of(new Demand(1, 0))))
                : present;
        return book.tightest(Sight.STANDING.failures(state, state.failures())).worst().stream()
                .map(HostState::name)
                .toList();
    }
}
