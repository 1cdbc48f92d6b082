package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of a kind that has no Java class here, read field by field.
 *
 * @param object the object
 */
public record Dynamic(GenericKubernetesResource object) {
    public String namespace() {
        return object.getMetadata().getNamespace();
    }

    public String name() {
        return object.getMetadata().getName();
    }

    public String uid() {
        return object.getMetadata().getUid();
    }

    public boolean isBeingDeleted() {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    /** A text; empty if it isn't there. */
    public String text(Object... path) {
        return value(path).map(Objects::toString).orElse("");
    }

    public boolean isTrue(Object... path) {
        return text(path).equals("true");
    }

    public int number(int otherwise, Object... path) {
        return value(path)
                .filter(Number.class::isInstance)
                .map(Number.class::cast)
                .map(Number::intValue)
                .orElse(otherwise);
    }

    /** An object's fields; empty if it isn't there. */
    @SuppressWarnings("unchecked") // JSON's keys are texts
    public Map<String, Object> fields(Object... path) {
        return value(path)
                .filter(Map.class::isInstance)
                .map(fields -> (Map<String, Object>) fields)
                .orElse(Map.of());
    }

    /** A list of objects; empty if it isn't there. */
    @SuppressWarnings("unchecked") // as above
    public List<Map<String, Object>> list(Object... path) {
        return value(path)
                .filter(List.class::isInstance)
                .map(list -> (List<Map<String, Object>>) list)
                .orElse(List.of());
    }

    private Optional<Object> value(Object... path) {
        @Nullable Object value = object.get(path);
        return Optional.ofNullable(value);
    }
}
