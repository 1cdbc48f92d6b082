package io.accelnet.cli.verb.reading;

import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.live.PlanOptions;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.plan.Planner;
import picocli.CommandLine.Mixin;

/** A verb that answers by a plan. */
abstract class PlanningVerb extends ReadingVerb {
    @Mixin
    PlanOptions plan = new PlanOptions();

    PlanningVerb(Invocation invocation) {
        super(invocation);
    }

    @Override
    void check() {
        plan.check();
    }

    /** What decides as the operator does. */
    final Planner planner() {
        return plan.planner();
    }

    /** All that its plan is made from. */
    final PlannedObjects planned(ClusterReader reader) {
        return planned(reader, plan.hosts());
    }
}
