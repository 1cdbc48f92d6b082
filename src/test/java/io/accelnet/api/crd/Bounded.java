package io.accelnet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/** Checks that nothing can grow without end. */
final class Bounded {
    private Bounded() {}

    static void check(JSONSchemaProps schema) {
        switch (schema.getType()) {
            case "array" -> {
                assertThat(schema.getMaxItems()).as("maxItems").isNotNull();
                assertThat(schema.getXKubernetesListType()).as("list type").isIn("map", "set", "atomic");
            }
            case "string" -> {
                boolean limited = schema.getMaxLength() != null
                        || schema.getFormat() != null
                        || !schema.getEnum().isEmpty();
                assertThat(limited).as("a maxLength, a format or values").isTrue();
            }
            case "integer" -> {
                assertThat(schema.getMinimum()).as("minimum").isNotNull();
                boolean generation = "int64".equals(schema.getFormat());
                assertThat(generation || schema.getMaximum() != null)
                        .as("maximum")
                        .isTrue();
            }
            case "object" -> {
                boolean map = schema.getAdditionalProperties() != null;
                assertThat(!map || schema.getMaxProperties() != null)
                        .as("maxProperties")
                        .isTrue();
            }
            case "boolean" -> assertThat(schema.getEnum()).isEmpty();
            default -> throw new AssertionError("unexpected type " + schema.getType());
        }
    }
}
