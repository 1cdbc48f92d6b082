package io.accelnet.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An object with one thing changed, in every place and in many ways: the mistakes that people make, and some that they don't. */
final class Mutations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int TOO_LONG = 400;

    private final JsonNode original;
    private final List<Mutation> found = new ArrayList<>();

    private Mutations(JsonNode original) {
        this.original = original;
    }

    /**
     * A changed object.
     *
     * @param what what was changed
     * @param object the object
     */
    record Mutation(String what, JsonNode object) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** All of an object's spec. */
    static List<Mutation> of(JsonNode object, String part) {
        Mutations mutations = new Mutations(object);
        mutations.at("/" + part, object.get(part));
        return mutations.found;
    }

    private void at(String pointer, JsonNode value) {
        for (JsonNode other : others(value)) {
            replace(pointer, Optional.of(other));
        }
        replace(pointer, Optional.empty());
        if (value instanceof ObjectNode map) {
            ObjectNode more = map.deepCopy();
            more.put("surprise", 1);
            replace(pointer, Optional.of(more));
            map.properties().forEach(field -> at(pointer + "/" + field.getKey().replace("/", "~1"), field.getValue()));
        } else if (value instanceof ArrayNode list && !list.isEmpty()) {
            ArrayNode more = list.deepCopy();
            more.add(list.get(0).deepCopy());
            replace(pointer, Optional.of(more));
            ArrayNode holes = list.deepCopy();
            holes.addNull();
            replace(pointer, Optional.of(holes));
            at(pointer + "/0", list.get(0));
        }
    }

    private static List<JsonNode> others(JsonNode value) {
        ObjectNode map = JSON.objectNode();
        map.put("a", "b");
        ArrayNode list = JSON.arrayNode();
        list.add("a");
        return List.of(
                JSON.nullNode(),
                JSON.textNode(""),
                JSON.textNode("x"),
                JSON.textNode(" X\n"),
                JSON.textNode("x".repeat(TOO_LONG)),
                JSON.textNode(value.asText() + "*"),
                JSON.numberNode(0),
                JSON.numberNode(3),
                JSON.numberNode(-1),
                JSON.numberNode(1.5),
                JSON.numberNode(2.0),
                JSON.numberNode(10_000_000_000L),
                JSON.booleanNode(true),
                JSON.arrayNode(),
                list,
                JSON.objectNode(),
                map);
    }

    private void replace(String pointer, Optional<JsonNode> by) {
        JsonNode copy = original.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = slash == 0 ? copy : copy.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1).replace("~1", "/");
        switch ((ContainerNode<?>) parent) {
            case ObjectNode map -> by.ifPresentOrElse(value -> map.set(last, value.deepCopy()), () -> map.remove(last));
            case ArrayNode list -> {
                int index = Integer.parseInt(last);
                by.ifPresentOrElse(value -> list.set(index, value.deepCopy()), () -> list.remove(index));
            }
            default -> throw new IllegalArgumentException(pointer);
        }
        String what = by.map(JsonNode::toString).orElse("nothing");
        found.add(new Mutation(pointer + " = " + what.substring(0, Math.min(40, what.length())), copy));
    }
}
