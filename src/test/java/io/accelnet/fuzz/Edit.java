package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes one thing about a spec or a status that its schema allows to be changed: another value, an element more or less, a field
 * more or less. Numbers stay small, so that what is there stays scarce.
 */
final class Edit {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_ELEMENTS = 3;
    private static final int SPREAD = 5;

    /** What names other objects is changed as often as this many fields that don't. */
    private static final int WEIGHT_OF_NAMES = 4;

    /** A change of the first is refused; an entry of a ledger belongs to whom it names. */
    private static final Set<String> LEFT_ALONE = Set.of(
            "AccelNetVM.spec.virtualMachineRef",
            "AccelNetVM.spec.clusterName",
            "NetworkIntent.spec.resourceName",
            "AccelNetNode.status.allocations[].uid",
            "AccelNetNode.status.allocations[].namespace",
            "AccelNetNode.status.allocations[].name");

    private final Vocabulary vocabulary;
    private final Draw draw;

    Edit(Vocabulary vocabulary, Draw draw) {
        this.vocabulary = vocabulary;
        this.draw = draw;
    }

    /**
     * Changes one thing.
     *
     * @param field what the object is, as in {@code AccelNetNode.spec}
     */
    void change(ObjectNode object, JsonNode schema, String field) {
        List<Map.Entry<String, JsonNode>> properties = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            int weight = weight(property.getValue(), field + "." + property.getKey());
            properties.addAll(Collections.nCopies(weight, property));
        }
        Map.Entry<String, JsonNode> property = draw.of(properties);
        String name = property.getKey();
        String there = field + "." + name;
        if (!object.has(name)) {
            object.set(name, value(property.getValue(), there));
        } else if (!CrdSchemas.required(schema).contains(name) && draw.chance(0.2)) {
            object.remove(name);
        } else {
            object.set(name, changed(object.get(name), property.getValue(), there));
        }
    }

    private JsonNode changed(JsonNode value, JsonNode schema, String field) {
        if (value instanceof ObjectNode object && schema.has("properties")) {
            change(object, schema, field);
            return object;
        }
        if (value instanceof ArrayNode array) {
            change(array, schema, field + "[]");
            return array;
        }
        return value(schema, field);
    }

    private void change(ArrayNode array, JsonNode schema, String field) {
        JsonNode element = schema.get("items");
        if (array.isEmpty() || draw.chance(0.15)) {
            array.add(value(element, field));
            return;
        }
        int index = draw.between(0, array.size() - 1);
        if (array.size() > schema.path("minItems").asInt(0) && draw.chance(0.25)) {
            array.remove(index);
        } else {
            array.set(index, changed(array.get(index), element, field));
        }
    }

    private JsonNode value(JsonNode schema, String field) {
        List<String> names = vocabulary.at(field);
        if (!names.isEmpty()) {
            return JSON.textNode(draw.of(names));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, field);
            case "array" -> array(schema, field);
            case "integer" -> integer(schema);
            default -> SchemaValues.scalar(schema, draw);
        };
    }

    private ObjectNode object(JsonNode schema, String field) {
        ObjectNode object = JSON.objectNode();
        Set<String> required = CrdSchemas.required(schema);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || draw.chance(0.3)) {
                object.set(property.getKey(), value(property.getValue(), field + "." + property.getKey()));
            }
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, String field) {
        ArrayNode array = JSON.arrayNode();
        for (int i = draw.between(1, MOST_ELEMENTS); i > 0; i--) {
            array.add(value(schema.get("items"), field + "[]"));
        }
        return array;
    }

    private JsonNode integer(JsonNode schema) {
        int least = schema.path("minimum").asInt(0);
        int most = schema.path("maximum").asInt(Integer.MAX_VALUE);
        return JSON.numberNode(Math.min(most, least + draw.between(0, SPREAD)));
    }

    /** How often it is changed: as often as it has fields. No plan reads conditions. */
    private int weight(JsonNode schema, String field) {
        if (LEFT_ALONE.contains(field) || field.endsWith(".conditions")) {
            return 0;
        }
        if (!vocabulary.at(field).isEmpty()) {
            return WEIGHT_OF_NAMES;
        }
        if (schema.has("items")) {
            return weight(schema.get("items"), field + "[]");
        }
        int sum = 0;
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            sum += weight(property.getValue(), field + "." + property.getKey());
        }
        return Math.max(1, sum);
    }
}
