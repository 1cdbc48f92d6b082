package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The CRDs of KubeVirt, Multus and the SR-IOV network operator.
 *
 * @param folder has a file for each, and possibly others
 */
public record KubeVirtCrds(Path folder) {
    private static final String REAL = "ACCELNET_KUBEVIRT_CRDS";
    private static final List<String> GROUPS =
            List.of("kubevirt.io", "instancetype.kubevirt.io", "k8s.cni.cncf.io", "sriovnetwork.openshift.io");

    /** Small ones, or the real ones if {@code ACCELNET_KUBEVIRT_CRDS} says where they are. */
    public static KubeVirtCrds ofEnvironment() {
        return new KubeVirtCrds(
                Optional.ofNullable(System.getenv(REAL)).map(Path::of).orElse(Path.of("src/test/resources/kubevirt")));
    }

    /** Returns when the API server serves them. */
    public void install(KubernetesClient client) {
        List<CustomResourceDefinition> crds = crds();
        crds.forEach(crd -> client.resource(crd).forceConflicts().serverSideApply());
        crds.forEach(crd -> client.resource(crd).waitUntilCondition(KubeVirtCrds::isServed, 1, TimeUnit.MINUTES));
    }

    private List<CustomResourceDefinition> crds() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(KubeVirtCrds::read)
                    .filter(crd -> GROUPS.contains(crd.getSpec().getGroup()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceDefinition read(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isServed(CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }
}
