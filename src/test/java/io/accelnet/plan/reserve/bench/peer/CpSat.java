package io.accelnet.plan.reserve.bench.peer;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.bench.Scenario;
import java.util.List;
import java.util.Map;

/**
 * The placement of displaced VMs as a constraint program: how many of each class go to each host, within what is free there.
 * Classes instead of VMs, since equal VMs would only give the solver more to do.
 */
final class CpSat {

    static {
        Loader.loadNativeLibraries();
    }

    private final CpModel model = new CpModel();
    private final List<Scenario.Left> hosts;
    private final List<LinearExprBuilder> used;

    CpSat(List<Scenario.Left> hosts) {
        this.hosts = hosts;
        this.used = hosts.stream().map(host -> LinearExpr.newBuilder()).toList();
    }

    /** Whether so many VMs of each class find room together. One thread, as many seconds as it takes. */
    boolean fits(Map<Demand, Integer> displaced) {
        displaced.forEach(this::place);
        for (int host = 0; host < hosts.size(); host++) {
            model.addLessOrEqual(used.get(host).build(), hosts.get(host).free());
        }
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumWorkers(1);
        CpSolverStatus status = solver.solve(model);
        return switch (status) {
            case OPTIMAL, FEASIBLE -> true;
            case INFEASIBLE -> false;
            default -> throw new IllegalStateException(status.toString());
        };
    }

    private void place(Demand demand, int count) {
        LinearExprBuilder placed = LinearExpr.newBuilder();
        int size = demand.virtualFunctions();
        for (int host = 0; host < hosts.size(); host++) {
            int free = hosts.get(host).free();
            if (hosts.get(host).tier() >= demand.tier() && free >= size) {
                IntVar here = model.newIntVar(0, free / size, "");
                placed.add(here);
                used.get(host).addTerm(here, size);
            }
        }
        model.addEquality(placed.build(), count);
    }
}
