package io.accelnet.plan;

import java.util.Optional;

/**
 * One entry of a node's ledger: a virtual function that a VM has. Ordered by adapter, then virtual function.
 *
 * @param adapter the physical port
 * @param virtualFunction the virtual function's number on that port, as the host counts them
 * @param vm the AccelNetVM that has it
 * @param uid the AccelNetVM's UID
 * @param cluster the AccelNetCluster from which the VM has it
 * @param networkAdapter the VM's network adapter that uses it
 * @param level the level for which it was given
 * @param queuePairs the queue pairs that it takes
 * @param differentPorts whether the VM was promised that its virtual functions of one pool come from different ports
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
        boolean differentPorts,
        Optional<String> displacedFrom)
        implements Comparable<LedgerEntry> {
    /** An entry of a VM that may have its virtual functions from any ports. */
    public LedgerEntry(
            String adapter,
            int virtualFunction,
            VmId vm,
            String uid,
            String cluster,
            String networkAdapter,
            Level level,
            int queuePairs,
            Optional<String> displacedFrom) {
        this(adapter, virtualFunction, vm, uid, cluster, networkAdapter, level, queuePairs, false, displacedFrom);
    }

    /** The same entry with another level, with other ports promised, or after another outage. */
    public LedgerEntry with(Level newLevel, boolean newDifferentPorts, Optional<String> newDisplacedFrom) {
        return new LedgerEntry(
                adapter,
                virtualFunction,
                vm,
                uid,
                cluster,
                networkAdapter,
                newLevel,
                queuePairs,
                newDifferentPorts,
                newDisplacedFrom);
    }

    /** The same entry for an AccelNetVM that was deleted and created again under the same name. */
    public LedgerEntry withUid(String newUid) {
        return new LedgerEntry(
                adapter,
                virtualFunction,
                vm,
                newUid,
                cluster,
                networkAdapter,
                level,
                queuePairs,
                differentPorts,
                displacedFrom);
    }

    /** The same entry under another name of its port. */
    public LedgerEntry withAdapter(String newAdapter) {
        return new LedgerEntry(
                newAdapter,
                virtualFunction,
                vm,
                uid,
                cluster,
                networkAdapter,
                level,
                queuePairs,
                differentPorts,
                displacedFrom);
    }

    /** The same entry of another virtual function. */
    public LedgerEntry withFunction(String newAdapter, int newVirtualFunction) {
        return new LedgerEntry(
                newAdapter,
                newVirtualFunction,
                vm,
                uid,
                cluster,
                networkAdapter,
                level,
                queuePairs,
                differentPorts,
                displacedFrom);
    }

    /** The same entry for another of the VM's network adapters. */
    public LedgerEntry withNetworkAdapter(String newNetworkAdapter) {
        return new LedgerEntry(
                adapter,
                virtualFunction,
                vm,
                uid,
                cluster,
                newNetworkAdapter,
                level,
                queuePairs,
                differentPorts,
                displacedFrom);
    }

    @Override
    public int compareTo(LedgerEntry other) {
        int byAdapter = adapter.compareTo(other.adapter);
        return byAdapter != 0 ? byAdapter : Integer.compare(virtualFunction, other.virtualFunction);
    }
}
