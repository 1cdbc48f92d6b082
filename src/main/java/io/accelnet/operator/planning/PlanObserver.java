package io.accelnet.operator.planning;

import io.accelnet.operator.apply.Written;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.time.Duration;
import java.util.List;

/** Hears what becomes of plans and of their writes, to count it. Whoever hears it returns at once, and fails in nothing. */
public interface PlanObserver {
    /** Hears nothing. */
    PlanObserver NOBODY = new PlanObserver() {};

    /** How the making of a plan ended. */
    enum Result {
        /** It is made. */
        SUCCEEDED,
        /** It is made, and leaves alone what may exist or not, as the API server didn't say. */
        INCOMPLETE,
        /** There is none, by an error. */
        FAILED
    }

    /**
     * A plan's ledgers are handed out.
     *
     * @param took how long it took to decide them
     */
    default void decided(Duration took) {}

    /**
     * All of a plan is handed out.
     *
     * @param objects what it was made from
     * @param snapshot the same, as the planner saw it
     * @param plan the plan
     * @param notes what is said of pods that wait; none while nothing holds pods
     * @param took how long the rest took, after the ledgers
     */
    default void explained(
            ClusterObjects objects, ClusterSnapshot snapshot, Plan plan, List<PodPlans.Note> notes, Duration took) {}

    /** The making of a plan has ended so. */
    default void ended(Result result) {}

    /**
     * The last of the ledgers that a plan changes is stored.
     *
     * @param sinceNews how long ago the oldest news came from which the plan was made
     */
    default void ledgersStored(Duration sinceNews) {}

    /**
     * A write has ended.
     *
     * @param key of what
     * @param isLedger whether it changes a ledger
     * @param written how it ended
     */
    default void written(ObjectKey key, boolean isLedger, Written written) {}
}
