package io.accelnet.plan.reserve.bench.peer;

import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sum;

import ai.timefold.solver.core.api.score.HardSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;

/** No host gives more VFs than it has; all that Timefold is asked for here. */
public final class Capacity implements ConstraintProvider {

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {
            factory.forEach(Vm.class)
                    .groupBy(Vm::getServer, sum(Vm::functions))
                    .filter((server, used) -> used > server.functions())
                    .penalize(HardSoftScore.ONE_HARD, (server, used) -> used - server.functions())
                    .asConstraint("capacity")
        };
    }
}
