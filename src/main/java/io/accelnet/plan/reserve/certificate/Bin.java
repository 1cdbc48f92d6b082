package io.accelnet.plan.reserve.certificate;

import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.List;

/**
 * Free room of one host in slots of one size, usable by VFs of ranks up to its own. What is in it stems from the cells; a
 * VF must lie within one cell.
 */
public final class Bin {

    /** Stands for no VM. */
    public static final int NO_VM = -1;

    final HostState host;
    final int rank;
    final List<Cell> cells;
    /** The highest tier that any of the ports serves, whether anybody asks for it or not. */
    final int tier;

    /** The first and the last of the VMs put here. */
    private int first = NO_VM;

    private int last = NO_VM;
    private int free;
    private int number;

    public Bin(HostState host, int rank, List<Cell> cells) {
        this.host = host;
        this.rank = rank;
        this.cells = cells;
        int highest = rank;
        for (Cell cell : cells) {
            free += cell.slots();
            highest = Math.max(highest, cell.port().tier());
        }
        this.tier = highest;
    }

    public HostState host() {
        return host;
    }

    public int rank() {
        return rank;
    }

    public List<Cell> cells() {
        return cells;
    }

    /** The highest tier that any of the ports serves, whether anybody asks for it or not. */
    public int tier() {
        return tier;
    }

    public int free() {
        return free;
    }

    public void take(int slots) {
        free -= slots;
    }

    /** What tells it from the others that are looked at together. */
    public int number() {
        return number;
    }

    public void number(int given) {
        number = given;
    }

    /** Remembers that a VM was put here, and returns the one that came before it, or {@link #NO_VM}. */
    public int append(int vm) {
        int before = last;
        last = vm;
        if (before == NO_VM) {
            first = vm;
        }
        return before;
    }

    /** The VM that was put here first, or {@link #NO_VM}. */
    public int first() {
        return first;
    }

    /**
     * The share of a bin that one port gives.
     *
     * @param port the port
     * @param slots how many slots
     */
    public record Cell(PortState port, int slots) {}
}
