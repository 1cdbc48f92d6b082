package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The schemas in {@code crds/}, which manifests are made from: a field that is new there is made without a change here. */
final class CrdSchemas {
    private static final Path FOLDER = Path.of("crds");

    private final Map<String, JsonNode> byKind;

    private CrdSchemas(Map<String, JsonNode> byKind) {
        this.byKind = byKind;
    }

    static CrdSchemas load() {
        YAMLMapper mapper = new YAMLMapper();
        Map<String, JsonNode> byKind = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("accelnet.io_"))
                    .sorted()
                    .toList()) {
                JsonNode spec = mapper.readTree(file.toFile()).get("spec");
                byKind.put(
                        spec.get("names").get("kind").asText(),
                        spec.get("versions").get(0).get("schema").get("openAPIV3Schema"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CrdSchemas(byKind);
    }

    List<String> kinds() {
        return List.copyOf(byKind.keySet());
    }

    /** What {@code spec} or {@code status} of a kind may be. */
    JsonNode part(String kind, String part) {
        JsonNode schema = byKind.get(kind);
        if (schema == null) {
            throw new IllegalArgumentException("no CRD is of kind " + kind);
        }
        return schema.get("properties").get(part);
    }

    /** The fields that an object of this schema must have. */
    static Set<String> required(JsonNode schema) {
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        return required;
    }
}
