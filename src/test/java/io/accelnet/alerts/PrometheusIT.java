package io.accelnet.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.docs.AdministratorsShell;
import io.accelnet.docs.DocumentedCommands;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.metrics.MetricsSettings;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.InstalledOperator;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts fire in a genuine Prometheus that scrapes the operator, with the token of a service account, while hosts fail and administrators
 * change their mind. Then the commands of the runbooks are tried.
 */
class PrometheusIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String UNMANAGED = "AccelNetUnmanagedPods west";
    private static final int FACTS_THAT_ARE_MANY = 7;

    private static final Pattern METRIC = Pattern.compile("accelnet_\\w+");

    @TempDir
    Path folder = Path.of("");

    @Test
    void alertsFireWhenSomethingIsWrong() throws IOException, InterruptedException {
        Path program = GenuinePrometheus.program(
                "prometheus", "whether alerts fire in a genuine Prometheus that scrapes the operator");
        try (ControlPlane controlPlane = ControlPlane.start();
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(
                                Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                        .build()) {
            AdministratorsShell shell = AdministratorsShell.with(controlPlane.kubeconfig(), Program.KUBECTL);
            InstalledOperator installed = InstalledOperator.in(controlPlane);
            DocumentedCommands page = DocumentedCommands.of("docs/runbooks.md");
            shell.type("kubectl create namespace monitoring\n"
                    + "kubectl create serviceaccount prometheus-k8s --namespace monitoring\n"
                    + DocumentedCommands.of("docs/metrics.md")
                            .below("Reading them")
                            .getFirst());
            int port = PrometheusServer.freePort();
            int other = PrometheusServer.freePort();
            try (PrometheusServer prometheus =
                    PrometheusServer.start(program, folder, List.of(port, other), tokenOfPrometheus(client))) {
                try (AccelNetOperator operator = AccelNetOperator.builder("alerts", InstalledOperator.NAMESPACE)
                        .kubeconfig(installed.kubeconfig(folder))
                        .leaderElection(false)
                        .healthPort(0)
                        .metrics(new MetricsSettings(MetricsSettings.Mode.SECURE, port, Optional.empty()))
                        .exit(code -> {})
                        .start()) {
                    assertThat(operator.metricsPort()).hasValue(port);
                    aFullCluster(client, shell);
                    strangersOnAHost(client);
                    awaitNothingBut(prometheus, UNMANAGED);
                    hostsFail(client, prometheus);
                    theReserveIsViolated(client, prometheus);
                    try (HeldOperator _ = HeldOperator.start(installed.kubeconfig(folder), other)) {
                        theReserveCannotBeProven(client, shell, prometheus);
                        aHostChangesAgainAndAgain(client, prometheus);
                        theDashboardHasSomethingToShow(shell, prometheus);
                        theRunbooksCommandsWork(page, shell);
                        awaitFiring(prometheus, "AccelNetSeveralLead", "AccelNetPlannerStuck");
                    }
                    ledgersAreRefused(client, prometheus);
                    assertThat(prometheus.firing()).doesNotContain("AccelNetSeveralLead", "AccelNetPlannerStuck");
                }
                awaitFiring(prometheus, "AccelNetNobodyLeads");
            }
        }
    }

    private static String tokenOfPrometheus(KubernetesClient client) {
        return client.serviceAccounts()
                .inNamespace("monitoring")
                .withName("prometheus-k8s")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    /** Of three hosts with 8 virtual functions each one may fail: 16 are given. */
    private static void aFullCluster(KubernetesClient client, AdministratorsShell shell)
            throws IOException, InterruptedException {
        StringBuilder more = new StringBuilder();
        for (int i = 1; i <= 13; i++) {
            more.append("""
                    ---
                    apiVersion: accelnet.io/v1alpha1
                    kind: AccelNetVM
                    metadata: {namespace: shop, name: vm-%d}
                    spec:
                      clusterName: east
                      performance: Low
                      virtualMachine: {virtualProcessors: 4, networkAdapters: [eth0]}
                    """.formatted(i));
        }
        shell.type("kubectl apply --server-side -k deploy/gitops/clusters/east\n"
                + "kubectl apply --server-side -k deploy/gitops/vms/shop\n"
                + "kubectl apply --server-side -f - <<'YAML'\n" + more + "YAML\n"
                + "kubectl wait accelnetvms --all --namespace shop --for=condition=Ready --timeout=1m");
        assertThat(client.resources(AccelNetVM.class).inNamespace("shop").list().getItems())
                .hasSize(15);
    }

    /** A Kubernetes Node with a pod that has a virtual function, and that no AccelNetVM stands for. */
    private static void strangersOnAHost(KubernetesClient client) {
        Node host = client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("west-1")
                        .endMetadata()
                        .build())
                .create();
        client.resource(new NodeBuilder(host)
                        .withNewStatus()
                        .addToAllocatable("openshift.io/vm_ports", Quantity.parse("4"))
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
        client.load(PrometheusIT.class.getResourceAsStream("/alerts/strangers/west.yaml"))
                .create();
    }

    private static void hostsFail(KubernetesClient client, PrometheusServer prometheus) {
        availability(client, "east-1", "Down");
        awaitFiring(
                prometheus,
                "AccelNetNodeDown east-1",
                "AccelNetReserveUsedUp east",
                "AccelNetVirtualFunctionOvercommit east");
        assertThat(prometheus.firing()).doesNotContain("AccelNetTooManyNodesDown east");
        availability(client, "east-2", "Down");
        awaitFiring(prometheus, "AccelNetTooManyNodesDown east", "AccelNetVMWithoutVirtualFunctions east");
        assertThat(prometheus.firing()).doesNotContain("AccelNetReserveUsedUp east");
        availability(client, "east-1", "Available");
        availability(client, "east-2", "Available");
        awaitNothingBut(prometheus, UNMANAGED);
    }

    private static void theReserveIsViolated(KubernetesClient client, PrometheusServer prometheus) {
        patch(client, AccelNetCluster.class, "east", "{\"spec\": {\"nodeReservePercentage\": 67}}");
        awaitFiring(prometheus, "AccelNetReserveViolated east");
        patch(client, AccelNetCluster.class, "east", "{\"spec\": {\"nodeReservePercentage\": 34}}");
        awaitNothingBut(prometheus, UNMANAGED);
        // One of those that have been down: the other host has kept all VMs that it got then.
        String emptiest = client.resources(AccelNetNode.class).withLabel("site", "east").list().getItems().stream()
                .min(Comparator.comparingInt(node ->
                        Objects.requireNonNull(node.getStatus()).allocations().size()))
                .orElseThrow()
                .getMetadata()
                .getName();
        availability(client, emptiest, "Maintenance");
        awaitFiring(prometheus, "AccelNetReserveViolatedForNow east", "AccelNetNodeFlaps " + emptiest);
        assertThat(prometheus.firing()).doesNotContain("AccelNetReserveViolated east");
        availability(client, emptiest, "Available");
    }

    /**
     * Where virtual functions and queue pairs are both short, no condition may decide. A cluster that promised nothing has given them; now
     * it is to promise that four of ten hosts may fail.
     */
    private static void theReserveCannotBeProven(
            KubernetesClient client, AdministratorsShell shell, PrometheusServer prometheus)
            throws IOException, InterruptedException {
        StringBuilder north = new StringBuilder("""
                apiVersion: accelnet.io/v1alpha1
                kind: NetworkIntent
                metadata: {name: north}
                spec: {types: [Compute], adapters: [north0]}
                ---
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetCluster
                metadata: {name: north}
                spec: {intentName: north, nodeReservePercentage: 0, nodeSelector: {matchLabels: {site: north}}}
                """);
        for (int host = 0; host < 10; host++) {
            north.append("""
                    ---
                    apiVersion: accelnet.io/v1alpha1
                    kind: AccelNetNode
                    metadata: {name: north-%d, labels: {site: north}}
                    spec:
                      hostType: External
                      operatingSystem: Linux
                      hyperthreading: true
                      adapters:
                        - name: north0
                          sriovSupport: Supported
                          virtualFunctions: 7
                          queuePairs: 12
                          maxQueuePairsPerVirtualFunction: 4
                    """.formatted(host));
            north.append(vmOnNorth(host, "one", "Low", "[a]"));
            north.append(vmOnNorth(host, "two", "Low", "[a, b]"));
            north.append(vmOnNorth(host, "fast", "High", "[a]"));
        }
        shell.type("kubectl apply --server-side -f - <<'YAML'\n" + north + "YAML\n"
                + "kubectl wait accelnetvms --all --namespace shop --for=condition=Ready --timeout=1m");
        patch(client, AccelNetCluster.class, "north", "{\"spec\": {\"nodeReservePercentage\": 40}}");
        awaitFiring(prometheus, "AccelNetReserveNotProven north");
        patch(client, AccelNetCluster.class, "north", "{\"spec\": {\"nodeReservePercentage\": 0}}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.firing()).doesNotContain("AccelNetReserveNotProven north"));
    }

    private static String vmOnNorth(int host, String name, String performance, String adapters) {
        return """
                ---
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetVM
                metadata: {namespace: shop, name: north-%d-%s}
                spec:
                  clusterName: north
                  performance: %s
                  virtualMachine: {virtualProcessors: 4, networkAdapters: %s, nodeName: north-%d}
                """.formatted(host, name, performance, adapters, host);
    }

    /** Grafana asks Prometheus the same, and shows an empty panel where nothing comes. One VM is refused, so that there is that to show. */
    private static void theDashboardHasSomethingToShow(AdministratorsShell shell, PrometheusServer prometheus)
            throws IOException, InterruptedException {
        shell.type("kubectl apply --server-side -f - <<'YAML'\n" + vmOnNorth(0, "refused", "Low", "[]") + "YAML\n");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metricsWithoutSeries(prometheus))
                        .as("there is no KubeVirt here, and no gate")
                        .containsExactly("accelnet_cluster_migration_headroom_vms", "accelnet_waiting_pods"));
    }

    private static Set<String> metricsWithoutSeries(PrometheusServer prometheus) throws IOException {
        Set<String> nothing = new TreeSet<>();
        for (AlertRules.Query query : AlertRules.queriesOfDashboard()) {
            String series = prometheus.series(query.expression());
            assertThat(series).as(query.expression()).matches("\\d+");
            if (series.equals("0")) {
                METRIC.matcher(query.expression()).results().forEach(found -> nothing.add(found.group()));
            }
        }
        return nothing;
    }

    private static void aHostChangesAgainAndAgain(KubernetesClient client, PrometheusServer prometheus) {
        for (int i = 1; i <= FACTS_THAT_ARE_MANY; i++) {
            long generation = patch(
                            client, AccelNetNode.class, "east-3", "{\"spec\": {\"kernelVersion\": \"6.1." + i + "\"}}")
                    .getMetadata()
                    .getGeneration();
            await().atMost(PATIENCE)
                    .until(() -> prometheus
                                    .value("max(accelnet_node_metadata_generation{node=\"east-3\"})")
                                    .orElse(0)
                            == generation);
        }
        awaitFiring(prometheus, "AccelNetNodeFactsFlap east-3");
        patch(
                client,
                AccelNetNode.class,
                "east-2",
                "{\"spec\": {\"adapters\": [{\"name\": \"ens1f0\", \"sriovSupport\": \"Supported\", \"virtualFunctions\":"
                        + " 9}]}}");
        awaitFiring(prometheus, "AccelNetHostsDiffer east");
    }

    private static void theRunbooksCommandsWork(DocumentedCommands page, AdministratorsShell shell)
            throws IOException, InterruptedException {
        List<String> commands = new ArrayList<>();
        for (AlertRules.Alert alert : AlertRules.all()) {
            List<String> blocks = page.below(alert.name());
            assertThat(blocks).as(alert.name()).isNotEmpty();
            commands.addAll(blocks);
        }
        assertThat(shell.type(String.join("", commands)))
                .contains(
                        "Any 1 of 3 nodes may fail",
                        "shop/database\tAssigned",
                        "west-1: 1 pod of no admitted VM",
                        "9 virtual functions on east-2",
                        "east-2\tens1f0: 9 VFs",
                        "k=1 down=0");
    }

    private static void ledgersAreRefused(KubernetesClient client, PrometheusServer prometheus) {
        client.load(PrometheusIT.class.getResourceAsStream("/alerts/strangers/refusal.yaml"))
                .create();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> client.resource(client.resources(AccelNetNode.class)
                                        .withName("east-1")
                                        .get())
                                .dryRun()
                                .updateStatus())
                        .isInstanceOf(KubernetesClientException.class)
                        .hasMessageContaining("Nobody writes ledgers"));
        client.resources(AccelNetVM.class).inNamespace("shop").withName("web").delete();
        awaitFiring(prometheus, "AccelNetLedgerWritesRefused", "AccelNetStatusWritesRefused AccelNetNode");
    }

    private static void awaitNothingBut(PrometheusServer prometheus, String alert) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.firing()).containsExactly(alert));
    }

    private static void awaitFiring(PrometheusServer prometheus, String... alerts) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.firing()).contains(alerts));
    }

    private static void availability(KubernetesClient client, String node, String availability) {
        patch(client, AccelNetNode.class, node, "{\"spec\": {\"availability\": \"" + availability + "\"}}");
    }

    private static <T extends CustomResource<?, ?>> T patch(
            KubernetesClient client, Class<T> kind, String name, String patch) {
        return client.resources(kind).withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }
}
