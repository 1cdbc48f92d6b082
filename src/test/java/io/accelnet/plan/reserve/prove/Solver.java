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
                int most = usable ? given.most(node, number) : 0;
                vms[number][node] = model.newIntVar(0, most, "");
                for (int pool = 0; pool < given.pools; pool++) {
                    divide(vms[number][node], most, number, node, pool, functions[number]);
                }
            }
        }
        packings.add(functions);
        return vms;
    }

    /**
     * The VFs that VMs of a class on a node have of a pool, by port. If each VM's are from different ports no port gives more
     * VFs than there are VMs; whatever obeys that can be dealt out so.
     */
    private void divide(IntVar vms, int most, int number, int node, int pool, IntVar[] functions) {
        LinearExprBuilder balance = LinearExpr.newBuilder();
        balance.addTerm(vms, -given.size[number][pool]);
        for (int port = given.first(node, pool); port < given.first(node, pool + 1); port++) {
            boolean capable = most > 0 && given.portTier[port] >= given.tier[number];
            functions[port] = model.newIntVar(0, capable ? given.functions[port] : 0, "");
            balance.add(functions[port]);
            if (given.apart[number]) {
                model.addLessOrEqual(functions[port], vms);
            }
        }
        model.addEquality(balance, 0);
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
