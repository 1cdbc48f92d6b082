package io.accelnet.plan.reserve;

import java.util.List;

/**
 * Free room of one host in slots of one size, usable by VFs of ranks up to its own. What is in it stems from the cells; a
 * VF must lie within one cell.
 */
final class Bin {

    final HostState host;
    final int rank;
    final List<Cell> cells;
    /** The highest tier that any of the ports serves, whether anybody asks for it or not. */
    final int tier;

    /** The first and the last of the VMs put here, -1 for nobody. */
    int first = -1;

    int last = -1;
    private int free;
    /** Among the bins that are looked at together. */
    int number;

    Bin(HostState host, int rank, List<Cell> cells) {
        this.host = host;
        this.rank = rank;
        this.cells = cells;
        int highest = rank;
        for (Cell cell : cells) {
            free += cell.slots();
            highest = Math.max(highest, cell.port().tier);
        }
        this.tier = highest;
    }

    int free() {
        return free;
    }

    void take(int slots) {
        free -= slots;
    }

    /**
     * The share of a bin that one port gives.
     *
     * @param port the port
     * @param slots how many slots
     */
    record Cell(PortState port, int slots) {}
}
