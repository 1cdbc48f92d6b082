package io.accelnet.cli.live;

import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.plan.Planner;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the operator is set whose decisions are foreseen: an API server doesn't tell that. */
public class PlannerOption {
    @Option(
            names = "--leaving-seconds",
            paramLabel = "SECONDS",
            order = 106,
            defaultValue = "600",
            description =
                    "For how many seconds a node stays in its cluster when the cluster's selector doesn't match it any more."
                            + " Say what the operator is set to. With 0 it leaves at once, unless VMs have virtual functions there."
                            + " Default: ${DEFAULT-VALUE}.")
    int leavingSeconds = 600;

    /** Refuses what can't be meant, before anything is read. */
    public void check() {
        if (leavingSeconds < 0) {
            throw new BadRequestException("--leaving-seconds " + leavingSeconds + ": 0 or more is needed");
        }
    }

    /** What decides as the operator does. */
    public final Planner planner() {
        return new Planner(Duration.ofSeconds(leavingSeconds));
    }
}
