package io.accelnet.plan.snapshot;

import io.accelnet.plan.Level;
import io.accelnet.plan.PortPolicy;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import java.time.Instant;
import java.util.Optional;

/**
 * An AccelNetVM.
 *
 * @param id namespace and name
 * @param uid its UID
 * @param created when it was created; the oldest is served first
 * @param cluster the AccelNetCluster that it names
 * @param level the level that it asks for
 * @param portPolicy from which ports it asks for the virtual functions of one pool; empty: as its cluster says
 * @param virtualMachine the VM's facts, or why they aren't known
 * @param memory what its status says from an earlier plan
 */
public record VmSnapshot(
        VmId id,
        String uid,
        Instant created,
        String cluster,
        Level level,
        Optional<PortPolicy> portPolicy,
        VirtualMachine virtualMachine,
        VmMemory memory) {
    /** One that leaves the ports to its cluster. */
    public VmSnapshot(
            VmId id,
            String uid,
            Instant created,
            String cluster,
            Level level,
            VirtualMachine virtualMachine,
            VmMemory memory) {
        this(id, uid, created, cluster, level, Optional.empty(), virtualMachine, memory);
    }

    /** Whether somebody states the VM's facts, rather than that they are read from its VirtualMachine. */
    public boolean isDescribed() {
        return virtualMachine instanceof VirtualMachine.Described;
    }

    /** Whether the VM is stopped, and stays so until somebody starts it. One whose facts aren't known may be about to start. */
    public boolean isStopped() {
        return virtualMachine instanceof VirtualMachine.Resolved resolved && resolved.stopped();
    }

    /** The facts of the VM, if they are known. */
    public Optional<VmFacts> facts() {
        return switch (virtualMachine) {
            case VirtualMachine.Described described -> Optional.of(described.facts());
            case VirtualMachine.Resolved resolved -> Optional.of(resolved.facts());
            case VirtualMachine.Unresolved unresolved -> Optional.empty();
        };
    }

    /** The same one, if its facts were found and don't say where it runs: it runs on this node. */
    public VmSnapshot runningOn(String node) {
        return virtualMachine instanceof VirtualMachine.Resolved resolved
                        && resolved.facts().reportedNode().isEmpty()
                ? with(resolved.runningOn(node))
                : this;
    }

    /** The same AccelNetVM, for a VM of which this is known. */
    public VmSnapshot with(VirtualMachine other) {
        return new VmSnapshot(id, uid, created, cluster, level, portPolicy, other, memory);
    }
}
