package io.accelnet.testing.deploy;

import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.NamedAuthInfoBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code kubectl apply -k deploy} leaves in a control plane. No pod runs there, since there is no kubelet; but whoever takes
 * the operator's kubeconfig may do what its pod may, and nothing else.
 *
 * @param controlPlane where it was installed
 */
public record InstalledOperator(ControlPlane controlPlane) {
    public static final String NAMESPACE = "accelnet-system";
    public static final String SERVICE_ACCOUNT = "accelnet-operator";

    public static InstalledOperator in(ControlPlane controlPlane) throws IOException, InterruptedException {
        return in(controlPlane, "deploy");
    }

    /** The same from an overlay. */
    public static InstalledOperator in(ControlPlane controlPlane, String folder)
            throws IOException, InterruptedException {
        Tool.of(Program.KUBECTL, controlPlane.kubeconfig())
                .run("apply", "--server-side", "--force-conflicts", "-k", folder)
                .expectSuccess();
        try (KubernetesClient admin = clientOf(controlPlane)) {
            Crds.install(admin);
        }
        return new InstalledOperator(controlPlane);
    }

    /** Writes the kubeconfig of the operator's service account, good for an hour, into a folder. */
    public Path kubeconfig(Path folder) throws IOException {
        io.fabric8.kubernetes.api.model.Config config = Serialization.unmarshal(
                Files.readString(controlPlane.kubeconfig()), io.fabric8.kubernetes.api.model.Config.class);
        String user = config.getContexts().getFirst().getContext().getUser();
        config.setUsers(List.of(new NamedAuthInfoBuilder()
                .withName(user)
                .withNewUser()
                .withToken(token())
                .endUser()
                .build()));
        return Files.writeString(folder.resolve("operator.kubeconfig"), Serialization.asYaml(config));
    }

    private String token() {
        try (KubernetesClient admin = clientOf(controlPlane)) {
            return admin.serviceAccounts()
                    .inNamespace(NAMESPACE)
                    .withName(SERVICE_ACCOUNT)
                    .tokenRequest(new TokenRequestBuilder()
                            .withNewSpec()
                            .withExpirationSeconds(3600L)
                            .endSpec()
                            .build())
                    .getStatus()
                    .getToken();
        }
    }

    private static KubernetesClient clientOf(ControlPlane controlPlane) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
    }
}
