package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One case: an object alone, or a cluster of up to 200 of them. Everything about it follows from its seed. It can be changed as
 * administrators change things: some habits of all objects at once.
 */
final class FuzzCase implements Case {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_OBJECTS = 200;
    private static final double ALONE = 0.15;
    private static final double SMALL = 0.8;
    private static final Instant DAWN = Instant.parse("2026-01-01T00:00:00Z");

    private final CrdSchemas schemas;
    private final long seed;
    private final Map<String, Integer> counts;
    private final Vocabulary vocabulary;
    private final double wild;
    private final double extreme;
    private final double mistaken;
    private final boolean withStatuses;
    private final Map<String, Integer> renewed = new HashMap<>();

    private FuzzCase(
            CrdSchemas schemas, long seed, Draw draw, Map<String, Integer> counts, double wild, double extreme) {
        this.schemas = schemas;
        this.seed = seed;
        this.counts = counts;
        this.vocabulary = Vocabulary.of(draw, counts);
        this.wild = wild;
        this.extreme = extreme;
        this.mistaken = extreme == 0 ? 0 : draw.of(List.of(0.0, 0.0, 0.0, 0.05, 0.5));
        this.withStatuses = extreme > 0 && draw.chance(0.05);
    }

    /** The case of a seed. */
    static FuzzCase of(CrdSchemas schemas, long seed) {
        Draw draw = Draw.of(seed, "case");
        double wild = draw.of(List.of(0.0, 0.0, 0.0, 0.01, 0.05, 0.5));
        double extreme = draw.of(List.of(0.05, 0.1, 0.2, 0.2, 0.4, 1.0));
        return new FuzzCase(schemas, seed, draw, counts(schemas, draw), wild, extreme);
    }

    /** A case of this size as people usually have it. */
    static FuzzCase usual(CrdSchemas schemas, long seed, Map<String, Integer> counts) {
        return new FuzzCase(schemas, seed, Draw.of(seed, "usual"), new TreeMap<>(counts), 0, 0);
    }

    private static Map<String, Integer> counts(CrdSchemas schemas, Draw draw) {
        Map<String, Integer> chosen = new LinkedHashMap<>();
        if (draw.chance(ALONE)) {
            chosen.put(draw.of(schemas.kinds()), 1);
            return chosen;
        }
        int all = draw.chance(SMALL) ? draw.between(4, 40) : draw.between(41, MOST_OBJECTS);
        int intents = draw.chance(0.75) ? 1 : draw.chance(0.8) ? draw.between(1, 3) : draw.between(0, all / 4);
        int clusters = draw.chance(0.75) ? 1 : draw.chance(0.8) ? draw.between(1, 3) : draw.between(0, all / 4);
        int rest = Math.max(0, all - intents - clusters);
        int nodes = draw.chance(0.8) ? draw.logarithmic(1, Math.max(1, rest / 2)) : draw.between(0, rest);
        chosen.put("NetworkIntent", intents);
        chosen.put("AccelNetCluster", clusters);
        chosen.put("AccelNetNode", Math.min(nodes, rest));
        chosen.put("AccelNetVM", Math.max(0, rest - nodes));
        return chosen;
    }

    long seed() {
        return seed;
    }

    @Override
    public int changes() {
        return Draw.of(seed, "changes").between(0, 3);
    }

    @Override
    public List<HasMetadata> surroundings() {
        return Surroundings.of(seed, vocabulary);
    }

    @Override
    public int count(String kind) {
        return counts.getOrDefault(kind, 0);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Draws some habits again: the queue pairs of all levels, the number of VFs on all hosts, or whatever it is. */
    @Override
    public void change(int time) {
        Draw draw = Draw.of(seed, "change " + time);
        List<String> fields = new ArrayList<>();
        for (String kind : counts.keySet()) {
            fields(schemas.part(kind, "spec"), kind + ".spec", fields);
        }
        for (int i = draw.between(1, 3); i > 0; i--) {
            renewed.merge(draw.of(fields), time, Integer::sum);
        }
    }

    private static void fields(JsonNode schema, String field, List<String> found) {
        found.add(field);
        schema.path("properties")
                .properties()
                .forEach(each -> fields(each.getValue(), field + "." + each.getKey(), found));
        if (schema.has("items")) {
            fields(schema.get("items"), field + "[]", found);
        }
    }

    @Override
    public List<ObjectNode> objects() {
        List<ObjectNode> all = new ArrayList<>();
        counts.forEach((kind, count) -> {
            for (int i = 0; i < count; i++) {
                all.add(object(kind, i));
            }
        });
        return all;
    }

    private ObjectNode object(String kind, int number) {
        String name = vocabulary.objects(kind).get(number);
        Draw own = Draw.of(seed, kind + number);
        SchemaValues values = new SchemaValues(vocabulary, new Habits(seed, wild, extreme, renewed), own.seed());
        ObjectNode object = JSON.objectNode();
        object.put("apiVersion", "accelnet.io/v1alpha1").put("kind", kind);
        object.set("metadata", metadata(kind, name, own));
        object.set("spec", values.value(schemas.part(kind, "spec"), kind + ".spec"));
        Sense.bring(kind, (ObjectNode) object.get("spec"));
        status(kind, values, own).ifPresent(status -> object.set("status", status));
        if (own.chance(mistaken)) {
            Mistakes.make(object, schemas.part(kind, "spec"), own);
        }
        return object;
    }

    private ObjectNode metadata(String kind, String name, Draw own) {
        ObjectNode metadata = JSON.objectNode().put("name", name);
        if (kind.equals("AccelNetVM")) {
            metadata.put("namespace", own.of(vocabulary.namespaces()));
        }
        metadata.put("uid", new UUID(own.seed(), own.seed()).toString());
        metadata.put("generation", 1);
        metadata.put(
                "creationTimestamp",
                DAWN.plusSeconds(own.between(0, own.chance(0.5) ? 3 : 1_000_000))
                        .toString());
        ObjectNode labels = JSON.objectNode();
        Labels.KEYS.forEach(key -> {
            if (own.chance(0.3)) {
                labels.put(key, own.of(Labels.VALUES));
            }
        });
        metadata.set("labels", labels);
        return metadata;
    }

    /** A status that the schema accepts and no operator has written, as after a restore of something else. */
    private Optional<JsonNode> status(String kind, SchemaValues values, Draw own) {
        return withStatuses && own.chance(0.5)
                ? Optional.of(values.value(schemas.part(kind, "status"), kind + ".status"))
                : Optional.empty();
    }
}
