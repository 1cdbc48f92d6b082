package io.accelnet.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that objects are made of: maps with strings as keys, lists, strings, booleans, integers as {@link Long}, other
 * numbers as {@link Double}, and null.
 */
public final class Values {
    private Values() {}

    /** An object from JSON. */
    public static Map<String, @Nullable Object> object(JsonNode json) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        json.properties().forEach(entry -> map.put(entry.getKey(), of(entry.getValue())));
        return map;
    }

    static @Nullable Object of(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> object(json);
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                json.forEach(each -> list.add(of(each)));
                yield list;
            }
            case STRING -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER ->
                json.canConvertToLong() && json.isIntegralNumber() ? (Object) json.longValue() : json.doubleValue();
            default -> null;
        };
    }

    /** A copy of an object that can be changed without changing this one. */
    public static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        object.forEach((name, each) -> copy.put(name, copy(each)));
        return copy;
    }

    /** A copy of a value that can be changed without changing this one. */
    static @Nullable Object copy(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> copy(fields(map));
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(each -> copy.add(copy(each)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }

    /** The map that a value is; the keys of objects are strings, whatever the document. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> fields(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }

    /** The list that a value is. */
    @SuppressWarnings("unchecked")
    static List<@Nullable Object> elements(List<?> list) {
        return (List<@Nullable Object>) list;
    }
}
