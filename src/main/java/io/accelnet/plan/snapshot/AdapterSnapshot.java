package io.accelnet.plan.snapshot;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A physical port of a node.
 *
 * @param name its name on the node
 * @param altNames its other names
 * @param support what its driver reports of SR-IOV
 * @param sriovEnabled whether SR-IOV is switched on
 * @param linkDown whether its link is known to be down
 * @param virtualFunctions how many virtual functions it has, with those that are left out
 * @param firstFunction the number of the first one
 * @param excludedFunctions the numbers of those that are left out
 * @param queuePairs how many queue pairs all its virtual functions have together; empty: no such limit
 * @param maxQueuePairsPerFunction the most queue pairs that one virtual function can have; empty: no such limit
 */
public record AdapterSnapshot(
        String name,
        List<String> altNames,
        SriovSupport support,
        Fact sriovEnabled,
        boolean linkDown,
        int virtualFunctions,
        int firstFunction,
        Set<Integer> excludedFunctions,
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

    public AdapterSnapshot {
        altNames = List.copyOf(altNames);
        excludedFunctions = Set.copyOf(excludedFunctions);
    }

    /** How many virtual functions it has that may be given to VMs, used or not. */
    public int usableFunctions() {
        int usable = virtualFunctions;
        for (int excluded : excludedFunctions) {
            usable -= isOneOfItsOwn(excluded) ? 1 : 0;
        }
        return usable;
    }

    /** Whether it has a virtual function of this number that may be given to a VM. */
    public boolean hasUsable(int function) {
        return isOneOfItsOwn(function) && !excludedFunctions.contains(function);
    }

    /** Whether it has a virtual function of this number, be it left out or not. */
    public boolean isOneOfItsOwn(int function) {
        return function >= firstFunction && function - firstFunction < virtualFunctions;
    }
}
