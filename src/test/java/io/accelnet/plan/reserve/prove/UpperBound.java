package io.accelnet.plan.reserve.prove;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What nobody could exceed. When a set of nodes has failed, all VMs have their VFs on the others: so those have to be there,
 * for any set, hence for the few that are looked at here. VFs are counted by tier and kind of port, as if a VM's could be on
 * several nodes and alike ports were one; so the true optimum may be lower.
 */
final class UpperBound {

    static {
        Loader.loadNativeLibraries();
    }

    private final Cluster cluster;
    private final List<List<Node>> survivors = new ArrayList<>();

    UpperBound(Cluster cluster) {
        this.cluster = cluster;
        worst(node -> sum(node.functions));
        worst(node -> sum(node.budget));
        worst(node -> sum(node.functions) * 2 + sum(node.budget));
    }

    private void worst(ToIntFunction<Node> weight) {
        survivors.add(cluster.nodes.stream()
                .sorted(Comparator.comparingInt(node -> -weight.applyAsInt(node)))
                .skip(cluster.failures())
                .toList());
    }

    private static int sum(int[] numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
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
        int[] functions = new int[cluster.pairs.length];
        for (Vm vm : vms) {
            functions[vm.tier()] += vm.size();
        }
        return survivors.stream().allMatch(nodes -> conceivable(functions, nodes));
    }

    private static Map<Adapter, Long> ports(List<Node> nodes) {
        Map<Adapter, Long> ports = new LinkedHashMap<>();
        for (Node node : nodes) {
            for (int port = 0; port < node.ports(); port++) {
                ports.merge(new Adapter(node.functions[port], node.budget[port], node.most[port]), 1L, Long::sum);
            }
        }
        return ports;
    }

    private boolean conceivable(int[] functions, List<Node> nodes) {
        CpModel model = new CpModel();
        LinearExprBuilder[] given = new LinearExprBuilder[functions.length];
        for (int tier = 0; tier < functions.length; tier++) {
            given[tier] = LinearExpr.newBuilder();
        }
        ports(nodes).forEach((port, count) -> {
            LinearExprBuilder all = LinearExpr.newBuilder();
            LinearExprBuilder pairs = LinearExpr.newBuilder();
            for (int tier = 0; tier < functions.length; tier++) {
                long room = port.most >= cluster.pairs[tier] ? count * port.functions : 0;
                IntVar taken = model.newIntVar(0, room, "");
                all.add(taken);
                pairs.addTerm(taken, cluster.pairs[tier]);
                given[tier].add(taken);
            }
            model.addLessOrEqual(all, count * port.functions);
            model.addLessOrEqual(pairs, count * port.budget);
        });
        for (int tier = 0; tier < functions.length; tier++) {
            model.addEquality(given[tier], functions[tier]);
        }
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumWorkers(1).setMaxDeterministicTime(30);
        // What isn't refuted stays conceivable: then the bound is higher than it need be, and still a bound.
        return solver.solve(model) != CpSolverStatus.INFEASIBLE;
    }

    /** A kind of port: VFs, budget of queue pairs, and the most of these for one VF. */
    private record Adapter(long functions, long budget, int most) {}
}
