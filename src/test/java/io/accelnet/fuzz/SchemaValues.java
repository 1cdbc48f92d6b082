package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes values that a schema accepts. All objects of a case share habits, one for each field, so that extremes come together: every
 * host has 60,000 queue pairs, not one of fifty. Now and then an object has something else than the habit.
 */
final class SchemaValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Lists and maps longer than this are made seldom: 200 objects of 64 elements each say nothing that 20 don't. */
    private static final int SHORT = 8;

    private final Vocabulary vocabulary;
    private final Habits habits;
    private final long seed;

    /**
     * For one object.
     *
     * @param seed of everything that is the object's own
     */
    SchemaValues(Vocabulary vocabulary, Habits habits, long seed) {
        this.vocabulary = vocabulary;
        this.habits = habits;
        this.seed = seed;
    }

    /**
     * A value.
     *
     * @param schema what accepts it
     * @param field the field, as in {@code AccelNetNode.spec.adapters[].name}
     */
    JsonNode value(JsonNode schema, String field) {
        return value(schema, field, "");
    }

    private JsonNode value(JsonNode schema, String field, String place) {
        Draw own = Draw.of(seed, field + place);
        List<String> names = vocabulary.at(field);
        if (!names.isEmpty()) {
            return JSON.textNode(own.of(names));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, field, place, own);
            case "array" -> array(schema, field, place, own);
            default -> habits.isWild(field, own) ? scalar(schema, own) : habits.value(schema, field, own);
        };
    }

    private JsonNode object(JsonNode schema, String field, String place, Draw own) {
        ObjectNode object = JSON.objectNode();
        Set<String> required = CrdSchemas.required(schema);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = field + "." + property.getKey();
            if (required.contains(property.getKey()) || habits.isPresent(name, Draw.of(seed, "has " + name + place))) {
                object.set(property.getKey(), value(property.getValue(), name, place));
            }
        }
        if (schema.has("additionalProperties")) {
            int most = schema.path("maxProperties").asInt(SHORT);
            int size = own.chance(0.05) ? most : own.between(0, Math.min(most, 2));
            for (int i = 0; i < size; i++) {
                String key = i < Labels.KEYS.size() ? own.of(Labels.KEYS) : "key-" + i;
                object.set(key, value(schema.get("additionalProperties"), field + "{}", place + "/" + key));
            }
        }
        return object;
    }

    private JsonNode array(JsonNode schema, String field, String place, Draw own) {
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(SHORT);
        int size = Math.clamp(habits.size(schema, field, own), least, most);
        JsonNode each = schema.get("items");
        boolean set = schema.path("x-kubernetes-list-type").asText().equals("set");
        List<String> keys = new ArrayList<>();
        schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        List<String> names = vocabulary.at(keys.isEmpty() ? field + "[]" : field + "[]." + keys.getFirst());
        ArrayNode array = JSON.arrayNode();
        Set<JsonNode> known = new LinkedHashSet<>();
        for (int i = 0; i < size; i++) {
            JsonNode element = value(each, field + "[]", place + "/" + i);
            if (!names.isEmpty() && keys.size() < 2) {
                // In their order, and none twice: what the objects of a case name is the same for all of them.
                if (i >= names.size()) {
                    break;
                }
                String name = names.get(i);
                element = keys.isEmpty() ? JSON.textNode(name) : ((ObjectNode) element).put(keys.getFirst(), name);
            }
            if ((!set && keys.isEmpty()) || known.add(identity(element, keys))) {
                array.add(element);
            }
        }
        return array;
    }

    private static JsonNode identity(JsonNode element, List<String> keys) {
        if (keys.isEmpty()) {
            return element;
        }
        ArrayNode identity = JSON.arrayNode();
        keys.forEach(key -> identity.add(element.path(key)));
        return identity;
    }

    /** Any text, number or truth value that the schema accepts, extremes above all. */
    static JsonNode scalar(JsonNode schema, Draw draw) {
        if (schema.has("enum")) {
            List<JsonNode> values = new ArrayList<>();
            schema.get("enum").forEach(values::add);
            return draw.of(values);
        }
        return switch (schema.path("type").asText()) {
            case "string" -> JSON.textNode(draw.of(Texts.of(schema)));
            case "boolean" -> JSON.booleanNode(draw.chance(0.5));
            case "integer" -> JSON.numberNode(integer(schema, draw));
            default -> throw new IllegalStateException("no value is known that this accepts: " + schema);
        };
    }

    private static int integer(JsonNode schema, Draw draw) {
        int least = schema.path("minimum").asInt(0);
        int most =
                Optional.ofNullable(schema.get("maximum")).map(JsonNode::asInt).orElse(Integer.MAX_VALUE);
        int power = 1 << draw.between(0, 30);
        return Math.clamp(
                switch (draw.between(0, 7)) {
                    case 0 -> least;
                    case 1 -> most;
                    case 2 -> most - draw.between(0, 2);
                    case 3 -> least + draw.between(0, 3);
                    case 4 -> power;
                    case 5 -> power - 1;
                    case 6 -> draw.logarithmic(least, most);
                    default -> draw.between(least, most);
                },
                least,
                most);
    }
}
