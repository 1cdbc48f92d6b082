package io.accelnet.testing.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;

/**
 * Manifests that a program has made.
 *
 * @param objects what is in them
 */
record Rendered(List<GenericKubernetesResource> objects) {
    static Rendered of(String text) {
        return new Rendered(Stream.of(text.split("(?m)^---$.*"))
                .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind:")))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList());
    }

    /** All of a kind. */
    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream()
                .filter(object -> object.getKind().equals(HasMetadata.getKind(type)))
                .map(object -> Serialization.unmarshal(Serialization.asJson(object), type))
                .toList();
    }

    /** The only one of a kind. */
    <T extends HasMetadata> T only(Class<T> type) {
        List<T> all = all(type);
        if (all.size() != 1) {
            throw new AssertionError("not one " + HasMetadata.getKind(type) + " but " + all);
        }
        return all.getFirst();
    }
}
