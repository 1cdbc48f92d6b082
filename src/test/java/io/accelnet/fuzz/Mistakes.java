package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes one mistake in a spec: something just beyond a bound, of another type, missing, twice, or unknown. */
final class Mistakes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * A place in a spec.
     *
     * @param parent the object or list that it is in
     * @param key its name or its number there
     * @param schema what it should be like
     */
    private record Place(JsonNode parent, String key, JsonNode schema) {
        JsonNode value() {
            return parent instanceof ArrayNode list ? list.get(Integer.parseInt(key)) : parent.get(key);
        }

        void replace(JsonNode by) {
            if (parent instanceof ArrayNode list) {
                list.set(Integer.parseInt(key), by);
            } else {
                ((ObjectNode) parent).set(key, by);
            }
        }

        void remove() {
            if (parent instanceof ArrayNode list) {
                list.remove(Integer.parseInt(key));
            } else {
                ((ObjectNode) parent).remove(key);
            }
        }
    }

    private Mistakes() {}

    /** Makes it, in place. Now and then what it makes is right all the same. */
    static void make(ObjectNode object, JsonNode schema, Draw draw) {
        List<Place> places = new ArrayList<>();
        find(object, "spec", schema, places);
        Place place = draw.of(places);
        switch (draw.between(0, 9)) {
            case 0 -> place.remove();
            case 1 -> place.replace(JSON.nullNode());
            case 2 -> unknown(place);
            case 3, 4 -> place.replace(draw.of(otherTypes()));
            case 5 -> more(place);
            default -> place.replace(beyond(place, draw));
        }
    }

    private static void find(JsonNode parent, String key, JsonNode schema, List<Place> places) {
        Place place = new Place(parent, key, schema);
        places.add(place);
        JsonNode value = place.value();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode each = schema.path("properties").path(field.getKey());
            find(value, field.getKey(), each.isMissingNode() ? schema.path("additionalProperties") : each, places);
        }
        if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                find(list, Integer.toString(i), schema.path("items"), places);
            }
        }
    }

    private static void unknown(Place place) {
        if (place.value() instanceof ObjectNode object) {
            object.put("surprise", 1);
        } else {
            place.replace(JSON.objectNode().put("surprise", 1));
        }
    }

    private static List<JsonNode> otherTypes() {
        return List.of(
                JSON.textNode(""),
                JSON.textNode("x"),
                JSON.textNode(" x "),
                JSON.textNode("X*"),
                JSON.numberNode(0),
                JSON.numberNode(-1),
                JSON.numberNode(1.5),
                JSON.numberNode(Long.MAX_VALUE),
                JSON.numberNode(1e300),
                JSON.booleanNode(true),
                JSON.arrayNode(),
                JSON.arrayNode().add("x"),
                JSON.arrayNode().addNull(),
                JSON.objectNode(),
                JSON.objectNode().put("a", "b"));
    }

    /** One element more, which is there already, until there are too many. */
    private static void more(Place place) {
        if (place.value() instanceof ArrayNode list && !list.isEmpty()) {
            int most = place.schema().path("maxItems").asInt(1);
            do {
                list.add(list.get(0).deepCopy());
            } while (list.size() <= most && most < 70);
        } else {
            place.remove();
        }
    }

    private static JsonNode beyond(Place place, Draw draw) {
        JsonNode schema = place.schema();
        return switch (schema.path("type").asText()) {
            case "integer" ->
                draw.chance(0.5)
                        ? JSON.numberNode(schema.path("maximum").asLong() + 1)
                        : JSON.numberNode(schema.path("minimum").asLong() - 1);
            case "string" ->
                draw.chance(0.5)
                        ? JSON.textNode("x".repeat(schema.path("maxLength").asInt() + 1))
                        : JSON.textNode(draw.of(List.of("UPPER", "lower", "a..b", "-a", "a\nb", ".", "a b", "ä", "*"))
                                + place.value().asText());
            case "boolean" -> JSON.textNode("yes");
            default -> JSON.objectNode().put("a", 1);
        };
    }
}
