package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a newer CRD may not do, and what it may. */
class CrdComparisonTest {
    private static final String CRD = """
            spec:
              group: example.com
              scope: Namespaced
              names: {kind: Thing, plural: things, shortNames: [th]}
              versions:
                - name: v1
                  served: true
                  subresources: {status: {}}
                  schema:
                    openAPIV3Schema:
                      type: object
                      required: [spec]
                      properties:
                        spec:
                          type: object
                          required: [size]
                          x-kubernetes-validations: [{rule: "self.size > 0"}]
                          properties:
                            size: {type: integer, maximum: 10, default: 5}
                            color: {type: string, enum: [Red, Blue], nullable: true}
                            names:
                              type: array
                              maxItems: 4
                              x-kubernetes-list-type: set
                              items: {type: string, maxLength: 9, pattern: "[a-z]*"}
                            labels: {type: object, additionalProperties: {type: string}}
            """;

    private final ManifestText text = new ManifestText();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "color: {type: string, enum: [Red, Blue], nullable: true} | hue: {type: string} | v1.spec.color is gone",
                "enum: [Red, Blue]       | enum: [Red]              | v1.spec.color can't be \"Blue\" any more",
                "nullable: true          | nullable: false          | v1.spec.color may not be null any more",
                "type: integer           | type: string             | v1.spec.size type was \"integer\" and is \"string\"",
                "maximum: 10             | maximum: 9               | v1.spec.size maximum was 10 and is 9",
                "maximum: 10             | minimum: 1               | v1.spec.size minimum was nothing and is 1",
                "default: 5              | default: 6               | v1.spec.size default was 5 and is 6",
                "maxItems: 4             | maxItems: 3              | v1.spec.names maxItems was 4 and is 3",
                "list-type: set          | list-type: atomic        | v1.spec.names x-kubernetes-list-type was \"set\" and is \"atomic\"",
                "maxLength: 9            | maxLength: 8             | v1.spec.names[] maxLength was 9 and is 8",
                "[a-z]*                  | [a-y]*                   | v1.spec.names[] pattern was \"[a-z]*\" and is \"[a-y]*\"",
                "{type: string}}         | {type: string, maxLength: 1}} | v1.spec.labels{} maxLength was nothing and is 1",
                "required: [size]        | required: [size, color]  | v1.spec.color wasn't required and is",
                "self.size > 0           | self.size > 1            | v1.spec has a new rule: self.size > 1",
                "name: v1                | name: v2                 | v1 isn't served any more",
                "served: true            | served: false            | v1 isn't served any more",
                "subresources: {status   | subresources: {scale     | v1 has no subresource status any more",
                "scope: Namespaced       | scope: Cluster           | /spec/scope was \"Namespaced\" and is \"Cluster\"",
                "shortNames: [th]        | shortNames: [tg]         | /spec/names/shortNames has lost \"th\""
            })
    void whatIsNarrowerIsSaid(String was, String is, String loss) throws IOException {
        assertThat(CRD).contains(was);
        assertThat(CrdComparison.losses(definition(CRD), definition(CRD.replace(was, is))))
                .contains(loss);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enum: [Red, Blue]       | enum: [Green, Blue, Red]",
                "maximum: 10             | maximum: 100",
                "maxItems: 4             | description: As many as you like.",
                "required: [size]        | required: []",
                "x-kubernetes-validations: [{rule: \"self.size > 0\"}] | description: A thing."
            })
    void whatIsWiderIsNone(String was, String is) throws IOException {
        assertThat(CRD).contains(was);
        assertThat(CrdComparison.losses(definition(CRD), definition(CRD.replace(was, is))))
                .isEmpty();
    }

    @Test
    void aFieldThatIsNewIsNone() throws IOException {
        String field = "color: {type";
        assertThat(CrdComparison.losses(
                        definition(CRD),
                        definition(
                                CRD.replace(field, "weight: {type: integer, minimum: 1}\n                " + field))))
                .isEmpty();
    }

    @Test
    void thePresentOnesLoseNothingAgainstThemselves() throws IOException {
        for (ObjectNode crd : text.objects(Path.of("crds"))) {
            if (CustomKind.isDefinition(crd)) {
                assertThat(CrdComparison.losses(crd, crd)).isEmpty();
            }
        }
    }

    private JsonNode definition(String yaml) throws IOException {
        return text.objects(yaml).getFirst();
    }
}
