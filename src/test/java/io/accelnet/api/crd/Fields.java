package io.accelnet.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;

/** The schemas inside of a schema, each with its path: {@code []} for a list's items, {@code {}} for a map's values. */
final class Fields {
    private Fields() {}

    static void collect(String path, JSONSchemaProps schema, Map<String, JSONSchemaProps> into) {
        into.put(path, schema);
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> collect(path + "." + name, property, into));
        }
        if (schema.getItems() != null) {
            collect(path + "[]", schema.getItems().getSchema(), into);
        }
        if (schema.getAdditionalProperties() != null) {
            collect(path + "{}", schema.getAdditionalProperties().getSchema(), into);
        }
    }
}
