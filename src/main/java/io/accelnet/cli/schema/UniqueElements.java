package io.accelnet.cli.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** No two elements of a list are equal if it is a set; no two have the same keys if it is a map. */
final class UniqueElements {
    private static final String SET = "set";
    private static final String MAP = "map";

    private final List<FieldError> errors;
    private final SchemaParts withUniqueElements;

    UniqueElements(List<FieldError> errors, SchemaParts withUniqueElements) {
        this.errors = errors;
        this.withUniqueElements = withUniqueElements;
    }

    static SchemaParts withUniqueElements(Schema schema) {
        return new SchemaParts(
                schema,
                part -> part.list().kind().equals(SET) || part.list().kind().equals(MAP));
    }

    void check(Schema schema, @Nullable Object value, FieldPath path) {
        if (!withUniqueElements.contains(schema)) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            Values.fields(map)
                    .forEach((name, each) -> schema.fields()
                            .of(name)
                            .ifPresent(field -> check(
                                    field,
                                    each,
                                    schema.fields().known().containsKey(name) ? path.child(name) : path.key(name))));
        } else if (value instanceof List<?> list) {
            elements(schema.list(), list, path);
        }
    }

    private void elements(Schema.Elements schema, List<?> list, FieldPath path) {
        switch (schema.kind()) {
            case SET -> unique(list, path);
            case MAP -> named(schema.keys(), list, path);
            default -> {}
        }
        schema.each().ifPresent(each -> {
            for (int i = 0; i < list.size(); i++) {
                check(each, list.get(i), path.index(i));
            }
        });
    }

    private void named(List<String> keys, List<?> list, FieldPath path) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) != null && !(list.get(i) instanceof Map)) {
                errors.add(FieldError.invalid(
                        path.index(i), list.get(i), "must be an object for an array of list-type map"));
                return;
            }
        }
        unique(list.stream().map(element -> names(keys, element)).toList(), path);
    }

    private static Map<String, @Nullable Object> names(List<String> keys, @Nullable Object element) {
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        if (element instanceof Map<?, ?> map) {
            keys.stream().filter(map::containsKey).forEach(key -> names.put(key, map.get(key)));
        }
        return names;
    }

    /** Each value is reported once, at the place where it is found a second time. */
    private void unique(List<?> list, FieldPath path) {
        Map<@Nullable Object, Integer> times = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            if (times.merge(list.get(i), 1, Integer::sum) == 2) {
                errors.add(FieldError.duplicate(path.index(i), list.get(i)));
            }
        }
    }
}
