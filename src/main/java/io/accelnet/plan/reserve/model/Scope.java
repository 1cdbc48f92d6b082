package io.accelnet.plan.reserve.model;

/** The hosts that a question is about. */
public enum Scope {
    /**
     * All members, those that are down taken as returned with what they still hold. What survives here also survives while
     * they are down: that is the case of a set of failures that has them in it.
     */
    ALL,
    /** The members that are up. */
    UP;

    public boolean includes(HostState host) {
        return host.isMember() && (this == ALL || !host.isDown());
    }

    /** How many of these hosts may fail, given how many failures are tolerated in all. */
    public int failuresLeft(FleetState state, int tolerated) {
        return this == ALL ? tolerated : Math.max(0, tolerated - state.down);
    }
}
