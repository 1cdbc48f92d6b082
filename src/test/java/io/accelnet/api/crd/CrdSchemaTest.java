package io.accelnet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the schema of every field has, so that a field that is added can't go without. */
class CrdSchemaTest {
    @TestFactory
    Stream<DynamicTest> everyFieldIsDescribedAndBounded() throws IOException {
        Map<String, JSONSchemaProps> fields = new TreeMap<>();
        for (CustomResourceDefinition crd : CrdGeneration.generate()) {
            Fields.collect(
                    crd.getSpec().getNames().getKind(),
                    crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema(),
                    fields);
        }
        assertThat(fields).hasSizeGreaterThan(100);
        return fields.entrySet().stream()
                .map(field -> DynamicTest.dynamicTest(field.getKey(), () -> check(field.getKey(), field.getValue())));
    }

    private static void check(String path, JSONSchemaProps schema) {
        if (!path.endsWith("[]") && !path.endsWith("{}")) {
            assertThat(schema.getDescription()).as("description").matches("[A-Z](?s).*\\.");
        }
        assertThat(schema.getXKubernetesPreserveUnknownFields())
                .as("a structural schema without holes")
                .isNull();
        if (schema.getXKubernetesValidations() != null) {
            assertThat(schema.getXKubernetesValidations()).allSatisfy(rule -> {
                assertThat(rule.getMessage()).as("message").isNotBlank();
                // With FieldValueDuplicate or FieldValueRequired the API server keeps the message to itself.
                assertThat(rule.getReason()).as("reason").isIn("FieldValueInvalid", "FieldValueForbidden");
            });
        }
        Bounded.check(schema);
    }
}
