package io.accelnet.plan.reserve.bench.peer;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.HardSoftScore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is where, in Timefold's model, which wants setters. */
@PlanningSolution
public class Assignments {

    private List<Server> servers = List.of();
    private List<Vm> vms = List.of();
    private @Nullable HardSoftScore score;

    /** For Timefold. */
    public Assignments() {}

    Assignments(List<Server> servers, List<Vm> vms) {
        this.servers = servers;
        this.vms = vms;
    }

    @ProblemFactCollectionProperty
    @ValueRangeProvider
    public List<Server> getServers() {
        return servers;
    }

    public void setServers(List<Server> hosts) {
        servers = hosts;
    }

    @PlanningEntityCollectionProperty
    public List<Vm> getVms() {
        return vms;
    }

    public void setVms(List<Vm> vms) {
        this.vms = vms;
    }

    @PlanningScore
    public @Nullable HardSoftScore getScore() {
        return score;
    }

    public void setScore(@Nullable HardSoftScore reached) {
        score = reached;
    }

    boolean complete() {
        return score != null && score.isFeasible() && vms.stream().allMatch(vm -> vm.getServer() != null);
    }
}
