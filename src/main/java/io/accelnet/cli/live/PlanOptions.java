package io.accelnet.cli.live;

import picocli.CommandLine.Option;

/** How the operator is set, and whether hosts count that have no AccelNetNode yet: what all verbs have in common that plan. */
public class PlanOptions extends PlannerOption {
    @Option(
            names = "--no-discovery",
            order = 107,
            description =
                    "Plan for the AccelNetNodes that there are. Without it, those are there too that the operator would make, or"
                            + " complete, from Nodes, SriovNetworkNodeStates and NodeFeatures, as long as no operator has seen a"
                            + " NetworkIntent. plan -f always has them, drain-check and fail never.")
    boolean without;

    /** Which hosts plans are made with. */
    public final PlannedHosts hosts() {
        return without ? PlannedHosts.THERE : PlannedHosts.FORESEEN;
    }
}
