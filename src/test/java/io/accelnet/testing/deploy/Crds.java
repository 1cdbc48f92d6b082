package io.accelnet.testing.deploy;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The CRDs as they are committed. */
public final class Crds {
    private Crds() {}

    /** Installs them, or brings them up to date, and returns when the API server serves them. */
    public static void install(KubernetesClient client) throws IOException {
        for (CustomResourceDefinition crd : committed()) {
            client.resource(crd).forceConflicts().serverSideApply();
        }
        for (CustomResourceDefinition crd : committed()) {
            client.resource(crd).waitUntilCondition(Crds::isServed, 30, TimeUnit.SECONDS);
        }
    }

    public static List<CustomResourceDefinition> committed() throws IOException {
        List<CustomResourceDefinition> crds = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("crds"))) {
            for (Path file : files.filter(Crds::isCrd).sorted().toList()) {
                crds.add(Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class));
            }
        }
        return crds;
    }

    private static boolean isCrd(Path file) {
        return file.getFileName().toString().startsWith("accelnet.io_");
    }

    /** Whether the API server serves it. A CRD that is new has a status without conditions for a moment. */
    public static boolean isServed(CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }
}
