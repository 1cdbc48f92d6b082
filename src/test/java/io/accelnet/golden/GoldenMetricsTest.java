package io.accelnet.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterStatus;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.PoolReserve;
import io.accelnet.api.v1alpha1.ReserveStatus;
import io.accelnet.api.v1alpha1.VmCounts;
import io.accelnet.api.v1alpha1.VmHeadroom;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.operator.metrics.Exposition;
import io.accelnet.operator.metrics.OperatorMetrics;
import io.accelnet.operator.metrics.ProcessFigures;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The metrics say what the statuses say, in every golden case. */
class GoldenMetricsTest {
    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final String VIRTUAL_FUNCTIONS = "accelnet_cluster_virtual_functions";

    @ParameterizedTest
    @MethodSource("cases")
    void sayWhatTheStatusesSay(String name) throws IOException {
        GoldenObjects objects = new GoldenObjects();
        try (OperatorMetrics metrics = new OperatorMetrics(InstantSource.system(), "test")) {
            metrics.of(() -> new ProcessFigures(true, 0, Duration.ZERO, 0, Map.of(), Map.of(), List.of()));
            for (Path input : GoldenCases.inputs(CASES.resolve(name))) {
                GoldenCases.read(input).forEach(objects::apply);
                objects.settle();
                Exposition told = told(metrics, objects);

                List<AccelNetCluster> clusters = of(objects, AccelNetCluster.class);
                clusters.forEach(cluster -> assertSame(cluster, told));
                of(objects, AccelNetNode.class).forEach(node -> assertSame(node, told));
                assertThat(labels(told, "accelnet_cluster_nodes", "cluster"))
                        .isEqualTo(
                                clusters.stream().map(GoldenMetricsTest::name).collect(Collectors.toSet()));
                assertThat(told.sum("accelnet_cluster_vms"))
                        .as("each VM is counted once")
                        .isEqualTo(of(objects, AccelNetVM.class).size());
            }
        }
    }

    private static Exposition told(OperatorMetrics metrics, GoldenObjects objects) {
        ClusterObjects known = objects.clusterObjects();
        ClusterSnapshot snapshot = Gather.snapshot(known, objects.now());
        Plan plan = new Planner().plan(snapshot);
        metrics.explained(known, snapshot, plan, plan.pods().notes(), Duration.ZERO);
        return Exposition.of(metrics.scrape("text/plain"));
    }

    private static void assertSame(AccelNetCluster cluster, Exposition told) {
        String its = "cluster=" + name(cluster);
        AccelNetClusterStatus status = cluster.getStatus();
        ReserveStatus reserve = Objects.requireNonNull(status.reserve());
        assertThat(told.sum("accelnet_cluster_nodes", its)).isEqualTo(reserve.nodes());
        assertThat(told.sum("accelnet_cluster_nodes", its, "state=down")).isEqualTo(reserve.nodesDown());
        assertThat(told.value("accelnet_cluster_failures_to_tolerate", its)).isEqualTo(reserve.failuresToTolerate());
        assertThat(told.value("accelnet_cluster_failures_tolerated_now", its))
                .isEqualTo(reserve.failuresToleratedNow());
        assertThat(told.sum(VIRTUAL_FUNCTIONS, its)).isEqualTo(reserve.capacity());
        assertThat(told.sum(VIRTUAL_FUNCTIONS, its, "state=used")).isEqualTo(reserve.used());
        assertThat(told.sum(VIRTUAL_FUNCTIONS, its, "state=reserved")).isEqualTo(reserve.reserved());
        assertThat(told.sum(VIRTUAL_FUNCTIONS, its, "state=available")).isEqualTo(reserve.available());
        assertThat(told.sum(VIRTUAL_FUNCTIONS, its, "state=in_maintenance")).isEqualTo(reserve.inMaintenance());
        assertThat(told.sum(VIRTUAL_FUNCTIONS, its, "state=leaving")).isEqualTo(orZero(reserve.leaving()));
        assertThat(told.sum(VIRTUAL_FUNCTIONS, its, "state=used_by_others")).isEqualTo(orZero(reserve.usedByOthers()));
        if (reserve.pools() == null) {
            assertSame(
                    reserve.headroom(), told, its, "pool=" + cluster.getSpec().intentName());
        } else {
            for (PoolReserve pool : reserve.pools()) {
                String of = "pool=" + pool.intentName();
                assertThat(told.sum(VIRTUAL_FUNCTIONS, its, of)).isEqualTo(pool.capacity());
                assertThat(told.sum(VIRTUAL_FUNCTIONS, its, of, "state=reserved"))
                        .isEqualTo(pool.reserved());
                assertSame(pool.headroom(), told, its, of);
            }
        }
        assertThat(told.all("accelnet_cluster_migration_headroom_vms", its).stream()
                        .map(sample -> (int) sample.value())
                        .toList())
                .isEqualTo(Optional.ofNullable(status.migrationHeadroom()).stream()
                        .map(headroom -> headroom.virtualMachines())
                        .toList());
        assertSame(Objects.requireNonNull(status.virtualMachines()), told, its);
        for (Condition condition : status.conditions()) {
            String type = "condition=" + condition.getType();
            assertThat(told.value(
                            "accelnet_cluster_status_condition",
                            its,
                            type,
                            "status=" + condition.getStatus().toLowerCase(Locale.ROOT)))
                    .isEqualTo(1);
            assertThat(told.sum("accelnet_cluster_status_condition", its, type)).isEqualTo(1);
            assertThat(told.value(
                            "accelnet_cluster_status_condition_reason", its, type, "reason=" + condition.getReason()))
                    .isEqualTo(1);
        }
        assertThat(told.all("accelnet_cluster_status_condition_reason", its)).hasSameSizeAs(status.conditions());
        assertSamePods(status, told, its);
    }

