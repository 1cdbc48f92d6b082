package io.accelnet.cli.manifest;

import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a document turned out to be. */
sealed interface Manifest {
    /**
     * An object that plans are made from.
     *
     * @param object the object, with what the API server would fill in
     * @param place where it is written
     */
    record Read(HasMetadata object, SourceLocation place) implements Manifest {}

    /**
     * An object that references are resolved from.
     *
     * @param object what is read of it
     * @param written all of it, as it is written
     * @param place where it is written
     */
    record Referenced(ReferencedObject<?, ?> object, Map<String, @Nullable Object> written, SourceLocation place)
            implements Manifest {}

    /**
     * An object of a kind that plans don't need.
     *
     * @param kind its kind
     */
    record PassedOver(String kind) implements Manifest {}

    /**
     * Something that is wrong.
     *
     * @param problem what
     */
    record Wrong(Problem problem) implements Manifest {}
}
