package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kubectl apply -k deploy}, as the documentation says it. */
@ExtendWith(SharedControlPlane.class)
class KustomizeIT {
    private static final String OVERLAY = "src/test/resources/kustomize/network-policy";

    private final ControlPlane controlPlane;
    private final Tool kubectl;

    KustomizeIT(ControlPlane controlPlane) throws InterruptedException {
        this.controlPlane = controlPlane;
        kubectl = Tool.of(Program.KUBECTL, controlPlane.kubeconfig());
    }

    @Test
    void appliesWithoutAWarning() throws IOException, InterruptedException {
        Tool.Answer answer = kubectl.run("apply", "--server-side", "--force-conflicts", "-k", "deploy");

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.expectSuccess()).contains("deployment.apps/accelnet-operator");
    }

    @Test
    void aNamespaceIsOnWhatHasOne() throws IOException, InterruptedException {
        Rendered rendered = Rendered.of(kubectl.run("kustomize", OVERLAY).expectSuccess());
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build()) {
            assertThat(rendered.objects())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(object -> assertThat(
                                    Optional.ofNullable(object.getMetadata().getNamespace()))
                            .as(object.getKind() + " " + object.getMetadata().getName())
                            .isEqualTo(
                                    isNamespaced(client, object)
                                            ? Optional.of(InstalledOperator.NAMESPACE)
                                            : Optional.empty()));
        }
    }

    private static boolean isNamespaced(KubernetesClient client, HasMetadata object) {
        return client.getApiResources(object.getApiVersion()).getResources().stream()
                .filter(resource -> resource.getKind().equals(object.getKind())
                        && !resource.getName().contains("/"))
                .findFirst()
                .orElseThrow()
                .getNamespaced();
    }

    @Test
    void argoCdGetsItsHealthScriptAndKeepsWhatItHas() throws IOException, InterruptedException {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build()) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("argocd")
                            .endMetadata()
                            .build())
                    .serverSideApply();
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace("argocd")
                            .withName("argocd-cm")
                            .addToLabels("app.kubernetes.io/part-of", "argocd")
                            .endMetadata()
                            .withData(Map.of("url", "https://argocd.example.com"))
                            .build())
                    .create();

            Tool.Answer answer =
                    kubectl.run("apply", "--server-side", "--field-manager", "accelnet-health", "-k", "deploy/argocd");

            assertThat(answer.errors()).isEmpty();
            String script = Files.readString(Path.of("deploy/argocd/health.lua"));
            assertThat(client.configMaps()
                            .inNamespace("argocd")
                            .withName("argocd-cm")
                            .get()
                            .getData())
                    .containsOnly(
                            entry("url", "https://argocd.example.com"),
                            entry("resource.customizations.health.accelnet.io_AccelNetCluster", script),
                            entry("resource.customizations.health.accelnet.io_AccelNetNode", script),
                            entry("resource.customizations.health.accelnet.io_AccelNetVM", script),
                            entry("resource.customizations.health.accelnet.io_NetworkIntent", script));
        }
    }

    @Test
    void theNetworkPolicyIsAComponentThatIsAdded() throws IOException, InterruptedException {
        InstalledOperator.in(controlPlane);
        Tool.Answer answer = kubectl.run(
                "apply", "--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict", "-k", OVERLAY);

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.expectSuccess()).contains("networkpolicy.networking.k8s.io/accelnet-operator");
        assertThat(Rendered.of(kubectl.run("kustomize", "deploy").expectSuccess())
                        .all(NetworkPolicy.class))
                .isEmpty();
    }

    @Test
    void thePodIsAdmittedToARestrictedNamespace() throws IOException, InterruptedException {
        InstalledOperator.in(controlPlane);
        PodTemplateSpec template = Rendered.of(
                        kubectl.run("kustomize", "deploy").expectSuccess())
                .only(Deployment.class)
                .getSpec()
                .getTemplate();
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build()) {
            Pod admitted = client.resource(new PodBuilder()
                            .withNewMetadata()
                            .withNamespace(InstalledOperator.NAMESPACE)
                            .withName("as-the-deployment-makes-it")
                            .endMetadata()
                            .withSpec(template.getSpec())
                            .build())
                    .dryRun()
                    .create();

            assertThat(admitted.getSpec().getPriority()).isGreaterThan(1_000_000);
        }
    }
}
