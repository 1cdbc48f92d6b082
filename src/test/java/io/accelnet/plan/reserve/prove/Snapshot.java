package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Demand;

/** A cluster in flat arrays that are filled anew for each question: free room by port, VMs counted by node and class. */
final class Snapshot {

    private static final int MOST_CLASSES = 64;
    private static final int MOST_PORTS = 6;
    private static final int MOST_TIERS = 4;
    private static final int MOST_POOLS = 3;

    int[] pairs = {};
    int nodes;
    int pools;
    int ports;
    int classes;
    /** The first port of each pool of each node, and one more: those of a pool are side by side. */
    private final int[] first;

    final int[] functions;
    final int[] queuePairs;
    /** The highest tier that a port serves, or -1. */
    final int[] portTier;
    /** VFs of a tier that a node's ports of a pool could give if they gave nothing else. */
    private final int[][][] capacity;
    /** Nodes in the order in which they are tried: low tiers first. */
    final int[] order;

    /** VFs of each pool that a VM of a class needs. */
    final int[][] size = new int[MOST_CLASSES][MOST_POOLS];

    final int[] tier = new int[MOST_CLASSES];
    /** Whether those of one pool have to be from different ports. */
    final boolean[] apart = new boolean[MOST_CLASSES];

    private final long[] key = new long[MOST_CLASSES];
    private final int[] pairsInAll = new int[MOST_CLASSES];
    final int[][] count;
    /** Nodes that are up, as bits. */
    int up;
    /** Nodes whose free room others may use, once they are up, also if those that leave have gone. */
    int open;
    /** The same as long as those that leave are there. */
    int openWithLeaving;

    private final int[] highest;
    private final int[] roomiest;
    private final int[][] freePairs;

    Snapshot(int mostNodes) {
        first = new int[mostNodes * MOST_POOLS + 1];
        functions = new int[mostNodes * MOST_PORTS];
        queuePairs = new int[mostNodes * MOST_PORTS];
        portTier = new int[mostNodes * MOST_PORTS];
        capacity = new int[mostNodes][MOST_POOLS][MOST_TIERS];
        order = new int[mostNodes];
        count = new int[mostNodes][MOST_CLASSES];
        highest = new int[mostNodes];
        roomiest = new int[mostNodes];
        freePairs = new int[mostNodes][MOST_POOLS];
    }

    void take(Cluster cluster) {
        pairs = cluster.pairs;
        nodes = cluster.nodes.size();
        pools = cluster.pools;
        ports = 0;
        classes = 0;
        up = 0;
        open = 0;
        openWithLeaving = 0;
        for (int node = 0; node < nodes; node++) {
            take(node, cluster.nodes.get(node));
        }
        first[nodes * pools] = ports;
        sortNodes();
        for (Vm vm : cluster.vms) {
            int node = cluster.nodes.indexOf(vm.node);
            if (node >= 0) {
                count[node][number(vm.demand)]++;
            }
        }
    }

    private void take(int index, Node node) {
        up |= node.down ? 0 : 1 << index;
        open |= node.cordoned || node.leaving ? 0 : 1 << index;
        openWithLeaving |= node.cordoned ? 0 : 1 << index;
        highest[index] = -1;
        roomiest[index] = 0;
        for (int pool = 0; pool < pools; pool++) {
            take(index, node, pool);
            roomiest[index] += capacity[index][pool][0];
        }
    }

    private void take(int index, Node node, int pool) {
        first[index * pools + pool] = ports;
        freePairs[index][pool] = 0;
        for (int t = 0; t < pairs.length; t++) {
            capacity[index][pool][t] = 0;
        }
        for (int port = 0; port < node.ports(); port++) {
            if (node.pool[port] != pool) {
                continue;
            }
            int serves = -1;
            while (serves + 1 < pairs.length && pairs[serves + 1] <= node.most[port]) {
                serves++;
                capacity[index][pool][serves] += node.room(port, pairs[serves]);
            }
            functions[ports] = node.freeFunctions(port);
            queuePairs[ports] = node.freePairs(port);
            portTier[ports] = serves;
            highest[index] = Math.max(highest[index], serves);
            freePairs[index][pool] += serves < 0 ? 0 : queuePairs[ports];
            ports++;
        }
    }

    /** The first port of a pool of a node; of the pool after the last one, the first one of the next node. */
    int first(int node, int pool) {
        return first[node * pools + pool];
    }

    private void sortNodes() {
        for (int index = 0; index < nodes; index++) {
            int place = index;
            while (place > 0 && before(index, order[place - 1])) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = index;
        }
    }

