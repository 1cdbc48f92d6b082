package io.accelnet.testing.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accelnet.testing.SharedControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedControlPlane.class)
class ControlPlaneIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final ControlPlane controlPlane;
    private final KubernetesClient client;
    private final String namespace;

    ControlPlaneIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.client = clientOf(controlPlane.kubeconfig());
        Namespace created = client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("control-plane-it-")
                        .endMetadata()
                        .build())
                .create();
        this.namespace = created.getMetadata().getName();
    }

    private static KubernetesClient clientOf(Path kubeconfig) {
        return clientOf(Config.fromKubeconfig(kubeconfig.toFile()));
    }

    private static KubernetesClient clientOf(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void disconnect() {
        client.namespaces().withName(namespace).delete();
        client.close();
    }

    @Test
    void isThePinnedVersion() {
        assertThat(client.getKubernetesVersion().getGitVersion())
                .matches("v1\\.\\d+\\.\\d+.*")
                .doesNotStartWith("v0");
    }

    @Test
    void refusesWhoHasNoRights() {
        try (KubernetesClient nobody = clientOf(controlPlane.kubeconfigFor("somebody", "some-group"))) {
            assertThatThrownBy(() -> nobody.configMaps().inNamespace(namespace).list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(403))
                    .hasMessageContaining("somebody");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void listensOnLoopbackOnly() {
        assertThat(Listening.addresses(ProcessHandle.current().descendants()))
                .as("etcd for clients and for peers, kube-apiserver")
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(address -> address.startsWith("0100007F:"));
    }

    @Test
    void givesTokensToServiceAccounts() {
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("worker")
                        .endMetadata()
                        .build())
                .create();
        String token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName("worker")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        Config config = new ConfigBuilder(
                        Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .withClientCertData(null)
                .withClientKeyData(null)
                .withOauthToken(token)
                .build();
        try (KubernetesClient worker = clientOf(config)) {
            assertThatThrownBy(() -> worker.configMaps().inNamespace(namespace).list())
                    .hasMessageContaining("system:serviceaccount:" + namespace + ":worker");
        }
    }

    @Test
    void makesTheDefaultServiceAccount() {
        await().atMost(LIMIT)
                .until(() -> client.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
    }

    @Test
    void collectsGarbage() {
        ConfigMap owner = client.resource(configMap("owner").build()).create();
        client.resource(configMap("owned")
                        .editMetadata()
                        .addNewOwnerReference()
                        .withApiVersion("v1")
                        .withKind("ConfigMap")
                        .withName("owner")
                        .withUid(owner.getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .build())
                .create();

        client.resource(owner).delete();

        await().atMost(LIMIT)
                .until(() -> client.configMaps()
                                .inNamespace(namespace)
                                .withName("owned")
                                .get()
                        == null);
    }

    @Test
    void endsNamespaces() {
        client.namespaces().withName(namespace).delete();

        await().atMost(LIMIT)
                .until(() -> client.namespaces().withName(namespace).get() == null);
    }

    @Test
    void leavesNodesToTheTest() {
        Node node = client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withGenerateName("node-")
                        .endMetadata()
                        .build())
                .create();

        assertThat(node.getSpec().getTaints()).isEmpty();
        client.resource(node).delete();
    }

    private ConfigMapBuilder configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata();
    }
}
