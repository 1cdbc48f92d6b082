package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The prover's own model of a cluster: numbers only. */
final class Cluster {

    /** Queue pairs that one VF takes, by tier. */
    final int[] pairs;

    /** How many pools its ports belong to. */
    final int pools;

    /** Whether VMs need VFs of certain pools or of different ports, which takes another engine. */
    final boolean selective;

    final List<Node> nodes = new ArrayList<>();
    final List<Vm> vms = new ArrayList<>();
    /** Share of the nodes that may be down, in percent. */
    int percentage;

    /** A cluster whose VMs take their VFs from any port. */
    Cluster(int[] pairs, int percentage) {
        this(pairs, percentage, 1, false);
    }

    Cluster(int[] pairs, int percentage, int pools, boolean selective) {
        this.pairs = pairs.clone();
        this.pools = pools;
        this.selective = selective;
        this.percentage = percentage;
    }

    /** How many nodes may be down at once. */
    int failures() {
        return nodes.size() * percentage / 100;
    }

    int down() {
        int down = 0;
        for (Node node : nodes) {
            down += node.down ? 1 : 0;
        }
        return down;
    }

    void add(Vm vm) {
        vms.add(vm);
        use(vm, 1);
    }

    void remove(Vm vm) {
        vms.remove(vm);
        use(vm, -1);
    }

    /** Puts a VM somewhere else, or gives it other VFs. */
    void move(Vm vm, Node node, int[] split) {
        use(vm, -1);
        vm.node = node;
        vm.split = split.clone();
        use(vm, 1);
    }

    /** Changes what a VM needs, together with what it has. */
    void change(Vm vm, Demand demand, int[] split) {
        use(vm, -1);
        vm.demand = demand;
        vm.split = split.clone();
        use(vm, 1);
    }

    private void use(Vm vm, int sign) {
        vm.node.use(vm.split, pairs[vm.tier()], sign);
    }

    /** Gives a node other adapters; what VMs have on ports that are gone is no supply any more. */
    void refit(Node node, int[] functions, int[] budget, int[] most, int[] pool) {
        node.fit(functions, budget, most, pool);
        for (Vm vm : vms) {
            if (vm.node == node) {
                use(vm, 1);
            }
        }
    }

    Cluster copy() {
        Cluster copy = new Cluster(pairs, percentage, pools, selective);
        for (Node node : nodes) {
            Node same = new Node(node.name);
            same.down = node.down;
            same.cordoned = node.cordoned;
            same.leaving = node.leaving;
            same.fit(node.functions, node.budget, node.most, node.pool);
            copy.nodes.add(same);
        }
        for (Vm vm : vms) {
            Node node = copy.node(vm.node.name).orElse(vm.node);
            Vm same = new Vm(vm.name, vm.demand, node, vm.split);
            same.displacedFrom = vm.displacedFrom.flatMap(from -> copy.node(from.name));
            same.lost = vm.lost;
            same.stranded = vm.stranded;
            copy.vms.add(same);
            if (nodes.contains(vm.node)) {
                copy.use(same, 1);
            }
        }
        return copy;
    }

    Optional<Node> node(String name) {
        return nodes.stream().filter(node -> node.name.equals(name)).findFirst();
    }

    Vm vm(String name) {
        return vms.stream().filter(vm -> vm.name.equals(name)).findFirst().orElseThrow();
    }

    boolean anyStranded() {
        for (Vm vm : vms) {
            if (vm.stranded) {
                return true;
            }
        }
        return false;
    }

    /** Whether a VM may have this very division of its VFs, and they are free. */
    boolean possible(Node node, Demand demand, int[] split) {
        int[] missing = missing(demand);
        for (int port = 0; port < split.length; port++) {
            if (split[port] < 0 || split[port] > most(node, demand, port)) {
                return false;
            }
            missing[node.pool[port]] -= split[port];
        }
        return isNothing(missing);
    }

    /** All divisions of a VM's VFs among a node's ports. */
    List<int[]> ways(Node node, Demand demand) {
        List<int[]> ways = new ArrayList<>();
        divide(node, demand, new int[node.ports()], 0, missing(demand), ways);
        return ways;
    }

    private void divide(Node node, Demand demand, int[] way, int port, int[] missing, List<int[]> ways) {
        if (port == way.length) {
            if (isNothing(missing)) {
                ways.add(way.clone());
            }
            return;
        }
        int pool = node.pool[port];
        int most = Math.min(most(node, demand, port), missing[pool]);
        for (int taken = isLastOfItsPool(node, port) ? missing[pool] : 0; taken <= most; taken++) {
            way[port] = taken;
            missing[pool] -= taken;
            divide(node, demand, way, port + 1, missing, ways);
            missing[pool] += taken;
        }
        way[port] = 0;
    }

    private static boolean isLastOfItsPool(Node node, int port) {
        for (int other = port + 1; other < node.ports(); other++) {
            if (node.pool[other] == node.pool[port]) {
                return false;
            }
        }
        return true;
    }

    /** How many VFs a VM could get of a port. */
    private int most(Node node, Demand demand, int port) {
        int room = node.room(port, pairs[demand.tier()]);
        return demand.differentPorts() ? Math.min(1, room) : room;
    }

    private int[] missing(Demand demand) {
        int[] missing = new int[pools];
        for (int pool = 0; pool < pools; pool++) {
            missing[pool] = demand.ofPool(pool);
        }
        return missing;
    }

    private static boolean isNothing(int[] missing) {
        for (int number : missing) {
            if (number != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("k=" + failures() + ", queue pairs by tier " + List.of(boxed(pairs)));
        nodes.forEach(node -> text.append("\n  ").append(node));
        vms.forEach(vm -> text.append("\n  ").append(vm));
        return text.toString();
    }

    private static Integer[] boxed(int[] numbers) {
        Integer[] boxed = new Integer[numbers.length];
        for (int index = 0; index < numbers.length; index++) {
            boxed[index] = numbers[index];
        }
        return boxed;
    }
}
