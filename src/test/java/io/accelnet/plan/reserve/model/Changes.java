package io.accelnet.plan.reserve.model;

/** For tests that count how often a fleet's state was changed. */
public final class Changes {

    private Changes() {}

    /** How many changes there have been so far. */
    public static long of(FleetState state) {
        return state.journal.written();
    }
}
