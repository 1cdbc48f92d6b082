package io.accelnet.plan.reserve.prove;

/** A cluster in flat arrays that are filled anew for each question: free room by port, VMs counted by node and class. */
final class Snapshot {

    private static final int MOST_CLASSES = 64;
    private static final int MOST_PORTS = 4;

    int[] pairs = {};
    int nodes;
    int ports;
    int classes;
    /** The first port of each node, and one more. */
    final int[] first;

    final int[] functions;
    final int[] queuePairs;
    /** The highest tier that a port serves, or -1. */
    final int[] portTier;
    /** VFs of a tier that a node could give if it gave nothing else. */
    final int[][] capacity;
    /** Nodes in the order in which they are tried: low tiers first. */
    final int[] order;

    final int[] size = new int[MOST_CLASSES];
    final int[] tier = new int[MOST_CLASSES];
    final int[][] count;
    /** Nodes that are up, as bits. */
    int up;
    /** Nodes whose free room others may use, once they are up. */
    int open;

    private final int[] highest;
    private final int[] freePairs;

    Snapshot(int mostNodes) {
        first = new int[mostNodes + 1];
        functions = new int[mostNodes * MOST_PORTS];
        queuePairs = new int[mostNodes * MOST_PORTS];
        portTier = new int[mostNodes * MOST_PORTS];
        capacity = new int[mostNodes][MOST_PORTS];
        order = new int[mostNodes];
        count = new int[mostNodes][MOST_CLASSES];
        highest = new int[mostNodes];
        freePairs = new int[mostNodes];
    }

    void take(Cluster cluster) {
        pairs = cluster.pairs;
        nodes = cluster.nodes.size();
        ports = 0;
        classes = 0;
        up = 0;
        open = 0;
        for (int node = 0; node < nodes; node++) {
            take(node, cluster.nodes.get(node));
        }
        first[nodes] = ports;
        sortNodes();
        for (Vm vm : cluster.vms) {
            int node = cluster.nodes.indexOf(vm.node);
            if (node >= 0) {
                count[node][number(vm.size, vm.tier)]++;
            }
        }
    }

    private void take(int index, Node node) {
        first[index] = ports;
        highest[index] = -1;
        freePairs[index] = 0;
        up |= node.down ? 0 : 1 << index;
        open |= node.cordoned ? 0 : 1 << index;
        for (int t = 0; t < pairs.length; t++) {
            capacity[index][t] = 0;
        }
        for (int port = 0; port < node.ports(); port++) {
            int serves = -1;
            while (serves + 1 < pairs.length && pairs[serves + 1] <= node.most[port]) {
                serves++;
                capacity[index][serves] += node.room(port, pairs[serves]);
            }
            functions[ports] = node.freeFunctions(port);
            queuePairs[ports] = node.freePairs(port);
            portTier[ports] = serves;
            highest[index] = Math.max(highest[index], serves);
            freePairs[index] += serves < 0 ? 0 : queuePairs[ports];
            ports++;
        }
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
        return highest[one] != highest[other] ? highest[one] < highest[other] : capacity[one][0] < capacity[other][0];
    }

    /** The class of VMs that need this, kept in the order in which they are placed: those that take most first. */
    int number(int vmSize, int vmTier) {
        int place = 0;
        while (place < classes && before(size[place], tier[place], vmSize, vmTier)) {
            place++;
        }
        if (place < classes && size[place] == vmSize && tier[place] == vmTier) {
            return place;
        }
        for (int number = classes; number > place; number--) {
            size[number] = size[number - 1];
            tier[number] = tier[number - 1];
            for (int node = 0; node < nodes; node++) {
                count[node][number] = count[node][number - 1];
            }
        }
        size[place] = vmSize;
        tier[place] = vmTier;
        for (int node = 0; node < nodes; node++) {
            count[node][place] = 0;
        }
        classes++;
        return place;
    }

    private boolean before(int oneSize, int oneTier, int size, int tier) {
        int one = oneSize * pairs[oneTier];
        int other = size * pairs[tier];
        return one != other ? one > other : oneTier > tier;
    }

    /** Sums that every packing obeys: VFs of a tier and above, VMs of a size and tier and above, queue pairs. */
    boolean enough(int[] need, int supply) {
        int wantedPairs = 0;
        for (int number = 0; number < classes; number++) {
            wantedPairs += need[number] * size[number] * pairs[tier[number]];
        }
        for (int node = 0; node < nodes; node++) {
            wantedPairs -= (supply >> node & 1) == 0 ? 0 : freePairs[node];
        }
        if (wantedPairs > 0) {
            return false;
        }
        for (int t = 0; t < pairs.length; t++) {
            int wanted = 0;
            for (int number = 0; number < classes; number++) {
                wanted += tier[number] < t ? 0 : need[number] * size[number];
            }
            for (int node = 0; node < nodes; node++) {
                wanted -= (supply >> node & 1) == 0 ? 0 : capacity[node][t];
            }
            if (wanted > 0) {
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

    private boolean enoughOf(int number, int[] need, int supply) {
        int wanted = 0;
        for (int other = 0; other < classes; other++) {
            wanted += size[other] >= size[number] && tier[other] >= tier[number] ? need[other] : 0;
        }
        for (int node = 0; node < nodes; node++) {
            wanted -= (supply >> node & 1) == 0 ? 0 : capacity[node][tier[number]] / size[number];
        }
        return wanted <= 0;
    }
}
