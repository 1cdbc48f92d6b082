package io.accelnet.plan.reserve.model;

/** One that takes in VM by VM what comes and goes, as that is less work than to look at the VMs' hosts anew. */
public abstract class VmJournalReader extends JournalReader {

    public VmJournalReader(FleetState state) {
        super(state);
    }

    @Override
    final void followVms(FleetState state, Journal journal, long from, long to) {
        for (long entry = from; entry < to; entry++) {
            recount(state.numbered(journal.host(entry)), journal.demandClass(entry), journal.sign(entry));
        }
    }

    /**
     * Takes in that a host has one VM more of a demand's class, or one less if the sign is -1. It is asked once for each such
     * VM, when the host's ports may have given or got back the VFs of others already.
     */
    protected abstract void recount(HostState host, int demandClass, int sign);
}
