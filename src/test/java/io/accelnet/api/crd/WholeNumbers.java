package io.accelnet.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The model keeps bounds as floating point numbers; a bound of an integer is written as one. */
final class WholeNumbers {
    private WholeNumbers() {}

    static JsonNode in(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(whole(entry.getValue())));
        }
        tree.forEach(WholeNumbers::in);
        return tree;
    }

    private static JsonNode whole(JsonNode value) {
        return value instanceof DoubleNode number && number.canConvertToExactIntegral()
                ? LongNode.valueOf(number.longValue())
                : value;
    }
}
