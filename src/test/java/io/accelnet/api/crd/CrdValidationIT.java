package io.accelnet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Crds;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a genuine API server lets in, and what it says of the rest. */
@ExtendWith(SharedControlPlane.class)
class CrdValidationIT {
    private final KubernetesClient client;

    CrdValidationIT(ControlPlane controlPlane) {
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @TestFactory
    Stream<DynamicTest> theApiServerJudges() throws IOException {
        Crds.install(client);
        return Manifest.all().stream()
                .map(manifest -> DynamicTest.dynamicTest(manifest.toString(), () -> judge(manifest)));
    }

    private void judge(Manifest manifest) {
        try (Submission submission = new Submission(client)) {
            manifest.stages().subList(0, manifest.stages().size() - 1).forEach(submission::submit);
            if (manifest.isValid()) {
                submission.submit(manifest.stages().getLast());
                return;
            }
            assertThatThrownBy(() -> submission.submit(manifest.stages().getLast()))
                    .isInstanceOfSatisfying(KubernetesClientException.class, refusal -> {
                        assertThat(refusal.getCode()).isIn(400, 422);
                        assertThat(refusal.getMessage()).contains(manifest.expected());
                    });
        }
    }
}
