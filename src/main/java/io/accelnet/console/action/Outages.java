package io.accelnet.console.action;

import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.Drain;
import io.accelnet.cli.scenario.Edits;
import io.accelnet.cli.scenario.Replacement;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.plan.Planner;
import java.util.NavigableSet;
import java.util.Optional;

/** Who goes where if hosts fail, or one is drained: as the verbs fail and drain-check find it. Nothing is changed. */
public final class Outages {
    private final Planning planning;
    private final Planner planner = new Planner();
    private Optional<Settled> last = Optional.empty();

    /**
     * What there is without an outage. It is the same for all of them.
     *
     * @param objects what it was planned from
     * @param plan the plan
     */
    private record Settled(ClusterObjects objects, SettledPlan plan) {}

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
        Settled before = settled();
        return new Failure(
                hosts,
                before.plan(),
                SettledPlan.of(Replacement.of(before.plan(), Edits.fail(hosts).apply(before.objects())), planner));
    }

    /** A host is emptied for maintenance. */
    public Drain drain(String host) {
        Settled before = settled();
        if (!before.plan().plan().nodes().containsKey(host)) {
            throw new BadRequestException("there is no AccelNetNode " + host);
        }
        return Drain.of(host, before.objects(), before.plan(), planner);
    }

    /** Whether something has changed since that was read which answers are made from: they may be other ones in some seconds. */
    public boolean isOutdated() {
        return planning.isOutdated();
    }

    /** The same reading is the same objects; to compare thousands by their values would take as long as to plan for them. */
    @SuppressWarnings("ReferenceEquality")
    private synchronized Settled settled() {
        ClusterObjects objects = planning.objects();
        Settled settled = last.filter(known -> known.objects() == objects)
                .orElseGet(() ->
                        new Settled(objects, SettledPlan.of(Gather.snapshot(objects, planning.now()), planner)));
        last = Optional.of(settled);
        return settled;
    }
}
