package io.accelnet.operator.metrics;

import io.accelnet.plan.outcome.PodReason;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The gauges of the process. */
final class ProcessFamilies {
    private static final double MILLIS = 1_000;

    /** The kinds whose statuses are written. */
    static final List<String> KINDS = List.of("AccelNetCluster", "AccelNetNode", "AccelNetVM", "NetworkIntent");

    private ProcessFamilies() {}

    /** What every replica says. */
    static Stream<MetricSnapshot> ofAny(ProcessFigures process, String version) {
        GaugeFamily leader = new GaugeFamily("accelnet_leader", "1: this replica plans and writes.");
        leader.add(process.leads());
        GaugeFamily problems =
                new GaugeFamily("accelnet_problems", "What the replica can't do at the moment: the lines of /readyz.");
        problems.add(process.problems());
        GaugeFamily up = new GaugeFamily("accelnet_watch_up", "1: all objects are listed and watched.", "resource");
        GaugeFamily away = new GaugeFamily(
                "accelnet_watch_away_seconds",
                "For how long the objects haven't been watched; 0: they are.",
                "resource");
        process.watches().forEach(watch -> {
            up.add(watch.isUp(), watch.resource());
            away.add(seconds(watch.away()), watch.resource());
        });
        return Stream.concat(
                Stream.of(leader, problems, up, away).map(GaugeFamily::snapshot),
                Stream.of(new InfoSnapshot(
                        new MetricMetadata("accelnet_build", "The version of the operator."),
                        List.of(new InfoDataPointSnapshot(Labels.of("version", version))))));
    }

    /** What only the replica says that plans and writes. */
    static Stream<MetricSnapshot> ofLeader(
            ProcessFigures process, Optional<Instant> lastPlan, Map<PodReason, Integer> waitingPods) {
        GaugeFamily waits = new GaugeFamily(
                "accelnet_plan_pending_seconds",
                "How long the oldest news has waited for a plan that succeeds; 0: none waits.");
        waits.add(seconds(process.newsWaits()));
        GaugeFamily last = new GaugeFamily(
                "accelnet_last_plan_timestamp_seconds", "When the last plan succeeded, in seconds since 1970.");
        lastPlan.ifPresent(then -> last.add(then.toEpochMilli() / MILLIS));
        GaugeFamily pending = new GaugeFamily("accelnet_pending_writes", "Objects whose status waits to be written.");
        pending.add(process.pendingWrites());
        GaugeFamily refused = new GaugeFamily(
                "accelnet_refused_objects",
                "Objects whose last write the API server refused, which is tried again.",
                "kind");
        GaugeFamily heldBack = new GaugeFamily(
                "accelnet_held_back_objects",
                "Objects that aren't written as others of their kind are refused.",
                "kind");
        for (String kind : KINDS) {
            refused.add(process.refused().getOrDefault(kind, 0), kind);
            heldBack.add(process.heldBack().getOrDefault(kind, 0), kind);
        }
        GaugeFamily pods = new GaugeFamily(
                "accelnet_waiting_pods", "Pods that wait at the gate, by what they wait for.", "reason");
        waitingPods.forEach((reason, number) -> pods.add(number, reason.wire()));
        return Stream.of(waits, last, pending, refused, heldBack, pods).map(GaugeFamily::snapshot);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
