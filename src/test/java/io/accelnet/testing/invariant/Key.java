package io.accelnet.testing.invariant;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * Which object.
 *
 * @param kind its kind
 * @param namespace its namespace; empty: it has none
 * @param name its name
 */
public record Key(String kind, String namespace, String name) {
    static Key of(HasMetadata object) {
        return new Key(
                object.getKind(),
                Optional.ofNullable(object.getMetadata().getNamespace()).orElse(""),
                object.getMetadata().getName());
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
    }
}
