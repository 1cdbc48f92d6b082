package io.accelnet.plan.reserve;

import io.accelnet.plan.reserve.model.FleetState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The test's own plain model of a cluster: numbers only, nothing of the engine but what is needed to talk to it. */
public final class TestCluster {

    public final int[] queuePairs;
    public final int failures;
    public final List<Node> nodes = new ArrayList<>();
    /** Oldest first. */
    public final Map<String, Vm> vms = new LinkedHashMap<>();

    public TestCluster(int[] queuePairs, int failures) {
        this.queuePairs = queuePairs.clone();
        this.failures = failures;
    }

    public static final class Node {
        public final String name;
        public boolean down;
        public boolean cordoned;
        boolean leaving;
        public final int[] functions;
        public final int[] budget;
        public final int[] most;

        public Node(String name, int[] functions, int[] budget, int[] most) {
            this.name = name;
            this.functions = functions.clone();
            this.budget = budget.clone();
            this.most = most.clone();
        }

        public int port(String port) {
            return Integer.parseInt(port.substring(4));
        }
    }

    /** A VM and what it has, by port. */
    public static final class Vm {
        private final String name;
        private final Demand demand;
        private final Node node;
        private final int[] split;

        public Vm(String name, Demand demand, Node node, int[] split) {
            this.name = name;
            this.demand = demand;
            this.node = node;
            this.split = split.clone();
        }

        public String name() {
            return name;
        }

        public Demand demand() {
            return demand;
        }

        public Node node() {
            return node;
        }

        int split(int port) {
            return split[port];
        }

        /** The same VM, having nothing for the moment. */
        Vm unplaced() {
            return new Vm(name, demand, new Node("nowhere", new int[0], new int[0], new int[0]), new int[0]);
        }
    }

    Vm vm(String name) {
        return Objects.requireNonNull(vms.get(name));
    }

    public Node node(String name) {
        return nodes.stream().filter(node -> node.name.equals(name)).findFirst().orElseThrow();
    }

    public void put(String vm, Demand demand, String host, Map<String, Integer> split) {
        Node node = node(host);
        int[] counts = new int[node.functions.length];
        split.forEach((port, count) -> counts[node.port(port)] = count);
        if (vms.containsKey(vm)) {
            vms.replace(vm, new Vm(vm, demand, node, counts));
        } else {
            vms.put(vm, new Vm(vm, demand, node, counts));
        }
    }

    /** The same nodes and VMs, to be changed, with another number of failures to survive. */
    public TestCluster copy(int survived) {
        TestCluster copy = new TestCluster(queuePairs, survived);
        for (Node node : nodes) {
            Node copied = new Node(node.name, node.functions, node.budget, node.most);
            copied.down = node.down;
            copied.cordoned = node.cordoned;
            copied.leaving = node.leaving;
            copy.nodes.add(copied);
        }
        vms.values().forEach(vm -> copy.put(vm.name(), vm.demand(), vm.node().name, split(vm)));
        return copy;
    }

    /** Gives a node one port more, which serves every tier. */
    public void addPort(Node node, int functions) {
        int ports = node.functions.length;
        Node larger = new Node(
                node.name,
                Arrays.copyOf(node.functions, ports + 1),
                Arrays.copyOf(node.budget, ports + 1),
                Arrays.copyOf(node.most, ports + 1));
        larger.down = node.down;
        larger.cordoned = node.cordoned;
        larger.leaving = node.leaving;
        larger.functions[ports] = functions;
        larger.budget[ports] = 1_000_000;
        larger.most[ports] = 1_000;
        nodes.set(nodes.indexOf(node), larger);
        for (Vm vm : List.copyOf(vms.values())) {
            if (vm.node() == node) {
                put(vm.name(), vm.demand(), node.name, split(vm));
            }
        }
    }

    public int down() {
        return (int) nodes.stream().filter(node -> node.down).count();
    }

    /** What is free: by node, VFs of each port and then queue pairs of each port. */
    int[][] free() {
        int[][] free = new int[nodes.size()][];
        for (int index = 0; index < free.length; index++) {
            Node node = nodes.get(index);
            int ports = node.functions.length;
            free[index] = new int[2 * ports];
            for (int port = 0; port < ports; port++) {
                int functions = node.functions[port];
                int budget = node.budget[port];
                for (Vm vm : vms.values()) {
                    if (vm.node() == node) {
                        functions -= vm.split(port);
                        budget -= vm.split(port) * queuePairs[vm.demand().tier()];
                    }
                }
                free[index][port] = Math.max(0, functions);
                free[index][ports + port] = Math.max(0, budget);
            }
        }
        return free;
    }

    public Fleet fleet() {
        return fleet(new WorkBudget());
    }

    Fleet fleet(WorkBudget work) {
        Fleet fleet = Fleet.of(tiers(), failures, hosts(), work);
        for (Vm vm : vms.values()) {
            fleet.hold(vm.name(), vm.node().name, vm.demand(), split(vm));
        }
        return fleet;
    }

    public FleetState state() {
        FleetState state = new FleetState(tiers(), failures, hosts());
        for (Vm vm : vms.values()) {
            state.hold(vm.name(), vm.demand(), vm.node().name, split(vm));
        }
        return state;
    }

    private Tiers tiers() {
        return new Tiers(Arrays.stream(queuePairs).boxed().toList());
    }

    private List<Host> hosts() {
        List<Host> hosts = new ArrayList<>();
        for (Node node : nodes) {
            List<Port> ports = new ArrayList<>();
            for (int port = 0; port < node.functions.length; port++) {
                int budget = node.budget[port] > 100_000 ? Port.UNBOUNDED : node.budget[port];
                ports.add(new Port("port" + port, node.functions[port], budget, node.most[port]));
            }
            hosts.add(new Host(node.name, node.down, node.cordoned, node.leaving, ports));
        }
        return hosts;
    }

    static Map<String, Integer> split(Vm vm) {
        Map<String, Integer> split = new TreeMap<>();
        for (int port = 0; port < vm.node().functions.length; port++) {
            if (vm.split(port) > 0) {
                split.put("port" + port, vm.split(port));
            }
        }
        return split;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("k=" + failures + " tiers=" + Arrays.toString(queuePairs));
        for (Node node : nodes) {
            text.append("\n  ")
                    .append(node.name)
                    .append(node.down ? " down" : "")
                    .append(node.cordoned ? " cordoned" : "")
                    .append(node.leaving ? " leaving" : "");
            for (int port = 0; port < node.functions.length; port++) {
                text.append(" [")
                        .append(node.functions[port])
                        .append(" VFs, ")
                        .append(node.budget[port])
                        .append(" qp, <=")
                        .append(node.most[port])
                        .append(']');
            }
            for (Vm vm : vms.values()) {
                if (vm.node() == node) {
                    text.append("\n    ")
                            .append(vm.name())
                            .append(' ')
                            .append(vm.demand())
                            .append(split(vm));
                }
            }
        }
        return text.toString();
    }
}
