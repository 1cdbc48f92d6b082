package io.accelnet.cli.live;

import picocli.CommandLine.Option;

/** Whether hosts count that have no AccelNetNode yet: what all verbs have in common that plan. A group of options inherits it. */
public class DiscoveryOption {
    @Option(
            names = "--no-discovery",
            order = 107,
            description =
                    "Plan for the AccelNetNodes that there are. Without it, those that the operator would make, or complete,"
                            + " from Nodes, SriovNetworkNodeStates and NodeFeatures are there too: in manifests, and in a"
                            + " cluster as long as no operator has seen a NetworkIntent. drain-check and fail never count them.")
    boolean without;

    /** Which hosts plans are made with. */
    public final PlannedHosts hosts() {
        return without ? PlannedHosts.THERE : PlannedHosts.FORESEEN;
    }
}
