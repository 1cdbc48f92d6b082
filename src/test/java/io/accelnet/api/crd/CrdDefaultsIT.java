package io.accelnet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeSpec;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.OperatingSystem;
import io.accelnet.api.v1alpha1.PortPolicy;
import io.accelnet.api.v1alpha1.QueuePairs;
import io.accelnet.api.v1alpha1.UnsupportedAdapters;
import io.accelnet.api.v1alpha1.UnsupportedNodes;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Crds;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API server fills in, through the client and the records that the operator uses. */
@ExtendWith(SharedControlPlane.class)
class CrdDefaultsIT {
    private final KubernetesClient client;

    CrdDefaultsIT(ControlPlane controlPlane) {
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
    }

    @BeforeEach
    void install() throws IOException {
        Crds.install(client);
    }

    @AfterEach
    void remove() {
        client.resources(AccelNetCluster.class).withName("defaults").delete();
        client.resources(AccelNetNode.class).withName("defaults").delete();
        client.close();
    }

    @Test
    void aClusterReservesHalfOfItsNodes() {
        AccelNetCluster created = create(
                new AccelNetCluster(), new AccelNetClusterSpec("compute", null, null, null, null, null, null, null));

        assertThat(created.getSpec())
                .isEqualTo(new AccelNetClusterSpec(
                        "compute",
                        null,
                        PortPolicy.ANY,
                        50,
                        null,
                        new QueuePairs(1, 2, 4),
                        UnsupportedNodes.BLOCK,
                        UnsupportedAdapters.BLOCK,
                        null,
                        null));
    }

    @Test
    void levelsThatAreLeftOutHaveTheirDefaults() {
        AccelNetCluster created = create(
                new AccelNetCluster(),
                new AccelNetClusterSpec("compute", 0, null, new QueuePairs(null, null, 8), null, null, null, null));

        assertThat(created.getSpec().queuePairs()).isEqualTo(new QueuePairs(1, 2, 8));
    }

    @Test
    void aNodeIsAvailable() {
        AccelNetNode created = create(new AccelNetNode(), nodeSpec());

        assertThat(created.getSpec().availability()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void anObjectThatNobodyHasLookedAtIsPending() {
        create(new AccelNetNode(), nodeSpec());

        List<Condition> conditions = client.resources(AccelNetNode.class)
                .withName("defaults")
                .get()
                .getStatus()
                .conditions();

        assertThat(conditions)
                .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
                .containsExactly(tuple("Ready", "Unknown", "Pending"), tuple("Reconciling", "True", "Pending"));
    }

    private <S, T extends CustomResource<S, ?>> T create(T object, S spec) {
        object.setMetadata(new ObjectMetaBuilder().withName("defaults").build());
        object.setSpec(spec);
        return client.resource(object).create();
    }

    private static AccelNetNodeSpec nodeSpec() {
        return new AccelNetNodeSpec(
                HostType.EXTERNAL,
                OperatingSystem.LINUX,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }
}
