package io.accelnet.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/** What every kind's root says: a spec is required, and the status of an object that nobody has looked at is pending. */
final class DefaultStatus {
    private DefaultStatus() {}

    static void addTo(JSONSchemaProps root) {
        root.setRequired(List.of("spec"));
        SchemaWalk.property(root, "status").setDefault(CrdPart.read("PendingStatus", JsonNode.class));
    }
}
