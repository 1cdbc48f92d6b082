package io.accelnet.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads and writes manifests: the same objects give the same text. */
final class ManifestText {
    private final YAMLMapper yaml = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();
    private final JsonMapper json = JsonMapper.builder().build();

    /** The objects of one text, in their order. */
    List<ObjectNode> objects(String text) throws IOException {
        List<ObjectNode> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                yaml.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNext()) {
                if (documents.next() instanceof ObjectNode object && !object.isEmpty()) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    /** The objects of all files of a folder, in the order of the files' names; not those of the folders in it. */
    List<ObjectNode> objects(Path folder) throws IOException {
        List<ObjectNode> objects = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                objects.addAll(objects(Files.readString(file)));
            }
        }
        return objects;
    }

    ObjectNode newObject() {
        return json.createObjectNode();
    }

    String yaml(JsonNode object) throws JsonProcessingException {
        return yaml.writeValueAsString(object);
    }

    String json(Object value) throws JsonProcessingException {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    JsonNode parseYaml(String value) throws JsonProcessingException {
        return yaml.readTree(value);
    }

    JsonNode parseJson(String text) throws JsonProcessingException {
        return json.readTree(text);
    }

    /** On one line, as digests are taken of. */
    byte[] compactJson(JsonNode value) throws JsonProcessingException {
        return json.writeValueAsBytes(value);
    }
}
