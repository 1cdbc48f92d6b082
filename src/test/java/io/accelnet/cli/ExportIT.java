package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.IntentType;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentSpec;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Objects;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An API server that has the SR-IOV network operator's kinds takes what is exported, and doesn't drop a field of it. */
@ExtendWith(SharedControlPlane.class)
class ExportIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> KINDS =
            Set.of("sriovnetworknodepolicies.sriovnetwork.openshift.io", "sriovnetworks.sriovnetwork.openshift.io");

    @Test
    void whatIsExportedIsAccepted(ControlPlane controlPlane) throws IOException {
        try (Arena arena = Arena.on(controlPlane)) {
            List<CustomResourceDefinition> crds = crds();
            crds.forEach(crd -> arena.client().resource(crd).forceConflicts().serverSideApply());
            try {
                accepted(
                        arena.client(),
                        Shell.type("accelnet export sriov -f src/test/resources/cli/export")
                                .out());

                NetworkIntent intent = Objects.intent();
                intent.setSpec(new NetworkIntentSpec(
                        List.of(IntentType.COMPUTE), List.of(Objects.PORT), "openshift.io/vm_ports"));
                arena.create(intent, Objects.node("node-1", 4, HostType.KUBERNETES_NODE, Availability.AVAILABLE));
                String live = Shell.type("accelnet export sriov --kubeconfig " + controlPlane.kubeconfig())
                        .out();
                assertThat(live).contains("kubernetes.io/hostname: node-1", Objects.PORT + "#0-3");
                accepted(arena.client(), live);
            } finally {
                crds.forEach(crd -> arena.client().resource(crd).delete());
            }
        }
    }

    private static void accepted(KubernetesClient client, String exported) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("sriov-network-operator")
                        .endMetadata()
                        .build())
                .serverSideApply();
        List<HasMetadata> objects = client.load(new ByteArrayInputStream(exported.getBytes(StandardCharsets.UTF_8)))
                .items();
        assertThat(objects).isNotEmpty();
        for (HasMetadata object : objects) {
            // A kind that was just installed may not be served yet.
            HasMetadata stored = await().atMost(PATIENCE)
                    .ignoreExceptionsMatching(
                            failure -> String.valueOf(failure.getMessage()).contains("404"))
                    .until(() -> client.resource(object).fieldManager("export").serverSideApply(), it -> true);
            assertThat(Serialization.asYaml(stored)).contains(specOf(object));
        }
    }

    /** The lines of the spec as they were sent. */
    private static List<String> specOf(HasMetadata object) {
        return Serialization.asYaml(object)
                .lines()
                .dropWhile(line -> !line.startsWith("spec:"))
                .toList();
    }

    private static List<CustomResourceDefinition> crds() throws IOException {
        Path folder = Optional.ofNullable(System.getenv("ACCELNET_KUBEVIRT_CRDS"))
                .map(Path::of)
                .orElse(Path.of("src/test/resources/kubevirt"));
        List<CustomResourceDefinition> crds = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                CustomResourceDefinition crd =
                        Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
                if (KINDS.contains(crd.getMetadata().getName())) {
                    crds.add(crd);
                }
            }
        }
        assertThat(crds).hasSize(KINDS.size());
        return crds;
    }
}
