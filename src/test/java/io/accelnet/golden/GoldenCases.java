package io.accelnet.golden;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folders of manifests. */
final class GoldenCases {
    private static final Path ROOT = Path.of("src/test/resources/golden");

    private static final Pattern INPUT = Pattern.compile("in(-\\d+)?\\.yaml");

    private GoldenCases() {}

    /** All cases. */
    static List<Path> all() throws IOException {
        return files(ROOT);
    }

    /** The files of a case, by name. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** What is applied in a case, one file after another. */
    static List<Path> inputs(Path folder) throws IOException {
        return files(folder).stream()
                .filter(file -> INPUT.matcher(file.getFileName().toString()).matches())
                .toList();
    }

    /** The manifests of a file. */
    static List<HasMetadata> read(Path file) throws IOException {
        KubernetesSerialization serialization = new KubernetesSerialization();
        List.of(NetworkIntent.class, AccelNetNode.class, AccelNetCluster.class, AccelNetVM.class)
                .forEach(serialization::registerKubernetesResource);
        KubeVirtObjects.KINDS.forEach(serialization::registerKubernetesResource);
        return Stream.of(Files.readString(file).split("(?m)^---$"))
                .map(document -> serialization.<HasMetadata>unmarshal(document))
                .toList();
    }
}
