package io.accelnet.cli.scenario;

import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.plan.Level;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.ReserveSums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** How many more VMs fit, at each percentage. Percentages that are the same number of nodes are one row. */
public final class Fit {
    private static final int HIGHEST_PERCENTAGE = 99;

    private final ClusterObjects objects;
    private final Planner planner;
    private final Instant now;
    private final SortedMap<String, List<Row>> rows = new TreeMap<>();
    private final Map<String, Integer> nodes = new HashMap<>();

    private Fit(ClusterObjects objects, Planner planner, Instant now) {
        this.objects = objects;
        this.planner = planner;
        this.now = now;
    }

    /**
     * A cluster at some percentages that are all the same to it.
     *
     * @param lowest the lowest of them
     * @param highest the highest of them
     * @param failures how many nodes may be down at once
     * @param admitted how many VMs are admitted
     * @param others how many aren't
     * @param held whether the reserve holds
     * @param headroom how many more VMs with one network adapter fit, if all are of that level
     * @param headroomIsExact whether no more do; else maybe more
     * @param ofIntents how many more fit with one network adapter in each of some intents; empty where the cluster has one
     */
    public record Row(
            int lowest,
            int highest,
            int failures,
            int admitted,
            int others,
            boolean held,
            Map<Level, Integer> headroom,
            boolean headroomIsExact,
            List<OfIntents> ofIntents) {
        public Row {
            ofIntents = List.copyOf(ofIntents);
        }

        Row to(int percentage) {
            return new Row(lowest, percentage, failures, admitted, others, held, headroom, headroomIsExact, ofIntents);
        }
    }

    /**
     * How many more VMs fit that have one network adapter in each of some intents.
     *
     * @param intents the intents
     * @param headroom how many, if all are of that level
     */
    public record OfIntents(List<String> intents, Map<Level, Integer> headroom) {}

    /**
     * The rows of each cluster.
     *
     * @param objects what there is
     * @param planner plans for it
     * @param now what time it is
     * @param progress is told each percentage that is looked at
     */
    public static SortedMap<String, List<Row>> of(
            ClusterObjects objects, Planner planner, Instant now, IntConsumer progress) {
        Fit fit = new Fit(objects, planner, now);
        for (int percentage = 0; percentage <= HIGHEST_PERCENTAGE; percentage++) {
            if (percentage == 0 || fit.isNews(percentage)) {
                progress.accept(percentage);
                fit.plan(percentage);
            } else {
                int same = percentage;
                fit.rows.values().forEach(rows -> rows.add(rows.removeLast().to(same)));
            }
        }
        return fit.rows;
    }

    private boolean isNews(int percentage) {
        return rows.entrySet().stream()
                .anyMatch(cluster -> nodes.getOrDefault(cluster.getKey(), 0) * percentage / 100
                        != cluster.getValue().getLast().failures());
    }

    private void plan(int percentage) {
        Plan plan = planner.plan(
                Gather.snapshot(Edits.reserve(percentage, Optional.empty()).apply(objects), now));
        plan.clusters()
                .forEach((name, cluster) -> cluster.reserve().ifPresent(sums -> {
                    nodes.put(name, sums.nodes());
                    add(rows.computeIfAbsent(name, key -> new ArrayList<>()), row(percentage, cluster, sums));
                }));
    }

    private static void add(List<Row> rows, Row row) {
        if (!rows.isEmpty() && rows.getLast().failures() == row.failures()) {
            rows.add(rows.removeLast().to(row.highest()));
        } else {
            rows.add(row);
        }
    }

    private static Row row(int percentage, ClusterPlan cluster, ReserveSums sums) {
        return new Row(
                percentage,
                percentage,
                sums.failuresToTolerate(),
                cluster.counts().admitted(),
                cluster.counts().total() - cluster.counts().admitted(),
                cluster.conditions().stream()
                        .noneMatch(finding ->
                                finding.type() == ConditionType.RESERVE_HELD && finding.truth() != Truth.TRUE),
                sums.headroom(),
                sums.headroomIsExact(),
                Stream.concat(
                                sums.pools().stream()
                                        .map(pool -> new OfIntents(List.of(pool.intent()), pool.headroom())),
                                sums.combinations().stream().map(set -> new OfIntents(set.intents(), set.headroom())))
                        .toList());
    }
}
