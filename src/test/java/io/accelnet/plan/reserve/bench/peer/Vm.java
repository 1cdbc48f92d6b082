package io.accelnet.plan.reserve.bench.peer;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import org.jspecify.annotations.Nullable;

/** A VM in Timefold's model. */
@PlanningEntity
public class Vm {

    private int functions;
    private @Nullable Server server;

    /** For Timefold. */
    public Vm() {}

    Vm(int functions) {
        this.functions = functions;
    }

    int functions() {
        return functions;
    }

    @PlanningVariable
    public @Nullable Server getServer() {
        return server;
    }

    public void setServer(@Nullable Server chosen) {
        server = chosen;
    }
}
