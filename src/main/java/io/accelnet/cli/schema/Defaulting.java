package io.accelnet.cli.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the API server changes about an object before it looks at it: nulls that say nothing go, defaults come. An object
 * without a status stays without: its default only says that nobody has looked at the object yet.
 */
final class Defaulting {
    private static final String STATUS = "status";

    private Defaulting() {}

    /** Fills in, in place. */
    static void fill(Schema schema, @Nullable Object value) {
        dropNulls(schema, value);
        defaults(schema, value);
    }

    private static void dropNulls(Schema schema, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.entrySet()
                    .removeIf(entry -> entry.getValue() == null
                            && schema.fields()
                                    .of(entry.getKey().toString())
                                    .filter(field -> !field.nullable()
                                            && field.defaultValue().isEmpty())
                                    .isPresent());
            map.forEach((key, each) -> schema.fields().of(key.toString()).ifPresent(field -> dropNulls(field, each)));
        } else if (value instanceof List<?> list) {
            schema.list().each().ifPresent(each -> list.forEach(element -> dropNulls(each, element)));
        }
    }

    private static void defaults(Schema schema, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> fields = Values.fields(map);
            schema.fields().known().forEach((name, field) -> {
                Optional<Object> otherwise = name.equals(STATUS) ? Optional.empty() : field.defaultValue();
                if (otherwise.isPresent()
                        && fields.get(name) == null
                        && !(field.nullable() && fields.containsKey(name))) {
                    fields.put(name, Values.copy(otherwise.get()));
                }
            });
            fields.forEach((name, each) -> schema.fields().of(name).ifPresent(field -> defaults(field, each)));
        } else if (value instanceof List<?> list) {
            schema.list().each().ifPresent(each -> list.forEach(element -> defaults(each, element)));
        }
    }
}
