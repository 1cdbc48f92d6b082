package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
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
