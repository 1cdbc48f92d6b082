package io.accelnet.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes every object's status as YAML, without times and generations. */
final class Rendering {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR));

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    String render(List<CustomResource<?, ?>> objects) {
        StringBuilder text = new StringBuilder();
        for (CustomResource<?, ?> object : objects) {
            text.append(document(object));
        }
        return text.toString();
    }

    private String document(CustomResource<?, ?> object) {
        ObjectNode document = YAML.createObjectNode();
        document.put("kind", object.getKind());
        if (object.getMetadata().getNamespace() != null) {
            document.put("namespace", object.getMetadata().getNamespace());
        }
        document.put("name", object.getMetadata().getName());
        try {
            JsonNode status = YAML.readTree(serialization.asJson(object.getStatus()));
            ((ObjectNode) status).remove("observedGeneration");
            status.path("conditions")
                    .forEach(condition ->
                            ((ObjectNode) condition).remove(List.of("lastTransitionTime", "observedGeneration")));
            document.set("status", status);
            return YAML.writeValueAsString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