    private static void assertSame(VmHeadroom headroom, Exposition told, String cluster, String pool) {
        String name = "accelnet_cluster_headroom_vms";
        assertThat(told.value(name, cluster, pool, "performance=Low")).isEqualTo(headroom.low());
        assertThat(told.value(name, cluster, pool, "performance=Medium")).isEqualTo(headroom.medium());
        assertThat(told.value(name, cluster, pool, "performance=High")).isEqualTo(headroom.high());
        assertThat(told.value("accelnet_cluster_headroom_exact", cluster, pool))
                .isEqualTo(Boolean.TRUE.equals(headroom.atLeast()) ? 0 : 1);
    }

    private static void assertSame(VmCounts counts, Exposition told, String cluster) {
        for (String name : List.of("accelnet_cluster_vms", "accelnet_cluster_vms_by_reason")) {
            assertThat(told.sum(name, cluster)).isEqualTo(counts.total());
            assertThat(told.sum(name, cluster, "outcome=without_virtual_functions"))
                    .isEqualTo(counts.withoutVirtualFunctions());
            assertThat(told.sum(name, cluster, "outcome=served"))
                    .isEqualTo(counts.admitted() - counts.withoutVirtualFunctions());
            assertThat(told.sum(name, cluster, "outcome=waiting")).isEqualTo(counts.waiting());
            assertThat(told.sum(name, cluster, "outcome=refused")).isEqualTo(counts.refused());
        }
    }

    private static void assertSamePods(AccelNetClusterStatus status, Exposition told, String cluster) {
        Optional<Condition> managed = status.conditions().stream()
                .filter(condition -> condition.getType().equals("PodsManaged"))
                .filter(condition -> !condition.getStatus().equals("Unknown"))
                .findFirst();
        assertThat(told.all("accelnet_cluster_unmanaged_pods", cluster)).hasSize(managed.isPresent() ? 1 : 0);
        managed.ifPresent(condition -> assertThat(told.sum("accelnet_cluster_unmanaged_pods", cluster) > 0
                        && told.sum("accelnet_cluster_unmanaged_virtual_functions", cluster) > 0)
                .isEqualTo(condition.getMessage().contains(" of no admitted VM ")));
    }

    private static void assertSame(AccelNetNode node, Exposition told) {
        String its = "node=" + name(node);
        String member =
                "cluster=" + Optional.ofNullable(node.getStatus().cluster()).orElse("");
        assertThat(told.sum("accelnet_node_virtual_functions", its, member))
                .isEqualTo(orZero(node.getStatus().virtualFunctions()));
        assertThat(told.sum("accelnet_node_virtual_functions_used", its, member))
                .isEqualTo(orZero(node.getStatus().used()));
        assertThat(told.sum("accelnet_node_virtual_functions_free", its, member))
                .isEqualTo(orZero(node.getStatus().free()));
        assertThat(told.sum("accelnet_node_state", its, member)).isEqualTo(1);
        assertThat(told.value("accelnet_node_metadata_generation", its))
                .isEqualTo(node.getMetadata().getGeneration());
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static Set<String> labels(Exposition told, String name, String label) {
        return told.all(name).stream()
                .map(sample -> Optional.ofNullable(sample.labels().get(label)).orElse(""))
                .collect(Collectors.toSet());
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    private static <T> List<T> of(GoldenObjects objects, Class<T> kind) {
        return objects.own().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static Stream<String> cases() throws IOException {
        return GoldenTest.cases();
    }
}
