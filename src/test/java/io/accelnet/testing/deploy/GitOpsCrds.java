package io.accelnet.testing.deploy;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The CRDs of Argo CD and Flux: small ones with the fields that the examples use, or the real ones if {@code ACCELNET_GITOPS_CRDS} says
 * in which folder they are.
 */
public final class GitOpsCrds {
    private GitOpsCrds() {}

    /** Returns when the API server serves them. */
    public static void install(KubernetesClient client) throws IOException {
        Path folder = Optional.ofNullable(System.getenv("ACCELNET_GITOPS_CRDS"))
                .map(Path::of)
                .orElse(Path.of("src/test/resources/gitops"));
        List<CustomResourceDefinition> crds = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                crds.add(Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class));
            }
        }
        crds.forEach(crd -> client.resource(crd).forceConflicts().serverSideApply());
        crds.forEach(crd -> client.resource(crd).waitUntilCondition(Crds::isServed, 30, TimeUnit.SECONDS));
    }
}
