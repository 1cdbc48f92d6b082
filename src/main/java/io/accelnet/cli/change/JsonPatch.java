package io.accelnet.cli.change;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Operations of a JSON patch. It changes the fields that it names, and nothing else. */
final class JsonPatch {
    private JsonPatch() {}

    /** The API server refuses the rest if the object isn't the one that was looked at, or asks for something else than it did. */
    static List<Map<String, Object>> asLookedAt(HasMetadata object) {
        return List.of(
                test(object.getMetadata().getUid(), "metadata", "uid"),
                test(object.getMetadata().getGeneration(), "metadata", "generation"));
    }

    /** The API server refuses the rest if a field has another value. */
    static Map<String, Object> test(Object value, String... path) {
        return Map.of("op", "test", "path", pointer(path), "value", value);
    }

    /** Sets a field, which may be there or not; what leads to it has to be there. */
    static Map<String, Object> set(Object value, String... path) {
        return Map.of("op", "add", "path", pointer(path), "value", value);
    }

    /** Takes a field away that is there. */
    static Map<String, Object> remove(String... path) {
        return Map.of("op", "remove", "path", pointer(path));
    }

    private static String pointer(String... path) {
        return Stream.of(path)
                .map(name -> name.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining("/", "/", ""));
    }
}
