package io.accelnet.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The objects of {@code deploy/samples}. */
final class Samples {
    private static final Path FOLDER = Path.of("deploy/samples");

    private Samples() {}

    /** All but their Namespaces, which are applied at once. */
    static List<HasMetadata> of(KubernetesClient client) throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                for (HasMetadata object :
                        client.load(Files.newInputStream(file)).items()) {
                    if (object.getKind().equals("Namespace")) {
                        client.resource(object).serverSideApply();
                    } else {
                        objects.add(object);
                    }
                }
            }
        }
        objects.sort(Comparator.comparing(object -> object.getMetadata().getName()));
        return objects;
    }
}
