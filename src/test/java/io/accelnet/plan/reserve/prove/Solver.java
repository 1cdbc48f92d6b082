package io.accelnet.plan.reserve.prove;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions of packing as models for OR-tools' CP-SAT. VMs of one class are counted, not named: so many of them on a node,
 * with so many VFs from each port. Any such division can be dealt out to single VMs.
 */
final class Solver {

    static {
        Loader.loadNativeLibraries();
    }

    private final Snapshot given;
    private final CpModel model = new CpModel();
    /** VFs by class and port, of each packing that shares the free room of a port. */
    private final List<IntVar[][]> packings = new ArrayList<>();

    Solver(Snapshot given) {
        this.given = given;
    }

    /** Whether VMs, by class, fit together on what is free on some nodes, these given as bits. */
    boolean fits(int[] displaced, int supply) {
        IntVar[][] vms = packing(supply);
        for (int number = 0; number < given.classes; number++) {
            model.addEquality(LinearExpr.sum(vms[number]), displaced[number]);
        }
        within(packings.getFirst());
        return solve();
    }

    /** Whether VMs, by class, can be placed such that every one of these sets of nodes may fail. */
    boolean survivable(int[] wanted, List<Integer> failureSets) {
        int all = (1 << given.nodes) - 1;
        IntVar[][] vms = packing(all & given.open & given.up);
        IntVar[][] home = packings.getFirst();
        for (int number = 0; number < given.classes; number++) {
            model.addEquality(LinearExpr.sum(vms[number]), wanted[number]);
        }
        within(home);
        for (int failed : failureSets) {
            IntVar[][] refuge = packing(all & ~failed & given.open & given.up);
            for (int number = 0; number < given.classes; number++) {
                LinearExprBuilder balance = LinearExpr.newBuilder();
                for (int node = 0; node < given.nodes; node++) {
                    balance.addTerm(vms[number][node], -(failed >> node & 1)).add(refuge[number][node]);
                }
                model.addEquality(balance, 0);
            }
            within(home, packings.getLast());
        }
        return solve();
    }

    /** Variables for how many VMs of a class go to each node; the VFs that they take are kept as a packing. */
    private IntVar[][] packing(int nodes) {
        IntVar[][] vms = new IntVar[given.classes][given.nodes];
        IntVar[][] functions = new IntVar[given.classes][given.ports];
        for (int number = 0; number < given.classes; number++) {
            for (int node = 0; node < given.nodes; node++) {
                boolean usable = (nodes >> node & 1) != 0;
                int most = usable ? given.capacity[node][given.tier[number]] / given.size[number] : 0;
                vms[number][node] = model.newIntVar(0, most, "");
                LinearExprBuilder balance = LinearExpr.newBuilder();
                balance.addTerm(vms[number][node], -given.size[number]);
                for (int port = given.first[node]; port < given.first[node + 1]; port++) {
                    boolean capable = most > 0 && given.portTier[port] >= given.tier[number];
                    functions[number][port] = model.newIntVar(0, capable ? given.functions[port] : 0, "");
                    balance.add(functions[number][port]);
                }
                model.addEquality(balance, 0);
            }
        }
        packings.add(functions);
        return vms;
    }

    /** What these packings take together from a port is there. */
    private void within(IntVar[][]... together) {
        for (int port = 0; port < given.ports; port++) {
            LinearExprBuilder functions = LinearExpr.newBuilder();
            LinearExprBuilder pairs = LinearExpr.newBuilder();
            for (IntVar[][] packing : together) {
                for (int number = 0; number < given.classes; number++) {
                    functions.add(packing[number][port]);
                    pairs.addTerm(packing[number][port], given.pairs[given.tier[number]]);
                }
            }
            model.addLessOrEqual(functions, given.functions[port]);
            model.addLessOrEqual(pairs, given.queuePairs[port]);
        }
    }

    private boolean solve() {
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumWorkers(1);
        CpSolverStatus status = solver.solve(model);
        return switch (status) {
            case OPTIMAL, FEASIBLE -> true;
            case INFEASIBLE -> false;
            default -> throw new IllegalStateException("CP-SAT says " + status + ": " + model.validate());
        };
    }
}
