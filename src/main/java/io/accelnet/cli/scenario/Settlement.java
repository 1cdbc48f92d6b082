package io.accelnet.cli.scenario;

import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.util.Optional;

/**
 * What the operator ends at: a plan that changes nothing about what it was made from.
 *
 * @param snapshot what there is, with the ledgers and the memories that the plans have left
 * @param plan the plan
 */
public record Settlement(ClusterSnapshot snapshot, Plan plan) {
    /** A move takes two plans, and may make room for another one. More rounds than this were never seen. */
    private static final int ROUNDS = 64;

    /**
     * Plans, writes ledgers and memories, and plans again, until nothing changes.
     *
     * @throws IllegalStateException if that never ends, which would be an error of the planner
     */
    public static Settlement of(ClusterSnapshot start) {
        Planner planner = new Planner();
        ClusterSnapshot snapshot = start;
        for (int round = 0; round < ROUNDS; round++) {
            Plan plan = planner.plan(snapshot);
            Optional<ClusterSnapshot> next = Carrying.out(plan, snapshot);
            if (next.isEmpty()) {
                return new Settlement(snapshot, plan);
            }
            snapshot = next.get();
        }
        throw new IllegalStateException("plans still change something after " + ROUNDS + " rounds");
    }
}
