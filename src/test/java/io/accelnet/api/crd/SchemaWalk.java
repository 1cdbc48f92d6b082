package io.accelnet.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.RecordComponent;
import java.util.Objects;

/** Walks over a record and its schema side by side. */
final class SchemaWalk {
    private SchemaWalk() {}

    static void over(Class<?> type, JSONSchemaProps schema, SchemaStep step) {
        for (RecordComponent component : type.getRecordComponents()) {
            JSONSchemaProps property = property(schema, component.getName());
            SchemaNode node = new SchemaNode(schema, component, property);
            if (node.valueType().isRecord()) {
                over(node.valueType(), node.valueSchema(), step);
            }
            step.refine(node);
        }
    }

    static JSONSchemaProps property(JSONSchemaProps schema, String name) {
        return Objects.requireNonNull(schema.getProperties().get(name), () -> "the schema has lost " + name);
    }
}
