package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says what survives by trying everything: every set of failing nodes, every packing of their VMs, nobody else moving. */
public final class Oracle {

    private final TestCluster cluster;
    /** Whether what is free on nodes that leave is taken as room, as it is if they stay. */
    private boolean leavingStay;

    private int[][] free = {};
    private boolean[] supplies = {};
    private List<Demand> demands = List.of();

    public Oracle(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** From now on nodes that leave are taken as members like the others, or as no room. */
    void setLeavingStay(boolean stay) {
        leavingStay = stay;
    }

    /** Whether the nodes that are up survive as many more failures as are left. */
    public boolean standingSurvives() {
        return survives(false, Math.max(0, cluster.failures - cluster.down()));
    }

    /** Whether that holds, and also with every node that is down returned. */
    public boolean everythingSurvives() {
        return standingSurvives() && (cluster.down() == 0 || survives(true, cluster.failures));
    }

    public boolean survives(boolean returned, int failures) {
        List<Integer> members = new ArrayList<>();
        for (int index = 0; index < cluster.nodes.size(); index++) {
            if (returned || !cluster.nodes.get(index).down) {
                members.add(index);
            }
        }
        return everySet(members, 0, Math.min(failures, members.size()), new ArrayList<>());
    }

    /** Whether these nodes may fail, among those that are up or with all of them returned. */
    public boolean survives(boolean returned, List<String> failed) {
        List<Integer> members = new ArrayList<>();
        List<Integer> lost = new ArrayList<>();
        for (int index = 0; index < cluster.nodes.size(); index++) {
            if (returned || !cluster.nodes.get(index).down) {
                members.add(index);
                if (failed.contains(cluster.nodes.get(index).name)) {
                    lost.add(index);
                }
            }
        }
        return survives(members, lost);
    }

    private boolean everySet(List<Integer> members, int from, int missing, List<Integer> failed) {
        if (missing == 0) {
            return survives(members, failed);
        }
        for (int index = from; index <= members.size() - missing; index++) {
            failed.add(members.get(index));
            boolean survived = everySet(members, index + 1, missing - 1, failed);
            failed.removeLast();
            if (!survived) {
                return false;
            }
        }
        return true;
    }

    private boolean survives(List<Integer> members, List<Integer> failed) {
        List<Demand> displaced = new ArrayList<>();
        for (TestCluster.Vm vm : cluster.vms.values()) {
            if (failed.contains(cluster.nodes.indexOf(vm.node()))) {
                displaced.add(vm.demand());
            }
        }
        boolean[] room = new boolean[cluster.nodes.size()];
        for (int member : members) {
            TestCluster.Node node = cluster.nodes.get(member);
            room[member] = !failed.contains(member) && !node.cordoned && (leavingStay || !node.leaving);
        }
        return fits(displaced, room);
    }

    /** Whether these can all be put on what is free on these nodes. */
    public boolean fits(List<Demand> displaced, boolean[] room) {
        free = cluster.free();
        supplies = room.clone();
        demands = new ArrayList<>(displaced);
        demands.sort(Comparator.comparingInt(
                        (Demand demand) -> -demand.virtualFunctions() * cluster.queuePairs[demand.tier()])
                .thenComparingInt(demand -> -demand.tier()));
        return place(0, 0);
    }

    private boolean place(int next, int firstNode) {
        if (next == demands.size()) {
            return true;
        }
        Demand demand = demands.get(next);
        if (!enough(next)) {
            return false;
        }
        // Equal VMs go to nodes in ascending order: other orders are the same packing.
        int first = next > 0 && demands.get(next - 1).equals(demand) ? firstNode : 0;
        for (int node = first; node < free.length; node++) {
            if (supplies[node] && spread(next, node, 0, demand.virtualFunctions())) {
                return true;
            }
        }
        return false;
    }

    private boolean enough(int from) {
        int functions = 0;
        int pairs = 0;
        for (int next = from; next < demands.size(); next++) {
            functions += demands.get(next).virtualFunctions();
            pairs += demands.get(next).virtualFunctions()
                    * cluster.queuePairs[demands.get(next).tier()];
        }
        for (int node = 0; node < free.length; node++) {
            int ports = free[node].length / 2;
            for (int port = 0; supplies[node] && port < ports; port++) {
                functions -= free[node][port];
                pairs -= free[node][ports + port];
            }
        }
        return functions <= 0 && pairs <= 0;
    }

    private boolean spread(int next, int node, int port, int missing) {
        if (missing == 0) {
            return place(next + 1, node);
        }
        int ports = free[node].length / 2;
        if (port == ports) {
            return false;
        }
        int each = cluster.queuePairs[demands.get(next).tier()];
        int most = cluster.nodes.get(node).most[port] < each
                ? 0
                : Math.min(missing, Math.min(free[node][port], free[node][ports + port] / each));
        for (int taken = most; taken >= 0; taken--) {
            free[node][port] -= taken;
            free[node][ports + port] -= taken * each;
            boolean done = spread(next, node, port + 1, missing - taken);
            free[node][port] += taken;
            free[node][ports + port] += taken * each;
            if (done) {
                return true;
            }
        }
        return false;
    }

    /** All ways to put one VM on a node, as VFs by port. */
    public List<int[]> ways(TestCluster.Node node, Demand demand) {
        int[] available = cluster.free()[cluster.nodes.indexOf(node)];
        List<int[]> ways = new ArrayList<>();
        collect(node, available, demand, new int[node.functions.length], 0, demand.virtualFunctions(), ways);
        return ways;
    }

    private void collect(
            TestCluster.Node node, int[] available, Demand demand, int[] way, int port, int missing, List<int[]> ways) {
        if (port == way.length) {
            if (missing == 0) {
                ways.add(way.clone());
            }
            return;
        }
        int each = cluster.queuePairs[demand.tier()];
        int most = node.most[port] < each ? 0 : Math.min(available[port], available[way.length + port] / each);
        for (int taken = Math.min(most, missing); taken >= 0; taken--) {
            way[port] = taken;
            collect(node, available, demand, way, port + 1, missing - taken, ways);
        }
        way[port] = 0;
    }
}
