package io.accelnet.cli.change;

import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.plan.Planner;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the operator ends at, also where it waits before it does something: a node that a cluster no longer selects stays a member for
 * minutes, and only then is it seen what it takes along.
 */
final class Outlook {
    /** Two nodes seldom leave at different times, and each time costs a plan. */
    private static final int MOST = 8;

    private final Planner planner;
    private final Duration horizon;

    /**
     * Looks ahead.
     *
     * @param horizon how far
     */
    Outlook(Planner planner, Duration horizon) {
        this.planner = planner;
        this.horizon = horizon;
    }

    /** What becomes of these objects if nobody changes them. */
    SettledPlan of(ClusterSnapshot start) {
        SettledPlan settled = SettledPlan.of(start, planner);
        Instant end = start.now().plus(horizon);
        for (int looks = 0; looks < MOST; looks++) {
            Instant now = settled.snapshot().now();
            Optional<Instant> again = settled.plan().again().filter(time -> time.isAfter(now) && !time.isAfter(end));
            if (again.isEmpty()) {
                return settled;
            }
            settled = SettledPlan.of(at(again.get(), settled.snapshot()), planner);
        }
        return settled;
    }

    private static ClusterSnapshot at(Instant time, ClusterSnapshot snapshot) {
        return new ClusterSnapshot(
                snapshot.intents(),
                snapshot.nodes(),
                snapshot.clusters(),
                snapshot.vms(),
                snapshot.kubernetesNodes(),
                snapshot.namespaceLabels(),
                snapshot.pods(),
                snapshot.unlisted(),
                snapshot.unreadable(),
                time);
    }
}
