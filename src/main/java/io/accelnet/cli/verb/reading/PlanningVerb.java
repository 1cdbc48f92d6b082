package io.accelnet.cli.verb.reading;

import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.live.DiscoveryOption;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.terminal.Invocation;
import picocli.CommandLine.Mixin;

/** A verb that answers by a plan. */
abstract class PlanningVerb extends ReadingVerb {
    @Mixin
    DiscoveryOption discovery = new DiscoveryOption();

    PlanningVerb(Invocation invocation) {
        super(invocation);
    }

    /** All that its plan is made from. */
    final PlannedObjects planned(ClusterReader reader) {
        return planned(reader, discovery.hosts());
    }
}
