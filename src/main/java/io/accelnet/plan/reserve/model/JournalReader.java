package io.accelnet.plan.reserve.model;

/** Something derived from the hosts that catches up with their changes when it is asked. */
public abstract class JournalReader {

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final FleetState state;
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
            for (long entry = read; entry < written; entry++) {
                recount(state.numbered(journal.host(entry)), journal.demandClass(entry), journal.sign(entry));
            }
        } else {
            // To look at a host anew is to see all that happened to it: who counted as well would count twice.
            for (long entry = read; entry < written; entry++) {
                refresh(state.numbered(journal.host(entry)));
            }
        }
    }

    /** Looks at one host anew. One that has left the fleet offers and asks nothing. */
    protected abstract void refresh(HostState host);

    /**
     * Takes in that a host has one VM more of a demand's class, or one less if the sign is -1. It is asked once for each such
     * VM, when the host's ports may have given or got back the VFs of others already.
     */
    protected void recount(HostState host, int demandClass, int sign) {
        refresh(host);
    }
}
