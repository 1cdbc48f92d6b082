package io.accelnet.plan.reserve.model;

import java.util.Arrays;
import java.util.BitSet;

/** How many VMs of each demand class the hosts of one sight have. */
public final class Presence {

    private int[] machines = new int[8];
    private final BitSet present = new BitSet();
    private long changes;

    void add(int demandClass, int count) {
        if (demandClass >= machines.length) {
            machines = Arrays.copyOf(machines, Math.max(demandClass + 1, 2 * machines.length));
        }
        int before = machines[demandClass];
        machines[demandClass] = before + count;
        if ((before == 0) != (machines[demandClass] == 0)) {
            present.flip(demandClass);
            changes++;
        }
    }

    /** The classes that somebody has. */
    public BitSet classes() {
        return (BitSet) present.clone();
    }

    /** Differs from what it was before whenever the classes may. */
    public long changes() {
        return changes;
    }
}
