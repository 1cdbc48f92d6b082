package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds decisions is safe from GitOps tools that prune: the samples, from which people start, and the CRDs, with which all
 * objects would go.
 */
class PruningTest {
    @ParameterizedTest
    @MethodSource("manifests")
    void noToolPrunesIt(Path file) throws IOException {
        List<GenericKubernetesResource> objects =
                Rendered.of(Files.readString(file)).objects();

        assertThat(objects)
                .isNotEmpty()
                .allSatisfy(object -> assertThat(object.getMetadata().getAnnotations())
                        .as(object.getKind() + " " + object.getMetadata().getName())
                        .containsEntry("argocd.argoproj.io/sync-options", "Prune=false,Delete=false")
                        .containsEntry("kustomize.toolkit.fluxcd.io/prune", "disabled"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleStartsADocument(Path file) throws IOException {
        assertThat(Files.readString(file)).startsWith("---\n");
    }

    /** All but the VMs that are refused: nobody keeps those. */
    static Stream<Path> manifests() throws IOException {
        return Stream.concat(
                samples().filter(file -> !file.endsWith("60-vms-refused.yaml")),
                Stream.concat(
                        yaml(Path.of("crds")).filter(file -> !file.endsWith("kustomization.yaml")),
                        yaml(Path.of("helm/accelnet-operator/crds"))));
    }

    static Stream<Path> samples() throws IOException {
        return yaml(Path.of("deploy/samples"), Integer.MAX_VALUE);
    }

    private static Stream<Path> yaml(Path folder) throws IOException {
        return yaml(folder, 1);
    }

    private static Stream<Path> yaml(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }
}
