package io.accelnet.plan.snapshot;

import io.accelnet.plan.Level;
import io.accelnet.plan.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the status of an AccelNetVM says from an earlier plan. A ledger that came back empty is filled again from it.
 *
 * @param admitted whether it was promised its virtual functions
 * @param node the node on which it had them
 * @param level the level that it had
 * @param differentPorts whether it was promised that those of one pool come from different ports
 * @param functions the virtual functions that it had
 * @param promised what it was promised, if it had no virtual functions
 * @param failedStarts its pods for which kube-scheduler found no node, the last one last
 */
public record VmMemory(
        boolean admitted,
        Optional<String> node,
        Optional<Level> level,
        boolean differentPorts,
        List<HeldFunction> functions,
        Optional<Promise> promised,
        List<FailedStart> failedStarts) {
    /** The memory of a VM that no plan has decided for yet. */
    public static final VmMemory NONE =
            new VmMemory(false, Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    /**
     * A virtual function that the status names.
     *
     * @param networkAdapter the VM's network adapter
     * @param adapter the physical port
     * @param virtualFunction the virtual function's number on that port
     * @param queuePairs its queue pairs
     * @param pciAddress its PCI address, once the VM's pod says it
     */
    public record HeldFunction(
            String networkAdapter, String adapter, int virtualFunction, int queuePairs, Optional<String> pciAddress) {
        /** One whose PCI address isn't known. */
        public HeldFunction(String networkAdapter, String adapter, int virtualFunction, int queuePairs) {
            this(networkAdapter, adapter, virtualFunction, queuePairs, Optional.empty());
        }

        /** The same one on a port by another name. */
        public HeldFunction on(String name) {
            return new HeldFunction(networkAdapter, name, virtualFunction, queuePairs, pciAddress);
        }

        /** The same one, whatever its PCI address. */
        public HeldFunction withoutAddress() {
            return new HeldFunction(networkAdapter, adapter, virtualFunction, queuePairs);
        }
    }

    /**
     * A pod of the VM for which kube-scheduler found no node.
     *
     * @param podUid the pod's UID
     * @param since since when, in whole seconds
     * @param nodes the nodes to which it was opened, by name
     */
    public record FailedStart(String podUid, Instant since, List<String> nodes) {
        public FailedStart {
            nodes = List.copyOf(nodes);
        }
    }

    public VmMemory {
        functions = List.copyOf(functions);
        failedStarts = List.copyOf(failedStarts);
    }

    /** The memory of a VM that never failed to start. */
    public VmMemory(
            boolean admitted,
            Optional<String> node,
            Optional<Level> level,
            List<HeldFunction> functions,
            Optional<Promise> promised) {
        this(admitted, node, level, functions, promised, List.of());
    }

    /** The memory of a VM that may have its virtual functions from any ports. */
    public VmMemory(
            boolean admitted,
            Optional<String> node,
            Optional<Level> level,
            List<HeldFunction> functions,
            Optional<Promise> promised,
            List<FailedStart> failedStarts) {
        this(admitted, node, level, false, functions, promised, failedStarts);
    }
}