    private boolean before(int one, int other) {
        return highest[one] != highest[other] ? highest[one] < highest[other] : roomiest[one] < roomiest[other];
    }

    /** The class of VMs that need this, kept in the order in which they are placed: those that take most first. */
    int number(Demand demand) {
        long wanted = key(demand);
        int taken = demand.virtualFunctions() * pairs[demand.tier()];
        int place = 0;
        while (place < classes && before(place, taken, demand.tier(), wanted)) {
            place++;
        }
        if (place < classes && key[place] == wanted) {
            return place;
        }
        for (int number = classes; number > place; number--) {
            copy(number - 1, number);
        }
        key[place] = wanted;
        pairsInAll[place] = taken;
        tier[place] = demand.tier();
        apart[place] = demand.differentPorts();
        for (int pool = 0; pool < pools; pool++) {
            size[place][pool] = demand.ofPool(pool);
        }
        for (int node = 0; node < nodes; node++) {
            count[node][place] = 0;
        }
        classes++;
        return place;
    }

    private void copy(int from, int to) {
        key[to] = key[from];
        pairsInAll[to] = pairsInAll[from];
        tier[to] = tier[from];
        apart[to] = apart[from];
        System.arraycopy(size[from], 0, size[to], 0, pools);
        for (int node = 0; node < nodes; node++) {
            count[node][to] = count[node][from];
        }
    }

    /** All that a demand says in one number; the same for no two that differ. */
    private static long key(Demand demand) {
        long key = demand.tier() * 2L + (demand.differentPorts() ? 1 : 0);
        for (int pool = 0; pool < demand.ofPools().size(); pool++) {
            key |= (long) demand.ofPool(pool) << (8 + 16 * pool);
        }
        return key;
    }

    private boolean before(int place, int taken, int vmTier, long wanted) {
        if (pairsInAll[place] != taken) {
            return pairsInAll[place] > taken;
        }
        return tier[place] != vmTier ? tier[place] > vmTier : key[place] > wanted;
    }

    /** How many VMs of a class a node could have at most, if it had no others. */
    int most(int node, int number) {
        int most = Integer.MAX_VALUE;
        for (int pool = 0; pool < pools; pool++) {
            if (size[number][pool] > 0) {
                most = Math.min(most, capacity[node][pool][tier[number]] / size[number][pool]);
            }
        }
        return most;
    }

    /** Sums that every packing obeys: VFs of a tier and above, VMs of a size and tier and above, queue pairs. */
    boolean enough(int[] need, int supply) {
        for (int pool = 0; pool < pools; pool++) {
            if (!enoughPairs(need, supply, pool) || !enoughFunctions(need, supply, pool)) {
                return false;
            }
        }
        for (int number = 0; number < classes; number++) {
            if (need[number] > 0 && !enoughOf(number, need, supply)) {
                return false;
            }
        }
        return true;
    }

    private boolean enoughPairs(int[] need, int supply, int pool) {
        int wanted = 0;
        for (int number = 0; number < classes; number++) {
            wanted += need[number] * size[number][pool] * pairs[tier[number]];
        }
        for (int node = 0; node < nodes; node++) {
            wanted -= (supply >> node & 1) == 0 ? 0 : freePairs[node][pool];
        }
        return wanted <= 0;
    }

    private boolean enoughFunctions(int[] need, int supply, int pool) {
        for (int t = 0; t < pairs.length; t++) {
            int wanted = 0;
            for (int number = 0; number < classes; number++) {
                wanted += tier[number] < t ? 0 : need[number] * size[number][pool];
            }
            for (int node = 0; node < nodes; node++) {
                wanted -= (supply >> node & 1) == 0 ? 0 : capacity[node][pool][t];
            }
            if (wanted > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean enoughOf(int number, int[] need, int supply) {
        int wanted = 0;
        for (int other = 0; other < classes; other++) {
            wanted += tier[other] >= tier[number] && isAtLeast(other, number) ? need[other] : 0;
        }
        for (int node = 0; node < nodes; node++) {
            wanted -= (supply >> node & 1) == 0 ? 0 : most(node, number);
        }
        return wanted <= 0;
    }

    /** Whether a VM of a class needs as many VFs of each pool as one of another class. */
    private boolean isAtLeast(int one, int other) {
        for (int pool = 0; pool < pools; pool++) {
            if (size[one][pool] < size[other][pool]) {
                return false;
            }
        }
        return true;
    }
}
