package io.accelnet.console.action;

import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Drain;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.scenario.Replacement;
import io.accelnet.cli.scenario.SettledPlan;
import java.util.NavigableSet;

/** Who goes where if hosts fail, or one is drained: as the verbs fail and drain-check find it. Nothing is changed. */
public final class Outages {
    private final Planning planning;

    /**
     * Hosts that have failed.
     *
     * @param hosts the hosts
     * @param before what there is
     * @param after what there is with these hosts down
     */
    public record Failure(NavigableSet<String> hosts, SettledPlan before, SettledPlan after) {}

    /** In this cluster. */
    public Outages(Planning planning) {
        this.planning = planning;
    }

    /** Hosts fail, all at once. */
    public Failure fail(NavigableSet<String> hosts) {
        Planning.Settled before = planning.settled();
        return new Failure(
                hosts,
                before.plan(),
                SettledPlan.of(
                        Replacement.of(before.plan(), Edits.fail(hosts).apply(before.objects())), planning.planner()));
    }

    /** A host is emptied for maintenance. */
    public Drain drain(String host) {
        Planning.Settled before = planning.settled();
        if (!before.plan().plan().nodes().containsKey(host)) {
            throw new BadRequestException("there is no AccelNetNode " + host);
        }
        return Drain.of(host, before.objects(), before.plan(), planning.planner());
    }

    /** Whether something has changed since that was read which answers are made from: they may be other ones in some seconds. */
    public boolean isOutdated() {
        return planning.isOutdated();
    }
}
