package io.accelnet.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Names an object.
 *
 * @param kind its kind
 * @param namespace its namespace; empty if it has none
 * @param name its name
 */
public record Key(String kind, String namespace, String name) {
    /** The name of this object. */
    public static Key of(HasMetadata object) {
        @Nullable String namespace = object.getMetadata().getNamespace();
        return new Key(
                object.getKind(),
                namespace == null ? "" : namespace,
                object.getMetadata().getName());
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
    }
}
