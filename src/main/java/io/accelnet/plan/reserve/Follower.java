package io.accelnet.plan.reserve;

/** Something derived from the hosts that catches up with their changes when it is asked. */
abstract class Follower {

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final FleetState state;
    private long read = NEVER;

    Follower(FleetState state) {
        this.state = state;
    }

    /** Takes in what changed since the last time. */
    final void catchUp() {
        Journal journal = state.journal;
        long written = journal.written();
        if (read == written) {
            return;
        }
        if (journal.reaches(read)) {
            for (long entry = read; entry < written; entry++) {
                refresh(state.numbered(journal.host(entry)));
            }
        } else {
            state.everNumbered().forEach(this::refresh);
        }
        read = written;
    }

    /** Looks at one host anew. One that has left the fleet offers and asks nothing. */
    abstract void refresh(HostState host);
}
