package io.accelnet.plan.reserve.model;

import java.util.Arrays;
import java.util.BitSet;

/** How many VMs of each demand class the hosts of one scope have. */
public final class DemandCounts {

    private int[] vms = new int[8];
    private final BitSet present = new BitSet();
    private long changes;

    void add(int demandClass, int count) {
        if (demandClass >= vms.length) {
            vms = Arrays.copyOf(vms, Math.max(demandClass + 1, 2 * vms.length));
        }
        int before = vms[demandClass];
        vms[demandClass] = before + count;
        if ((before == 0) != (vms[demandClass] == 0)) {
            present.flip(demandClass);
            changes++;
        }
    }

    /** The classes that some VM has. */
    public BitSet classes() {
        return (BitSet) present.clone();
    }

    /** Differs from what it was before whenever the classes may. */
    public long changes() {
        return changes;
    }
}
