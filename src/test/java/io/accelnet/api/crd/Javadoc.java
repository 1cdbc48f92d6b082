package io.accelnet.api.crd;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The documentation comments of some classes.
 *
 * @param texts by the name of the class, or by that, a {@code #} and the component or constant
 */
record Javadoc(Map<String, String> texts) {
    String ofType(Class<?> type) {
        return required(type.getSimpleName());
    }

    String ofComponent(Class<?> type, String component) {
        return required(type.getSimpleName() + "#" + component);
    }

    Optional<String> ofConstant(Class<?> type, String constant) {
        return Optional.ofNullable(texts.get(type.getSimpleName() + "#" + constant));
    }

    private String required(String key) {
        return Objects.requireNonNull(texts.get(key), () -> key + " has no documentation comment");
    }
}
