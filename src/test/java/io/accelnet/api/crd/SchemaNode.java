package io.accelnet.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.RecordComponent;

/**
 * A component of a record and what became of it.
 *
 * @param owner the schema of the record
 * @param component the component
 * @param schema the schema of the component
 */
record SchemaNode(JSONSchemaProps owner, RecordComponent component, JSONSchemaProps schema) {
    String name() {
        return component.getName();
    }

    boolean isList() {
        return "array".equals(schema.getType());
    }

    /** The component's type, or that of its items. */
    Class<?> valueType() {
        return Records.valueType(component);
    }

    /** The schema of one value: of the component, or of its items. */
    JSONSchemaProps valueSchema() {
        return isList() ? schema.getItems().getSchema() : schema;
    }
}
