package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/**
 * An object to look at, by what looks at it.
 *
 * @param part what looks at it
 * @param namespace its namespace; empty: it has none
 * @param name its name
 */
record Work(Part part, String namespace, String name) {
    /** The parts of the actor, one for each kind. */
    enum Part {
        VIRTUAL_MACHINE,
        INSTANCE,
        MIGRATION,
        POD,
        NODE
    }

    static Work on(Part part, HasMetadata object) {
        return new Work(
                part,
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName());
    }
}
