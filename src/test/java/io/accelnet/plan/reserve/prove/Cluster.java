package io.accelnet.plan.reserve.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The prover's own model of a cluster: numbers only. */
final class Cluster {

    /** Queue pairs that one VF takes, by tier. */
    final int[] pairs;

    final List<Node> nodes = new ArrayList<>();
    final List<Vm> vms = new ArrayList<>();
    /** Share of the nodes that may be down, in percent. */
    int percentage;

    Cluster(int[] pairs, int percentage) {
        this.pairs = pairs.clone();
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
    void change(Vm vm, int size, int tier, int[] split) {
        use(vm, -1);
        vm.size = size;
        vm.tier = tier;
        vm.split = split.clone();
        use(vm, 1);
    }

    private void use(Vm vm, int sign) {
        vm.node.use(vm.split, pairs[vm.tier], sign);
    }

    /** Gives a node other adapters; what VMs have on ports that are gone is no supply any more. */
    void refit(Node node, int[] functions, int[] budget, int[] most) {
        node.fit(functions, budget, most);
        for (Vm vm : vms) {
            if (vm.node == node) {
                use(vm, 1);
            }
        }
    }

    Cluster copy() {
        Cluster copy = new Cluster(pairs, percentage);
        for (Node node : nodes) {
            Node same = new Node(node.name);
            same.down = node.down;
            same.cordoned = node.cordoned;
            same.fit(node.functions, node.budget, node.most);
            copy.nodes.add(same);
        }
        for (Vm vm : vms) {
            Node node = copy.node(vm.node.name).orElse(vm.node);
            Vm same = new Vm(vm.name, vm.size, vm.tier, node, vm.split);
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

    /** Whether so many VFs of one tier are free in this very division. */
    boolean possible(Node node, int tier, int[] split) {
        for (int port = 0; port < split.length; port++) {
            if (split[port] < 0 || split[port] > node.room(port, pairs[tier])) {
                return false;
            }
        }
        return true;
    }

    /** All divisions of a VM's VFs among a node's ports. */
    List<int[]> ways(Node node, int size, int tier) {
        List<int[]> ways = new ArrayList<>();
        divide(node, tier, new int[node.ports()], 0, size, ways);
        return ways;
    }

    private void divide(Node node, int tier, int[] way, int port, int missing, List<int[]> ways) {
        if (port == way.length) {
            if (missing == 0) {
                ways.add(way.clone());
            }
            return;
        }
        int most = Math.min(node.room(port, pairs[tier]), missing);
        for (int taken = port + 1 == way.length ? missing : 0; taken <= most; taken++) {
            way[port] = taken;
            divide(node, tier, way, port + 1, missing - taken, ways);
        }
        way[port] = 0;
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
