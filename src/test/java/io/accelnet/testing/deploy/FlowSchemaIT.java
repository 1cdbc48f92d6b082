package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.flowcontrol.v1.FlowSchema;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API server keeps the requests for the operator's Lease apart from everything else. */
@ExtendWith(SharedControlPlane.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowSchemaIT {
    private static final String LEASES =
            "/apis/coordination.k8s.io/v1/namespaces/" + InstalledOperator.NAMESPACE + "/leases";
    private static final String NAME = "accelnet-operator-leader-election";
    /** The API server takes over a new FlowSchema in the background. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KubernetesClient admin;
    private final KubernetesClient operator;

    FlowSchemaIT(ControlPlane controlPlane, @TempDir Path folder) throws IOException, InterruptedException {
        InstalledOperator installed = InstalledOperator.in(controlPlane);
        admin = client(controlPlane.kubeconfig());
        operator = client(installed.kubeconfig(folder));
    }

    @AfterAll
    void disconnect() {
        admin.close();
        operator.close();
    }

    @ParameterizedTest
    @CsvSource({"GET, /accelnet-operator", "PATCH, /accelnet-operator", "PUT, /accelnet-operator", "POST, ''"})
    void aRequestForTheLeaseIsForLeaderElection(String method, String name) {
        FlowSchema ours = flowSchema(NAME);

        assertThat(ours.getSpec().getPriorityLevelConfiguration().getName()).isEqualTo("leader-election");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ClassifiedBy.flowSchemaUid(operator, method, LEASES + name))
                        .isEqualTo(ours.getMetadata().getUid()));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /apis/accelnet.io/v1alpha1/accelnetvms",
        "PUT, /apis/accelnet.io/v1alpha1/accelnetnodes/node-1/status",
        "GET, /apis/coordination.k8s.io/v1/namespaces/kube-system/leases/accelnet-operator"
    })
    void everyOtherRequestIsThatOfAServiceAccount(String method, String path) {
        assertThat(ClassifiedBy.flowSchemaUid(operator, method, path))
                .isEqualTo(flowSchema("service-accounts").getMetadata().getUid());
    }

    @Test
    void thePriorityLevelIsThere() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(flowSchema(NAME).getStatus().getConditions())
                        .anyMatch(condition -> condition.getType().equals("Dangling")
                                && condition.getStatus().equals("False")));
    }

    private FlowSchema flowSchema(String name) {
        return admin.resources(FlowSchema.class).withName(name).get();
    }

    private static KubernetesClient client(Path kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }
}
