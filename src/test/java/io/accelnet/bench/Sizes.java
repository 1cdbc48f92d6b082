package io.accelnet.bench;

/**
 * How much of everything there is.
 *
 * @param nodes at first
 * @param vms at first
 * @param burst how many VMs come later, all at once
 */
record Sizes(int nodes, int vms, int burst) {
    private static final int NODES = 100;
    private static final int VMS = 1_000;
    private static final int BURST = 2_000;
    private static final int FAILING = 10;
    private static final int FEWEST_FUNCTIONS = 64;
    private static final int MOST_FUNCTIONS = 2048;

    /** As the arguments say, in this order; what they don't say is as usual. */
    static Sizes of(String... arguments) {
        return new Sizes(number(arguments, 0, NODES), number(arguments, 1, VMS), number(arguments, 2, BURST));
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
    }

    /** So many virtual functions for each node that all VMs are admitted, beside a reserve for the failure of half the nodes. */
    int functionsPerNode() {
        int all = vms + burst + 1;
        return Math.clamp(Math.ceilDiv(21 * all, 10 * nodes), FEWEST_FUNCTIONS, MOST_FUNCTIONS);
    }

    /** How many nodes fail at once: ten, or a quarter of all where that is less. */
    int failing() {
        return Math.clamp(nodes / 4, 1, FAILING);
    }
}
