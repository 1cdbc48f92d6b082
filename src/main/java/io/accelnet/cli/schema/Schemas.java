package io.accelnet.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The schemas of our own kinds, from the CRDs that this program was built with. */
public final class Schemas {
    private static final List<String> PLURALS =
            List.of("accelnetclusters", "accelnetnodes", "accelnetvms", "networkintents");

    private final String apiVersion;
    private final Map<String, KindSchema> byKind;

    private Schemas(String apiVersion, Map<String, KindSchema> byKind) {
        this.apiVersion = apiVersion;
        this.byKind = byKind;
    }

    /** Reads them. */
    public static Schemas load() {
        SchemaReader reader = new SchemaReader(new RuleCompiler());
        Schema metadata = reader.read(resource("/io/accelnet/cli/schema/object-meta.yaml"));
        Map<String, KindSchema> byKind = new TreeMap<>();
        String apiVersion = "";
        for (String plural : PLURALS) {
            JsonNode spec = resource("/crds/accelnet.io_" + plural + ".yaml").get("spec");
            JsonNode version = spec.get("versions").get(0);
            apiVersion = spec.get("group").asText() + "/" + version.get("name").asText();
            byKind.put(
                    spec.get("names").get("kind").asText(),
                    new KindSchema(
                            spec.get("scope").asText().equals("Namespaced"),
                            reader.read(version.get("schema").get("openAPIV3Schema")),
                            metadata));
        }
        return new Schemas(apiVersion, byKind);
    }

    /** The group and version of our kinds. */
    public String apiVersion() {
        return apiVersion;
    }

    /** What holds of this kind; empty if it isn't one of ours. */
    public Optional<KindSchema> of(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    private static JsonNode resource(String name) {
        try (InputStream stream = Schemas.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new FileNotFoundException(name);
            }
            return new YAMLMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("this program was built without " + name, e);
        }
    }
}
