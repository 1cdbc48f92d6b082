package io.accelnet.plan.reserve.prove;

import java.util.Arrays;

/**
 * Whether VMs fit together on the free room of some nodes, by trying every way to put them there. A few sums that no packing
 * can escape cut the search short; none of them is what the engine reckons with.
 */
final class Packing {

    /** What a search with a limit says. */
    enum Answer {
        FITS,
        DOES_NOT_FIT,
        /** The limit was reached. */
        UNKNOWN
    }

    private final Snapshot given;
    private final int[] functions;
    private final int[] queuePairs;
    private final int[] need;
    private int supply;
    private long steps;

    Packing(Snapshot given) {
        this.given = given;
        this.functions = new int[given.functions.length];
        this.queuePairs = new int[given.queuePairs.length];
        this.need = new int[given.count[0].length];
    }

    /**
     * @param displaced VMs by class of the snapshot
     * @param nodes whose free room may be used, as bits
     * @param limit steps after which the search is given up
     */
    Answer fits(int[] displaced, int nodes, long limit) {
        System.arraycopy(displaced, 0, need, 0, given.classes);
        supply = nodes;
        if (!given.enough(need, nodes)) {
            return Answer.DOES_NOT_FIT;
        }
        System.arraycopy(given.functions, 0, functions, 0, given.ports);
        System.arraycopy(given.queuePairs, 0, queuePairs, 0, given.ports);
        steps = limit;
        if (next(0)) {
            return Answer.FITS;
        }
        return steps < 0 ? Answer.UNKNOWN : Answer.DOES_NOT_FIT;
    }

    private boolean next(int from) {
        int number = from;
        while (number < given.classes && need[number] == 0) {
            number++;
        }
        return number == given.classes || (bounded(number) && place(number, need[number], 0));
    }

    /** The rest can't take more VFs or queue pairs than are left, nor more VMs of a class than fit alone. */
    private boolean bounded(int from) {
        for (int number = from; number < given.classes; number++) {
            if (need[number] == 0) {
                continue;
            }
            int room = 0;
            for (int node = 0; node < given.nodes; node++) {
                room += (supply >> node & 1) == 0 ? 0 : most(node, number);
            }
            if (room < need[number]) {
                return false;
            }
        }
        return true;
    }

    /** How many VMs of a class would fit on what is left of a node, or more: each pool is looked at alone. */
    private int most(int node, int number) {
        int most = Integer.MAX_VALUE;
        for (int pool = 0; pool < given.pools; pool++) {
            if (given.size[number][pool] > 0) {
                most = Math.min(most, capacity(node, pool, given.tier[number]) / given.size[number][pool]);
            }
        }
        return most;
    }

    private int capacity(int node, int pool, int tier) {
        int capacity = 0;
        for (int port = given.first(node, pool); port < given.first(node, pool + 1); port++) {
            capacity += room(port, tier);
        }
        return capacity;
    }

    private int room(int port, int tier) {
        return given.portTier[port] < tier ? 0 : Math.min(functions[port], queuePairs[port] / given.pairs[tier]);
    }

    /** Equal VMs go to nodes in ascending order: the other orders are the same packing. */
    private boolean place(int number, int left, int from) {
        if (left == 0) {
            return next(number + 1);
        }
        for (int place = from; place < given.nodes; place++) {
            int node = given.order[place];
            if ((supply >> node & 1) != 0 && most(node, number) > 0 && spread(number, left, place, 0)) {
                return true;
            }
            if (steps < 0) {
                return false;
            }
        }
        return false;
    }

    /** Goes on with the VFs of this pool and the pools after it. */
    private boolean spread(int number, int left, int place, int pool) {
        if (pool == given.pools) {
            steps--;
            return place(number, left - 1, place);
        }
        return spread(number, left, place, pool, given.first(given.order[place], pool), given.size[number][pool]);
    }

    private boolean spread(int number, int left, int place, int pool, int port, int missing) {
        if (missing == 0) {
            return spread(number, left, place, pool + 1);
        }
        if (port == given.first(given.order[place], pool + 1) || steps < 0) {
            return false;
        }
        int each = given.pairs[given.tier[number]];
        int most = Math.min(given.apart[number] ? 1 : missing, room(port, given.tier[number]));
        for (int taken = most; taken >= 0; taken--) {
            functions[port] -= taken;
            queuePairs[port] -= taken * each;
            boolean done = spread(number, left, place, pool, port + 1, missing - taken);
            functions[port] += taken;
            queuePairs[port] += taken * each;
            if (done) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return Arrays.toString(functions) + Arrays.toString(queuePairs);
    }
}
