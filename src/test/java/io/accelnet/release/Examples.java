package io.accelnet.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What catalogues show of each kind: the first of each among the samples, without what is said to GitOps tools alone. */
final class Examples {
    private Examples() {}

    static List<ObjectNode> of(List<CustomKind> kinds, List<ObjectNode> samples) {
        List<ObjectNode> examples = new ArrayList<>();
        for (CustomKind kind : kinds) {
            examples.add(samples.stream()
                    .filter(sample -> sample.path("kind").asText().equals(kind.kind()))
                    .findFirst()
                    .map(Examples::withoutAnnotations)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no sample is of kind " + kind.kind() + ": add one to deploy/samples")));
        }
        return examples;
    }

    private static ObjectNode withoutAnnotations(ObjectNode sample) {
        ObjectNode example = sample.deepCopy();
        JsonNode metadata = example.path("metadata");
        if (metadata instanceof ObjectNode fields) {
            fields.remove("annotations");
        }
        return example;
    }
}
