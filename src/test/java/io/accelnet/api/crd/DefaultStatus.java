package io.accelnet.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/** The root of every kind's schema: the spec is required, and a new object has a status with conditions that are pending. */
final class DefaultStatus {
    private DefaultStatus() {}

    static void addTo(JSONSchemaProps root) {
        root.setRequired(List.of("spec"));
        SchemaWalk.property(root, "status").setDefault(CrdPart.read("PendingStatus", JsonNode.class));
    }
}
