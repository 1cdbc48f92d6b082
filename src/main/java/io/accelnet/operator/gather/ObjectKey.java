package io.accelnet.operator.gather;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Names an object.
 *
 * @param kind its kind
 * @param namespace its namespace; empty if it has none
 * @param name its name
 */
public record ObjectKey(String kind, String namespace, String name) {
    /** The name of this object. */
    public static ObjectKey of(HasMetadata object) {
        @Nullable String namespace = object.getMetadata().getNamespace();
        return new ObjectKey(
                object.getKind(),
                namespace == null ? "" : namespace,
                object.getMetadata().getName());
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
    }
}
