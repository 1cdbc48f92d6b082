package io.accelnet.plan.snapshot;

import java.util.OptionalInt;

/**
 * A physical port of a node.
 *
 * @param name its name on the node
 * @param support what its driver reports of SR-IOV
 * @param sriovEnabled whether SR-IOV is switched on
 * @param virtualFunctions how many virtual functions it has, numbered from 0
 * @param queuePairs how many queue pairs all its virtual functions have together; empty: no such limit
 * @param maxQueuePairsPerFunction the most queue pairs that one virtual function can have; empty: no such limit
 */
public record AdapterSnapshot(
        String name,
        SriovSupport support,
        Fact sriovEnabled,
        int virtualFunctions,
        OptionalInt queuePairs,
        OptionalInt maxQueuePairsPerFunction) {
    /** The values of Windows' enumeration of the same name. */
    public enum SriovSupport {
        SUPPORTED,
        UNKNOWN,
        MISSING_ACS,
        MISSING_PF_DRIVER,
        NO_BUS_RESOURCES,
        NO_IO_MMU_SUPPORT,
        NO_VF_BAR_SPACE,
        NO_OSC_SUPPORT
    }
}
