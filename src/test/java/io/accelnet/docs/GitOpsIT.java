package io.accelnet.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.ForeignCrds;
import io.accelnet.testing.deploy.GitOpsExample;
import io.accelnet.testing.deploy.GitOpsExample.Delivery;
import io.accelnet.testing.deploy.InstalledOperator;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * docs/gitops.md, step by step: its commands are read from the page. Argo CD and Flux themselves aren't there. In their place the test
 * takes what they are told from the API server, and applies the folders that it names.
 */
class GitOpsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DocumentedCommands page = DocumentedCommands.of("docs/gitops.md");

    GitOpsIT() throws IOException {}

    @Test
    void fromTheFirstCommitToTheLast() throws IOException, InterruptedException {
        try (ControlPlane controlPlane = ControlPlane.start();
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(
                                Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                        .build()) {
            aClusterWithBothTools(client);
            AdministratorsShell shell = AdministratorsShell.with(controlPlane.kubeconfig(), Program.KUBECTL);

            shell.type(only("Install with Flux"));
            List<Delivery> deliveries = GitOpsExample.ofFlux(told(
                    client,
                    "kustomize.toolkit.fluxcd.io/v1/Kustomization",
                    "source.toolkit.fluxcd.io/v1/GitRepository"));
            deliver(shell, folder(deliveries, "accelnet-operator"), "kustomize-controller");
            try (AccelNetOperator _ = operator(controlPlane)) {
                install(client, shell, deliveries);
                argoCdDeliversTheSame(client, shell);
                aClusterIsDeletedAndTakenBack(client, shell);
                letGo(client, shell);
            }
            shell.type(blocks("Delete all", 3).get(2));
            assertThat(client.apiextensions()
                            .v1()
                            .customResourceDefinitions()
                            .list()
                            .getItems())
                    .noneMatch(crd -> crd.getSpec().getGroup().equals("accelnet.io"));
        }
    }

    private static void aClusterWithBothTools(KubernetesClient client) throws IOException {
        ForeignCrds.GITOPS.install(client);
        for (String namespace : List.of("flux-system", "argocd")) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("argocd")
                        .withName("argocd-cm")
                        .addToLabels("app.kubernetes.io/part-of", "argocd")
                        .endMetadata()
                        .build())
                .create();
    }

    private static AccelNetOperator operator(ControlPlane controlPlane) {
        return AccelNetOperator.builder("gitops", InstalledOperator.NAMESPACE)
                .kubeconfig(controlPlane.kubeconfigFor(
                        "system:serviceaccount:" + InstalledOperator.NAMESPACE + ":"
                                + InstalledOperator.SERVICE_ACCOUNT,
                        "system:serviceaccounts"))
                .leaderElection(false)
                .healthPort(0)
                .exit(code -> {})
                .start();
    }

    /** VMs first, since any order is right. */
    private void install(KubernetesClient client, AdministratorsShell shell, List<Delivery> deliveries)
            throws IOException, InterruptedException {
        deliver(shell, folder(deliveries, "accelnet-vms"), "kustomize-controller");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(vms(client))
                        .hasSize(2)
                        .allSatisfy(vm -> assertThat(reason(vm, "Reconciling")).isEqualTo("ClusterNotFound")));
        deliver(shell, folder(deliveries, "accelnet-clusters"), "kustomize-controller");
        assertThat(shell.type(only("Look")))
                .contains("accelnetcluster.accelnet.io/east condition met")
                .contains("east-1", "east-2", "east-3", "database", "web");
        assertThat(ledger(client)).containsOnlyKeys("database", "web");
    }

    private void argoCdDeliversTheSame(KubernetesClient client, AdministratorsShell shell)
            throws IOException, InterruptedException {
        Map<String, String> before = ledger(client);
        shell.type(only("Install with Argo CD"));
        for (Delivery delivery : GitOpsExample.ofArgoCd(told(client, "argoproj.io/v1alpha1/Application"))) {
            deliver(shell, delivery.folder(), "argocd-controller");
        }
        shell.type(only("Look"));
        assertThat(ledger(client)).isEqualTo(before);
        shell.type(only("Confirm"));
        assertThat(told(client, "argoproj.io/v1alpha1/Application"))
                .filteredOn(application -> application.getMetadata().getName().equals("accelnet-vms"))
                .allSatisfy(application -> assertThat(application.getMetadata().getAnnotations())
                        .hasEntrySatisfying(
                                "argocd.argoproj.io/deletion-approved",
                                time -> assertThat(time).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")));
    }

    private void aClusterIsDeletedAndTakenBack(KubernetesClient client, AdministratorsShell shell)
            throws IOException, InterruptedException {
        Map<String, String> before = ledger(client);
        shell.type(only("Delete a cluster"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(vms(client))
                        .allSatisfy(vm ->
                                assertThat(reason(vm, "ResourcesReserved")).isEqualTo("Unmanaged")));
        assertThat(ledger(client)).isEqualTo(before);
        shell.type(only("Take it back"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(vms(client))
                        .allSatisfy(vm -> assertThat(reason(vm, "Ready")).isEqualTo("Ready")));
        assertThat(ledger(client)).isEqualTo(before);
    }

    private void letGo(KubernetesClient client, AdministratorsShell shell) throws IOException, InterruptedException {
        List<String> blocks = blocks("Delete all", 3);
        Map<String, String> before = ledger(client);
        shell.type(blocks.get(0));
        shell.type(blocks.get(1));
        assertThat(client.resources(NetworkIntent.class).list().getItems()).hasSize(1);
        assertThat(client.resources(AccelNetCluster.class).list().getItems()).hasSize(1);
        assertThat(ledger(client)).isEqualTo(before);
    }

    private static String folder(List<Delivery> deliveries, String name) {
        return deliveries.stream()
                .filter(delivery -> delivery.name().equals(name))
                .map(Delivery::folder)
                .findFirst()
                .orElseThrow();
    }

    /** As the tools do it: on the server's side, and every field that is in Git is theirs. */
    private static void deliver(AdministratorsShell shell, String folder, String manager)
            throws IOException, InterruptedException {
        shell.type("kubectl apply --server-side --force-conflicts --field-manager " + manager + " -k " + folder);
    }

    private static List<GenericKubernetesResource> told(KubernetesClient client, String... kinds) {
        return List.of(kinds).stream()
                .flatMap(kind -> {
                    int slash = kind.lastIndexOf('/');
                    return client
                            .genericKubernetesResources(kind.substring(0, slash), kind.substring(slash + 1))
                            .inAnyNamespace()
                            .list()
                            .getItems()
                            .stream();
                })
                .toList();
    }

    private static List<AccelNetVM> vms(KubernetesClient client) {
        return client.resources(AccelNetVM.class).inNamespace("shop").list().getItems();
    }

    private static String reason(AccelNetVM vm, String condition) {
        return Optional.ofNullable(vm.getStatus()).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(found -> found.getType().equals(condition))
                .map(Condition::getReason)
                .findFirst()
                .orElse("");
    }

    /** Which virtual functions VMs have by the ledgers. */
    private static Map<String, String> ledger(KubernetesClient client) {
        Map<String, String> functions = new TreeMap<>();
        for (AccelNetNode node : client.resources(AccelNetNode.class).list().getItems()) {
            Objects.requireNonNull(node.getStatus())
                    .allocations()
                    .forEach(entry -> functions.merge(
                            entry.name(),
                            node.getMetadata().getName() + "/" + entry.adapter() + "/" + entry.virtualFunction(),
                            (one, other) -> one + " " + other));
        }
        return functions;
    }

    private String only(String heading) {
        return blocks(heading, 1).getFirst();
    }

    private List<String> blocks(String heading, int count) {
        List<String> blocks = page.below(heading);
        assertThat(blocks).as(heading).hasSize(count);
        return blocks;
    }
}
