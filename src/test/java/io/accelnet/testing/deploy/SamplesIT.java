package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API server takes the samples as they are. Nothing is stored, since other tests' clusters select every node. */
@ExtendWith(SharedControlPlane.class)
class SamplesIT {
    private final ControlPlane controlPlane;
    private final Tool kubectl;

    SamplesIT(ControlPlane controlPlane) throws InterruptedException {
        this.controlPlane = controlPlane;
        kubectl = Tool.of(Program.KUBECTL, controlPlane.kubeconfig());
    }

    @BeforeEach
    void install() throws IOException {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build()) {
            Crds.install(client);
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("shop")
                            .endMetadata()
                            .build())
                    .serverSideApply();
        }
    }

    @ParameterizedTest
    @CsvSource({"-f, deploy/samples", "-k, deploy/samples", "-f, deploy/samples/windows"})
    void areValid(String flag, String folder) throws IOException, InterruptedException {
        Tool.Answer answer =
                kubectl.run("apply", "--server-side", "--dry-run=server", "--validate=strict", flag, folder);

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.expectSuccess().lines()).hasSizeGreaterThan(4).allMatch(line -> line.contains("dry run"));
    }

    @Test
    void eitherWayIsTheSame() throws IOException, InterruptedException {
        assertThat(applied("-k")).containsExactlyInAnyOrderElementsOf(applied("-f"));
    }

    private List<String> applied(String flag) throws IOException, InterruptedException {
        return kubectl.run("apply", "--server-side", "--dry-run=server", flag, "deploy/samples")
                .expectSuccess()
                .lines()
                .toList();
    }
}
