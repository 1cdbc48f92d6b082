package io.accelnet.plan;

import java.util.Optional;

/**
 * One virtual function in one VM's hands, as a node's ledger has it. Ordered by adapter, then virtual function.
 *
 * @param adapter the physical port
 * @param virtualFunction the virtual function's number on that port, from 0
 * @param vm the AccelNetVM
 * @param uid the AccelNetVM's UID
 * @param cluster the AccelNetCluster that gave it
 * @param networkAdapter the VM's network adapter that uses it
 * @param level the level that it was given for
 * @param queuePairs the queue pairs that it takes
 * @param displacedFrom the node whose outage brought the VM here, while that outage lasts
 */
public record LedgerEntry(
        String adapter,
        int virtualFunction,
        VmId vm,
        String uid,
        String cluster,
        String networkAdapter,
        Level level,
        int queuePairs,
        Optional<String> displacedFrom)
        implements Comparable<LedgerEntry> {
    /** The same virtual function in the same hands, for another level or after another outage. */
    public LedgerEntry with(Level newLevel, Optional<String> newDisplacedFrom) {
        return new LedgerEntry(
                adapter, virtualFunction, vm, uid, cluster, networkAdapter, newLevel, queuePairs, newDisplacedFrom);
    }

    /** The same virtual function in the hands of an AccelNetVM made anew under the same name. */
    public LedgerEntry withUid(String newUid) {
        return new LedgerEntry(
                adapter, virtualFunction, vm, newUid, cluster, networkAdapter, level, queuePairs, displacedFrom);
    }

    /** The same virtual function, used by another of the VM's network adapters. */
    public LedgerEntry withNetworkAdapter(String newNetworkAdapter) {
        return new LedgerEntry(
                adapter, virtualFunction, vm, uid, cluster, newNetworkAdapter, level, queuePairs, displacedFrom);
    }

    @Override
    public int compareTo(LedgerEntry other) {
        int byAdapter = adapter.compareTo(other.adapter);
        return byAdapter != 0 ? byAdapter : Integer.compare(virtualFunction, other.virtualFunction);
    }
}
