package io.accelnet.plan.reserve.model;

/** Which hosts a question is about. */
public enum Sight {
    /**
     * All members, those that are down taken as returned with what they still hold. What survives here also survives while
     * they are down: that is the case of a set of failures that has them in it.
     */
    RETURNED,
    /** The members that are up. */
    STANDING;

    public boolean sees(HostState host) {
        return host.isMember() && (this == RETURNED || !host.isDown());
    }

    /** How many of the hosts seen may fail, given how many failures are tolerated in all. */
    public int failures(FleetState state, int tolerated) {
        return this == RETURNED ? tolerated : Math.max(0, tolerated - state.down);
    }
}
