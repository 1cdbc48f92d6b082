package io.accelnet.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.operator.apply.Written;
import io.accelnet.operator.gate.PodWritten;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.planning.PlanObserver.Result;
import io.accelnet.operator.planning.PodActions;
import io.accelnet.operator.runtime.WatchHealth.Watch;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told when, and what is told no longer. */
class OperatorMetricsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final OperatorMetrics metrics = new OperatorMetrics(() -> NOW, "1.2.3");
    private ProcessFigures process = new ProcessFigures(true, 0, Duration.ZERO, 0, Map.of(), Map.of(), List.of());

    OperatorMetricsTest() {
        metrics.of(() -> process);
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void whatIsGoneHasNoSeries() {
        plan(List.of(Objects.node("node-1", 4), Objects.node("node-2", 4)), List.of(Objects.vm("tenant", "vm-1")));
        assertThat(told().all("accelnet_node_state", "node=node-2")).hasSize(4);
        assertThat(told().all("accelnet_cluster_vms_by_reason")).isNotEmpty();

        plan(List.of(Objects.node("node-1", 4)), List.of());

        assertThat(told().samples())
                .noneMatch(sample -> "node-2".equals(sample.labels().get("node")));
        assertThat(told().all("accelnet_node_state", "node=node-1")).hasSize(4);
        assertThat(told().all("accelnet_cluster_vms_by_reason")).isEmpty();

        explain(new ClusterObjects(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));

        assertThat(told().samples()).noneMatch(sample -> sample.name().startsWith("accelnet_node_"));
        assertThat(told().samples())
                .noneMatch(sample -> "main".equals(sample.labels().get("cluster")));
    }

    @Test
    void onlyWhoLeadsSpeaksOfClusters() {
        plan(List.of(Objects.node("node-1", 4)), List.of());
        assertThat(told().value("accelnet_leader")).isEqualTo(1);
        assertThat(told().all("accelnet_cluster_nodes")).isNotEmpty();
        assertThat(told().all("accelnet_plan_pending_seconds")).hasSize(1);

        process = new ProcessFigures(false, 2, Duration.ofHours(1), 7, Map.of(), Map.of(), List.of());

        assertThat(told().value("accelnet_leader")).isZero();
        assertThat(told().value("accelnet_problems")).isEqualTo(2);
        assertThat(told().samples())
                .noneMatch(sample -> sample.name().startsWith("accelnet_cluster_")
                        || sample.name().startsWith("accelnet_node_")
                        || sample.name().equals("accelnet_plan_pending_seconds")
                        || sample.name().equals("accelnet_last_plan_timestamp_seconds")
                        || sample.name().equals("accelnet_pending_writes")
                        || sample.name().equals("accelnet_waiting_pods"));
    }

    @Test
    void nodesAreCountedByHowTheyAre() {
        plan(
                List.of(
                        Objects.node("node-1", 4),
                        Objects.with(Objects.node("node-2", 4), Availability.MAINTENANCE),
                        Objects.with(Objects.node("node-3", 4), Availability.DOWN)),
                List.of());

        Exposition told = told();
        assertThat(told.value("accelnet_cluster_nodes", "state=up")).isEqualTo(1);
        assertThat(told.value("accelnet_cluster_nodes", "state=in_maintenance")).isEqualTo(1);
        assertThat(told.value("accelnet_cluster_nodes", "state=down")).isEqualTo(1);
        assertThat(told.value("accelnet_node_state", "node=node-3", "state=down"))
                .isEqualTo(1);
        assertThat(told.value("accelnet_node_state", "node=node-3", "state=up")).isZero();
        assertThat(told.value("accelnet_node_virtual_functions", "node=node-1", "cluster=main", "pool=compute"))
                .isEqualTo(4);
        assertThat(told.real("accelnet_cluster_node_reserve_ratio", "cluster=main"))
                .isEqualTo(0.34);
        assertThat(told.value("accelnet_cluster_host_variants", "pool=compute", "fact=virtual_functions"))
                .isEqualTo(1);
    }

    @Test
    void vmsWhoseClusterDoesNotExistAreOneNumber() {
        explain(new ClusterObjects(
                List.of(),
                List.of(),
                List.of(),
                named(List.of(Objects.vm("tenant", "vm-1"), Objects.vm("tenant", "vm-2"))),
                List.of(),
                List.of()));

        assertThat(told().value("accelnet_cluster_vms", "cluster=", "outcome=waiting"))
                .isEqualTo(2);
        assertThat(told().value("accelnet_cluster_vms_by_reason", "cluster=", "reason=ClusterNotFound"))
                .isEqualTo(2);
    }

    @Test
    void whatHasNeverHappenedIsZero() {
        assertThat(told().all("accelnet_writes_total")).hasSize(25).allMatch(sample -> sample.value() == 0);
        assertThat(told().all("accelnet_plans_total")).hasSize(3);
        assertThat(told().all("accelnet_pod_requests_total")).hasSize(10);
        assertThat(told().all("accelnet_scrape_requests_total")).hasSize(8);
        assertThat(told().all("accelnet_plan_duration_seconds_count")).hasSize(2);
        assertThat(told().all("accelnet_news_to_ledger_seconds_count")).hasSize(1);
        assertThat(told().all("accelnet_last_plan_timestamp_seconds")).isEmpty();
    }

    @Test
    void plansAndWritesAreCountedByHowTheyEnded() {
        ObjectKey node = new ObjectKey("AccelNetNode", "", "node-1");
        metrics.decided(Duration.ofMillis(20));
        metrics.ended(Result.SUCCEEDED);
        metrics.ended(Result.FAILED);
        metrics.ledgersStored(Duration.ofMillis(300));
        metrics.written(node, true, new Written.Refused("forbidden"));
        metrics.written(node, true, new Written.Conflict());
        metrics.written(node, false, new Written.Gone());
        metrics.written(node, false, new Written.Unanswered("no answer", Duration.ZERO));

        Exposition told = told();
        assertThat(told.value("accelnet_plans_total", "result=succeeded")).isEqualTo(1);
        assertThat(told.value("accelnet_plans_total", "result=failed")).isEqualTo(1);
        assertThat(told.value("accelnet_last_plan_timestamp_seconds")).isEqualTo(NOW.getEpochSecond());
        assertThat(told.real("accelnet_plan_duration_seconds_sum", "phase=decide"))
                .isEqualTo(0.02);
        assertThat(told.value("accelnet_plan_duration_seconds_bucket", "phase=decide", "le=0.01"))
                .isZero();
        assertThat(told.value("accelnet_plan_duration_seconds_bucket", "phase=decide", "le=0.025"))
                .isEqualTo(1);
        assertThat(told.value("accelnet_news_to_ledger_seconds_bucket", "le=0.25"))
                .isZero();
        assertThat(told.value("accelnet_news_to_ledger_seconds_bucket", "le=0.5"))
                .isEqualTo(1);
        assertThat(told.value("accelnet_writes_total", "content=ledger", "outcome=refused"))
                .isEqualTo(1);
        assertThat(told.value("accelnet_writes_total", "content=ledger", "outcome=conflict"))
                .isEqualTo(1);
        assertThat(told.value("accelnet_writes_total", "kind=AccelNetNode", "content=status", "outcome=gone"))
                .isEqualTo(1);
        assertThat(told.value("accelnet_writes_total", "kind=AccelNetNode", "content=status", "outcome=unanswered"))
                .isEqualTo(1);
    }

    @Test
    void requestsForPodsAreCountedByHowTheyEnded() {
        PodActions.Requests counted = metrics.counted(new PodActions.Requests() {
            @Override
            public PodWritten open(PodPlans.Opening opening, BooleanSupplier leads) {
                return new PodWritten.Done();
            }

            @Override
            public PodWritten delete(PodPlans.Pod pod, BooleanSupplier leads) {
                return new PodWritten.Refused("forbidden");
            }
        });
        PodPlans.Pod pod = new PodPlans.Pod("tenant", "launcher", "uid", Optional.empty());

        counted.open(new PodPlans.Opening(pod, List.of(new PodPlans.Place("node-1", "node-1")), "node-1"), () -> true);
        counted.delete(pod, () -> true);

        assertThat(told().value("accelnet_pod_requests_total", "action=open", "outcome=done"))
                .isEqualTo(1);
        assertThat(told().value("accelnet_pod_requests_total", "action=delete", "outcome=refused"))
                .isEqualTo(1);
        assertThat(told().sum("accelnet_pod_requests_total")).isEqualTo(2);
    }

    @Test
    void theProcessSaysWhatItKnowsWhenItIsAsked() {
        process = new ProcessFigures(
                true,
                1,
                Duration.ofMillis(2_500),
                9,
                Map.of("AccelNetVM", 3),
                Map.of("AccelNetNode", 2),
                List.of(
                        new Watch("accelnetvms", true, Duration.ZERO),
                        new Watch("pods", false, Duration.ofSeconds(30))));

        Exposition told = told();
        assertThat(told.real("accelnet_plan_pending_seconds")).isEqualTo(2.5);
        assertThat(told.value("accelnet_pending_writes")).isEqualTo(9);
        assertThat(told.value("accelnet_refused_objects", "kind=AccelNetVM")).isEqualTo(3);
        assertThat(told.value("accelnet_refused_objects", "kind=AccelNetNode")).isZero();
        assertThat(told.value("accelnet_held_back_objects", "kind=AccelNetNode"))
                .isEqualTo(2);
        assertThat(told.value("accelnet_watch_up", "resource=pods")).isZero();
        assertThat(told.value("accelnet_watch_up", "resource=accelnetvms")).isEqualTo(1);
        assertThat(told.value("accelnet_watch_away_seconds", "resource=pods")).isEqualTo(30);
        assertThat(told.value("accelnet_build_info", "version=1.2.3")).isEqualTo(1);
        assertThat(told.families())
                .containsKeys("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_cpu_usage");
    }

    @Test
    void podsThatWaitAreCountedByWhatTheyWaitFor() {
        ClusterObjects nothing = new ClusterObjects(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        ClusterSnapshot snapshot = Gather.snapshot(nothing, NOW);
        PodPlans.Pod pod = new PodPlans.Pod("tenant", "launcher", "uid", Optional.empty());
        PodPlans.Note note = new PodPlans.Note(pod, PodReason.NO_ACCELNET_VM, "It waits.");

        metrics.explained(nothing, snapshot, new Planner().plan(snapshot), List.of(note, note), Duration.ZERO);

        assertThat(told().value("accelnet_waiting_pods", "reason=NoAccelNetVM")).isEqualTo(2);
    }

    private Exposition told() {
        return Exposition.of(metrics.scrape("text/plain"));
    }

    private void plan(List<AccelNetNode> nodes, List<AccelNetVM> vms) {
        explain(new ClusterObjects(
                named(List.of(Objects.intent())),
                named(nodes),
                named(List.of(Objects.cluster(34))),
                named(vms),
                List.of(),
                List.of()));
    }

    private void explain(ClusterObjects objects) {
        ClusterSnapshot snapshot = Gather.snapshot(objects, NOW);
        metrics.explained(objects, snapshot, new Planner().plan(snapshot), List.of(), Duration.ofMillis(1));
    }

    /** As the API server stores them. */
    private static <T extends HasMetadata> List<T> named(List<T> objects) {
        List<T> stored = new ArrayList<>();
        for (T object : objects) {
            object.getMetadata().setUid(object.getMetadata().getName());
            object.getMetadata().setGeneration(1L);
            object.getMetadata().setCreationTimestamp(NOW.toString());
            stored.add(object);
        }
        return stored;
    }
}
