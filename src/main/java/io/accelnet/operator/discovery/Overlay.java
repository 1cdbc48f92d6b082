package io.accelnet.operator.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields of an object that are taken away or put there, as server-side apply does it: items of lists by their name, sets by value. */
final class Overlay {
    private static final String NAME = "name";

    private Overlay() {}

    /** Takes away what is there of these fields. */
    static void take(ObjectNode object, ObjectNode fields) {
        for (String name : names(fields)) {
            JsonNode there = object.path(name);
            JsonNode field = fields.get(name);
            if (there instanceof ObjectNode below && field instanceof ObjectNode some) {
                take(below, some);
            } else if (there instanceof ArrayNode list && field instanceof ArrayNode some) {
                take(list, some);
            } else {
                object.remove(name);
            }
        }
    }

    private static void take(ArrayNode list, ArrayNode some) {
        for (JsonNode element : some) {
            if (element instanceof ObjectNode item) {
                item(list, item).ifPresent(there -> take(there, item));
            }
        }
        List<JsonNode> left = new ArrayList<>();
        list.forEach(left::add);
        left.removeIf(element -> element.isObject() ? element.isEmpty() : contains(some, element));
        list.removeAll();
        list.addAll(left);
    }

    /** Puts these fields there. */
    static void put(ObjectNode object, ObjectNode fields) {
        for (String name : names(fields)) {
            JsonNode there = object.path(name);
            JsonNode field = fields.get(name);
            if (there instanceof ObjectNode below && field instanceof ObjectNode some) {
                put(below, some);
            } else if (there instanceof ArrayNode list && field instanceof ArrayNode some) {
                put(list, some);
            } else {
                object.set(name, field.deepCopy());
            }
        }
    }

    private static void put(ArrayNode list, ArrayNode some) {
        for (JsonNode element : some) {
            if (element instanceof ObjectNode item) {
                item(list, item).ifPresentOrElse(there -> put(there, item), () -> list.add(item.deepCopy()));
            } else if (!contains(list, element)) {
                list.add(element);
            }
        }
    }

    private static Optional<ObjectNode> item(ArrayNode list, ObjectNode like) {
        for (JsonNode element : list) {
            if (element instanceof ObjectNode item && item.path(NAME).equals(like.path(NAME))) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private static boolean contains(ArrayNode list, JsonNode value) {
        for (JsonNode element : list) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
