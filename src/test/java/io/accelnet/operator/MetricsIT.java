package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.operator.metrics.Conventions;
import io.accelnet.operator.metrics.Exposition;
import io.accelnet.operator.metrics.MetricsSettings;
import io.accelnet.operator.metrics.MetricsSettings.Mode;
import io.accelnet.operator.metrics.Scraper;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.InstalledOperator;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Metrics as Prometheus gets them, with genuine service accounts, of an operator with the rights that it is installed with. */
@ExtendWith(SharedControlPlane.class)
class MetricsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NAMESPACE = "default";
    private static final MetricsSettings SECURE = new MetricsSettings(Mode.SECURE, 0, Optional.empty());

    @Test
    void whoHasTheRoleIsToldWhatTheClustersAreAndNobodyElseIs(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane)) {
            String prometheus = token(arena.client(), "prometheus", true);
            String somebody = token(arena.client(), "somebody", false);
            arena.create(Objects.intent(), Objects.cluster(50), Objects.node("node-1", 4), Objects.node("node-2", 4));
            arena.create(Objects.vm(Arena.NAMESPACE, "vm-1"));
            AccelNetOperator operator = arena.operator(options -> options.metrics(SECURE));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
            int port = operator.metricsPort().orElseThrow();

            // RBAC of the API server comes from a cache of its own.
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(Scraper.get(port, prometheus).statusCode())
                                    .isEqualTo(200));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(told(port, prometheus)
                                    .value("accelnet_cluster_vms", "cluster=main", "outcome=served"))
                            .isEqualTo(1));
            Exposition told = told(port, prometheus);
            assertThat(told.value("accelnet_leader")).isEqualTo(1);
            assertThat(told.sum("accelnet_cluster_virtual_functions", "cluster=main"))
                    .isEqualTo(8);
            assertThat(told.value("accelnet_cluster_failures_to_tolerate", "cluster=main"))
                    .isEqualTo(1);
            assertThat(told.value("accelnet_watch_up", "resource=accelnetvms")).isEqualTo(1);
            assertThat(told.value("accelnet_writes_total", "content=ledger", "outcome=stored"))
                    .isEqualTo(1);
            assertThat(told.value("accelnet_news_to_ledger_seconds_count")).isEqualTo(1);
            assertThat(told.sum("accelnet_plans_total", "result=succeeded")).isPositive();
            assertThat(told.families().keySet()).anyMatch(name -> name.startsWith("operator_sdk_"));
            Conventions.assertKept(told);

            assertThat(Scraper.get(port, somebody).statusCode()).isEqualTo(403);
            assertThat(Scraper.get(port, "").statusCode()).isEqualTo(401);
            assertThat(Scraper.get(port, prometheus + "x").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whoWaitsForTheLeaseSpeaksOfNoCluster(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane)) {
            arena.client()
                    .leases()
                    .inNamespace(InstalledOperator.NAMESPACE)
                    .withName("accelnet-operator")
                    .delete();
            String prometheus = token(arena.client(), "prometheus", true);
            arena.create(Objects.intent(), Objects.cluster(50), Objects.node("node-1", 4), Objects.node("node-2", 4));
            AccelNetOperator first =
                    arena.operator(options -> options.leaderElection(true).metrics(SECURE));
            await().atMost(PATIENCE).until(first::isLeading);
            AccelNetOperator second =
                    arena.operator(options -> options.leaderElection(true).metrics(SECURE));
            int port = second.metricsPort().orElseThrow();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(told(first.metricsPort().orElseThrow(), prometheus)
                                    .value("accelnet_cluster_nodes", "state=up"))
                            .isEqualTo(2));

            Exposition waiting = told(port, prometheus);
            assertThat(waiting.value("accelnet_leader")).isZero();
            assertThat(waiting.samples())
                    .noneMatch(sample -> sample.name().startsWith("accelnet_cluster_")
                            || sample.name().startsWith("accelnet_node_"));

            first.close();

            await().atMost(PATIENCE).untilAsserted(() -> {
                Exposition leads = told(port, prometheus);
                assertThat(leads.value("accelnet_leader")).isEqualTo(1);
                assertThat(leads.value("accelnet_cluster_nodes", "state=up")).isEqualTo(2);
            });
        }
    }

    private static Exposition told(int port, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = Scraper.get(port, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Exposition.of(answer.body());
    }

    /** A token of a service account, with the role or without. */
    private static String token(KubernetesClient admin, String name, boolean mayRead) {
        admin.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(name)
                        .endMetadata()
                        .build())
                .serverSideApply();
        if (mayRead) {
            admin.resource(new ClusterRoleBindingBuilder()
                            .withNewMetadata()
                            .withName("metrics-" + name)
                            .endMetadata()
                            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "accelnet-metrics-reader")
                            .addNewSubject(null, "ServiceAccount", name, NAMESPACE)
                            .build())
                    .serverSideApply();
        }
        return admin.serviceAccounts()
                .inNamespace(NAMESPACE)
                .withName(name)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }
}
