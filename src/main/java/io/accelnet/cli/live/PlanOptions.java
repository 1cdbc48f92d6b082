package io.accelnet.cli.live;

import picocli.CommandLine.Option;

/** How the operator is set, and whether hosts count that have no AccelNetNode yet: what all verbs have in common that plan. */
public class PlanOptions extends PlannerOption {
    @Option(
            names = "--no-discovery",
            order = 107,
            description =
                    "Plan for the AccelNetNodes that there are, and no others. Without this option, a live cluster that no operator"
                            + " has looked at yet is planned with those as well that the operator would make or complete, from"
                            + " Nodes, SriovNetworkNodeStates and NodeFeatures. plan -f always plans with them; drain-check and"
                            + " fail never do.")
    boolean without;

    /** Which hosts plans are made with. */
    public final PlannedHosts hosts() {
        return without ? PlannedHosts.THERE : PlannedHosts.FORESEEN;
    }
}
