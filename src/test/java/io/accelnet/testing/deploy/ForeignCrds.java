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

/** CRDs of others that our manifests are for: small ones with the fields that these use, or the real ones. */
public enum ForeignCrds {
    /** Of Argo CD and Flux. */
    GITOPS("ACCELNET_GITOPS_CRDS", "src/test/resources/gitops"),
    /** Of the Prometheus Operator. */
    MONITORING("ACCELNET_MONITORING_CRDS", "src/test/resources/monitoring");

    private final String variable;
    private final String small;

    /**
     * Some that belong together.
     *
     * @param variable the environment variable with the folder of the real ones
     * @param small the folder of the small ones
     */
    ForeignCrds(String variable, String small) {
        this.variable = variable;
        this.small = small;
    }

    /** Returns when the API server serves them. */
    public void install(KubernetesClient client) throws IOException {
        Path folder = Path.of(Optional.ofNullable(System.getenv(variable)).orElse(small));
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
