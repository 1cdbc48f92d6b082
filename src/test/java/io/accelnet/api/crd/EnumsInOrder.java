package io.accelnet.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Lists the values of an enum in the order in which it declares them. */
final class EnumsInOrder implements SchemaStep {
    @Override
    public void refine(SchemaNode node) {
        if (node.valueType().isEnum()) {
            List<JsonNode> values = new ArrayList<>();
            for (EnumValue value : EnumValue.of(node.valueType())) {
                values.add(TextNode.valueOf(value.wireName()));
            }
            node.valueSchema().setEnum(values);
        }
    }
}
