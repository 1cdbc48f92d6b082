package io.accelnet.plan.reserve.prove;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import io.accelnet.plan.reserve.Demand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What nobody could exceed where VMs need VFs of certain pools or of different ports. When a set of nodes has failed, all VMs
 * have their VFs on the others: so those have to be there, for any set, hence for the few that are looked at here. A VM is on
 * nodes of one kind, and of these nodes ports at one place are counted as one; so the true optimum may be lower.
 */
final class PoolBound {

    static {
        Loader.loadNativeLibraries();
    }

    private final Cluster cluster;
    private final List<Map<Ports, Integer>> survivors = new ArrayList<>();

    PoolBound(Cluster cluster) {
        this.cluster = cluster;
        worst(node -> ofPool(node.functions, node, 0));
        worst(node -> ofPool(node.functions, node, cluster.pools - 1));
        worst(node -> ofPool(node.budget, node, 0));
        worst(node -> fewest(node) * 1_000 + all(node));
        worst(PoolBound::all);
    }

    /** Takes the nodes that weigh most for those that have failed. */
    private void worst(ToIntFunction<Node> weight) {
        Map<Ports, Integer> nodes = new LinkedHashMap<>();
        cluster.nodes.stream()
                .sorted(Comparator.comparingInt(node -> -weight.applyAsInt(node)))
                .skip(cluster.failures())
                .forEach(node -> nodes.merge(new Ports(node), 1, Integer::sum));
        if (!survivors.contains(nodes)) {
            survivors.add(nodes);
        }
    }

    private static int ofPool(int[] numbers, Node node, int pool) {
        int sum = 0;
        for (int port = 0; port < node.ports(); port++) {
            sum += node.pool[port] == pool ? Math.min(numbers[port], 1_000) : 0;
        }
        return sum;
    }

    private static int all(Node node) {
        int sum = 0;
        for (int functions : node.functions) {
            sum += functions;
        }
        return sum;
    }

    private int fewest(Node node) {
        int fewest = Integer.MAX_VALUE;
        for (int pool = 0; pool < cluster.pools; pool++) {
            fewest = Math.min(fewest, ofPool(node.functions, node, pool));
        }
        return fewest;
    }

    /** How many VMs of the sequence could be served at most. */
    int vms(List<Vm> wanted) {
        int fits = 0;
        int fails = wanted.size() + 1;
        while (fails - fits > 1) {
            int tried = (fits + fails) >>> 1;
            if (conceivable(wanted.subList(0, tried))) {
                fits = tried;
            } else {
                fails = tried;
            }
        }
        return fits;
    }

    private boolean conceivable(List<Vm> vms) {
        Map<Demand, Integer> wanted = new LinkedHashMap<>();
        vms.forEach(vm -> wanted.merge(vm.demand, 1, Integer::sum));
        return survivors.stream().allMatch(nodes -> conceivable(wanted, nodes));
    }

    private boolean conceivable(Map<Demand, Integer> wanted, Map<Ports, Integer> nodes) {
        CpModel model = new CpModel();
        Map<Demand, LinearExprBuilder> served = new LinkedHashMap<>();
        wanted.keySet().forEach(demand -> served.put(demand, LinearExpr.newBuilder()));
        nodes.forEach((ports, count) -> {
            LinearExprBuilder[] functions = sums(ports);
            LinearExprBuilder[] pairs = sums(ports);
            served.forEach((demand, all) -> {
                IntVar vms = model.newIntVar(0, (long) count * ports.most(demand, cluster), "");
                all.add(vms);
                divide(model, demand, vms, ports, count, functions, pairs);
            });
            for (int port = 0; port < ports.count(); port++) {
                model.addLessOrEqual(functions[port], (long) count * ports.functions(port));
                model.addLessOrEqual(pairs[port], (long) count * ports.budget(port));
            }
        });
        wanted.forEach((demand, vms) -> model.addEquality(served.get(demand), vms));
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumWorkers(1).setMaxDeterministicTime(30);
        // What isn't refuted stays conceivable: then the bound is higher than it need be, and still a bound.
        return solver.solve(model) != CpSolverStatus.INFEASIBLE;
    }

    private static LinearExprBuilder[] sums(Ports ports) {
        LinearExprBuilder[] sums = new LinearExprBuilder[ports.count()];
        for (int port = 0; port < sums.length; port++) {
            sums[port] = LinearExpr.newBuilder();
        }
        return sums;
    }

    /** The VFs that VMs alike have on nodes of a kind, by port. */
    private void divide(
            CpModel model,
            Demand demand,
            IntVar vms,
            Ports ports,
            int count,
            LinearExprBuilder[] functions,
            LinearExprBuilder[] pairs) {
        for (int pool = 0; pool < cluster.pools; pool++) {
            LinearExprBuilder balance = LinearExpr.newBuilder().addTerm(vms, -demand.ofPool(pool));
            for (int port = 0; port < ports.count(); port++) {
                if (ports.pool(port) == pool) {
                    long room =
                            ports.serves(port, cluster.pairs[demand.tier()]) ? (long) count * ports.functions(port) : 0;
                    IntVar taken = model.newIntVar(0, room, "");
                    balance.add(taken);
                    functions[port].add(taken);
                    pairs[port].addTerm(taken, cluster.pairs[demand.tier()]);
                    if (demand.differentPorts()) {
                        model.addLessOrEqual(taken, vms);
                    }
                }
            }
            model.addEquality(balance, 0);
        }
    }

    /** A kind of node: the ports that it has. */
    private record Ports(List<Port> ports) {

        Ports(Node node) {
            this(ports(node));
        }

        private static List<Port> ports(Node node) {
            List<Port> ports = new ArrayList<>();
            for (int port = 0; port < node.ports(); port++) {
                ports.add(new Port(node.functions[port], node.budget[port], node.most[port], node.pool[port]));
            }
            return ports;
        }

        int count() {
            return ports.size();
        }

        int functions(int port) {
            return ports.get(port).functions;
        }

        int budget(int port) {
            return ports.get(port).budget;
        }

        int pool(int port) {
            return ports.get(port).pool;
        }

        boolean serves(int port, int pairs) {
            return ports.get(port).most >= pairs;
        }

        /** How many VMs alike one such node could have, or more. */
        int most(Demand demand, Cluster cluster) {
            int pairs = cluster.pairs[demand.tier()];
            int most = Integer.MAX_VALUE;
            for (int pool = 0; pool < cluster.pools; pool++) {
                int room = 0;
                for (Port port : ports) {
                    room += port.pool == pool && port.most >= pairs ? Math.min(port.functions, port.budget / pairs) : 0;
                }
                most = demand.ofPool(pool) == 0 ? most : Math.min(most, room / demand.ofPool(pool));
            }
            return most;
        }
    }

    private record Port(int functions, int budget, int most, int pool) {}
}
