package io.accelnet.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A kind that the operator brings.
 *
 * @param kind such as AccelNetVM
 * @param crd the name of its CustomResourceDefinition
 * @param version the version of its API that is stored
 * @param description what its schema says that it is for
 */
record CustomKind(String kind, String crd, String version, String description) {
    private static final String DEFINITION = "CustomResourceDefinition";

    static boolean isDefinition(JsonNode object) {
        return object.path("kind").asText().equals(DEFINITION);
    }

    /** Those of the definitions among some objects, in their order. */
    static List<CustomKind> allIn(List<? extends JsonNode> objects) {
        return objects.stream()
                .filter(CustomKind::isDefinition)
                .map(CustomKind::of)
                .toList();
    }

    private static CustomKind of(JsonNode definition) {
        for (JsonNode version : definition.at("/spec/versions")) {
            if (version.path("storage").asBoolean()) {
                return new CustomKind(
                        definition.at("/spec/names/kind").asText(),
                        definition.at("/metadata/name").asText(),
                        version.path("name").asText(),
                        version.at("/schema/openAPIV3Schema/description").asText());
            }
        }
        throw new IllegalArgumentException(
                definition.at("/metadata/name").asText() + " stores no version: one of spec.versions must say storage");
    }
}
