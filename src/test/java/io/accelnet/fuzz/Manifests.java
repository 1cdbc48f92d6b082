package io.accelnet.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.accelnet.operator.gather.ClusterObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Manifests in files, for whoever wants to see a case again. */
final class Manifests {
    private static final ObjectMapper YAML = new ObjectMapper(
            YAMLFactory.builder().disable(YAMLGenerator.Feature.SPLIT_LINES).build());

    private Manifests() {}

    /** Writes objects of any type, as many documents of one file. */
    static void write(Path file, List<?> objects) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (Writer out = Files.newBufferedWriter(file);
                    SequenceWriter writer = YAML.writer().writeValues(out)) {
                writer.writeAll(objects);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that there is, with its status, as maps that can be written. */
    static List<Object> of(ClusterObjects world) {
        KubernetesSerialization serialization = new KubernetesSerialization();
        List<Object> all = new ArrayList<>();
        Stream.<List<? extends HasMetadata>>of(
                        world.namespaces(),
                        world.kubernetesNodes(),
                        world.intents(),
                        world.clusters(),
                        world.nodes(),
                        world.vms())
                .flatMap(List::stream)
                .forEach(object -> all.add(serialization.convertValue(object, java.util.Map.class)));
        return all;
    }

    /** One object in a few words, for a message. */
    static String brief(Object object) {
        try {
            String text = YAML.writeValueAsString(object);
            return text.length() < 600 ? text : text.substring(0, 600) + "…";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
