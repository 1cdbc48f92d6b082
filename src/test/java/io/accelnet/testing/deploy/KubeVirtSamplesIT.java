package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.kubevirt.KubeVirtCrds;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** An API server with KubeVirt's kinds takes the samples for its VMs as they are. It is their own: other tests go without these kinds. */
class KubeVirtSamplesIT {
    @Test
    void areValid() throws IOException, InterruptedException {
        try (ControlPlane controlPlane = ControlPlane.start();
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(
                                Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                        .build()) {
            Crds.install(client);
            KubeVirtCrds.ofEnvironment().install(client);
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("shop")
                            .endMetadata()
                            .build())
                    .create();

            Tool.Answer answer = Tool.of(Program.KUBECTL, controlPlane.kubeconfig())
                    .run(
                            "apply",
                            "--server-side",
                            "--dry-run=server",
                            "--validate=strict",
                            "-f",
                            "deploy/samples/kubevirt");

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.expectSuccess().lines()).hasSize(9).allMatch(line -> line.contains("dry run"));
        }
    }
}
