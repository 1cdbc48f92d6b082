package io.accelnet.plan.reserve.model;

import java.util.BitSet;

/** Something derived from the hosts that catches up with their changes when it is asked. */
public abstract class JournalReader {

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final FleetState state;
    private final BitSet seen = new BitSet();
    private long read = NEVER;

    public JournalReader(FleetState state) {
        this.state = state;
    }

    /** Takes in what changed since the last time. */
    public final void catchUp() {
        long written = state.journal.written();
        if (read != written) {
            catchUp(state.journal, written);
            read = written;
        }
    }

    private void catchUp(Journal journal, long written) {
        if (!journal.reaches(read)) {
            state.everNumbered().forEach(this::refresh);
        } else if (journal.isAboutVmsOnly(read)) {
            followVms(state, journal, read, written);
        } else {
            // To look at a host anew is to see all that happened to it: who counted as well would count twice.
            refreshEach(journal, read, written);
        }
    }

    /** Takes in entries that are about VMs only. */
    void followVms(FleetState state, Journal journal, long from, long to) {
        refreshEach(journal, from, to);
    }

    /** Looks once at each host that changed: thousands of VMs may have come to a few hosts. */
    private void refreshEach(Journal journal, long from, long to) {
        // Not at the end: a look that fails must not leave hosts behind that seem to have been looked at.
        seen.clear();
        for (long entry = from; entry < to; entry++) {
            int host = journal.host(entry);
            if (!seen.get(host)) {
                seen.set(host);
                refresh(state.numbered(host));
            }
        }
    }

    /** Looks at one host anew. One that has left the fleet offers and asks nothing. */
    protected abstract void refresh(HostState host);
}
