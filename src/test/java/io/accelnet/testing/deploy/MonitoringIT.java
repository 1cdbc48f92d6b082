package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts, dashboard and scraping, by kustomize and by Helm. */
@ExtendWith(SharedControlPlane.class)
class MonitoringIT {
    private static final String OVERLAY = "src/test/resources/kustomize/monitoring";
    private static final List<String> ALL = List.of(
            "monitoring.serviceMonitor.enabled=true",
            "monitoring.alerts.enabled=true",
            "monitoring.dashboard.enabled=true");

    private final ControlPlane controlPlane;
    private final Tool kubectl;
    private final Tool helm;

    MonitoringIT(ControlPlane controlPlane) throws InterruptedException {
        this.controlPlane = controlPlane;
        kubectl = Tool.of(Program.KUBECTL, controlPlane.kubeconfig());
        helm = Tool.of(Program.HELM, controlPlane.kubeconfig());
    }

    @Test
    void bothInstallTheSame() throws IOException, InterruptedException {
        Rendered kustomize = Rendered.of(kubectl.run("kustomize", OVERLAY).expectSuccess());
        Rendered chart = template(ALL);

        assertThat(only(chart, "PrometheusRule").<Object>get("spec"))
                .isEqualTo(only(kustomize, "PrometheusRule").get("spec"));
        assertThat(endpoint(chart)).isEqualTo(endpoint(kustomize));
        // The chart tells several installations apart.
        assertThat(selected(chart))
                .containsAllEntriesOf(selected(kustomize))
                .containsEntry("app.kubernetes.io/instance", "accelnet-operator");
        for (String kind : List.of("PrometheusRule", "ServiceMonitor")) {
            assertThat(only(chart, kind).getMetadata().getNamespace())
                    .isEqualTo(only(kustomize, kind).getMetadata().getNamespace());
        }
        ConfigMap dashboard = dashboard(chart);
        assertThat(dashboard.getData())
                .hasSize(1)
                .isEqualTo(dashboard(kustomize).getData());
        assertThat(dashboard.getMetadata().getName())
                .isEqualTo(dashboard(kustomize).getMetadata().getName());
        assertThat(dashboard(kustomize).getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
        assertThat(dashboard.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
    }

    @Test
    void theApiServerTakesThem() throws IOException, InterruptedException {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build()) {
            ForeignCrds.MONITORING.install(client);
        }
        InstalledOperator.in(controlPlane);

        Tool.Answer answer = kubectl.run(
                "apply", "--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict", "-k", OVERLAY);

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.expectSuccess())
                .contains(
                        "prometheusrule.monitoring.coreos.com/accelnet-operator",
                        "servicemonitor.monitoring.coreos.com/accelnet-operator",
                        "configmap/accelnet-operator-dashboard");
    }

    /** They need kinds that aren't there everywhere. */
    @Test
    void noneIsThereUnlessItIsAskedFor() throws IOException, InterruptedException {
        assertThat(Stream.of(
                                template(List.of()),
                                Rendered.of(kubectl.run("kustomize", "deploy").expectSuccess()))
                        .flatMap(rendered -> rendered.objects().stream())
                        .map(GenericKubernetesResource::getKind))
                .doesNotContain("PrometheusRule", "ServiceMonitor", "ConfigMap");
    }

    @Test
    void labelsAndLinksAreAsTheyAreSet() throws IOException, InterruptedException {
        Rendered chart = template(Stream.concat(
                        ALL.stream(),
                        Stream.of(
                                "monitoring.serviceMonitor.labels.release=prometheus",
                                "monitoring.serviceMonitor.interval=1m",
                                "monitoring.serviceMonitor.tlsConfig.serverName=metrics.example.com",
                                "monitoring.alerts.labels.release=prometheus",
                                "monitoring.alerts.runbookUrlPrefix=https://git.example.com/accelnet/",
                                "monitoring.dashboard.labels.team=network"))
                .toList());

        assertThat(only(chart, "ServiceMonitor").getMetadata().getLabels()).containsEntry("release", "prometheus");
        assertThat(endpoint(chart))
                .containsEntry("interval", "1m")
                .hasEntrySatisfying(
                        "tlsConfig",
                        tls -> assertThat(tls)
                                .isEqualTo(Map.of("insecureSkipVerify", true, "serverName", "metrics.example.com")));
        assertThat(only(chart, "PrometheusRule").getMetadata().getLabels()).containsEntry("release", "prometheus");
        assertThat(only(chart, "PrometheusRule").getAdditionalProperties().toString())
                .contains("runbook_url=https://git.example.com/accelnet/docs/runbooks.md#accelnetreserveusedup")
                .doesNotContain("runbook_url=docs");
        assertThat(dashboard(chart).getMetadata().getLabels()).containsEntry("team", "network");
    }

    @ParameterizedTest
    @CsvSource({"Plain, 1", "Off, 0"})
    void thereIsWhatIsScraped(String mode, int monitors) throws IOException, InterruptedException {
        Rendered chart = template(
                Stream.concat(ALL.stream(), Stream.of("metrics.mode=" + mode)).toList());

        assertThat(chart.objects().stream().filter(object -> object.getKind().equals("ServiceMonitor")))
                .hasSize(monitors);
        if (monitors > 0) {
            assertThat(endpoint(chart))
                    .containsEntry("scheme", "http")
                    .doesNotContainKeys("bearerTokenFile", "tlsConfig");
        }
    }

    private Rendered template(List<String> values) throws IOException, InterruptedException {
        Stream<String> settings = values.stream().flatMap(value -> Stream.of("--set", value));
        return Rendered.of(helm.run(Stream.concat(
                                Stream.of(
                                        "template",
                                        "accelnet-operator",
                                        "helm/accelnet-operator",
                                        "--namespace",
                                        "accelnet-system"),
                                settings)
                        .toArray(String[]::new))
                .expectSuccess());
    }

    private static GenericKubernetesResource only(Rendered rendered, String kind) {
        List<GenericKubernetesResource> all = rendered.objects().stream()
                .filter(object -> object.getKind().equals(kind))
                .toList();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static ConfigMap dashboard(Rendered rendered) {
        return rendered.only(ConfigMap.class);
    }

    /** The labels of the Service that is scraped. */
    private static Map<String, String> selected(Rendered rendered) {
        Map<String, String> labels = only(rendered, "ServiceMonitor").get("spec", "selector", "matchLabels");
        assertThat(rendered.only(Service.class).getMetadata().getLabels()).containsAllEntriesOf(labels);
        return labels;
    }

    private static Map<String, Object> endpoint(Rendered rendered) {
        List<Map<String, Object>> endpoints = only(rendered, "ServiceMonitor").get("spec", "endpoints");
        assertThat(endpoints).hasSize(1);
        return endpoints.getFirst();
    }
}
