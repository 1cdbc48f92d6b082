package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Crds;
import io.accelnet.testing.deploy.Tool;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An API server that knows OLM's kinds takes the bundle. */
@ExtendWith(SharedControlPlane.class)
class OlmBundleIT {
    private static final Path KIND_OF_OLM = Path.of("src/test/resources/olm/clusterserviceversions.json");

    private final ControlPlane controlPlane;
    private final Tool kubectl;

    @TempDir
    private Path folder;

    OlmBundleIT(ControlPlane controlPlane) throws InterruptedException {
        this.controlPlane = controlPlane;
        kubectl = Tool.of(Program.KUBECTL, controlPlane.kubeconfig());
    }

    @Test
    void theApiServerTakesItAsItIs() throws IOException, InterruptedException {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build()) {
            Crds.install(client);
            kubectl.run("apply", "--server-side", "-f", KIND_OF_OLM.toString()).expectSuccess();
            // Not by kubectl wait, which gives up on a CRD that has no conditions yet.
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName("clusterserviceversions.operators.coreos.com")
                    .waitUntilCondition(Crds::isServed, 60, TimeUnit.SECONDS);
        }
        ManifestText text = new ManifestText();
        OlmBundle bundle = new OlmBundle(
                ReleaseTest.release(),
                text.objects(kubectl.run("kustomize", "deploy").expectSuccess()),
                text.objects(Path.of("deploy/samples")));
        for (Map.Entry<String, String> file : bundle.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }

        Tool.Answer answer = kubectl.run(
                "apply",
                "--server-side",
                "--force-conflicts",
                "--dry-run=server",
                "--validate=strict",
                "--namespace",
                "default",
                "-f",
                folder.resolve("bundle/manifests").toString());

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.expectSuccess())
                .contains("clusterserviceversion.operators.coreos.com/accelnet-operator.v0.2.0-rc.1");
    }
}
