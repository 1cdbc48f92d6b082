package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.schema.Values;
import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small cluster with a history. Between plans its objects change one by one, go, and come back; statuses are lost, restored from
 * an earlier day, or are what no operator has written. Each of them gets past the schemas. What VMs were promised and what ledgers
 * say then fits to nothing else.
 */
final class HistoryCase implements Case {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHANGES = 5;
    private static final int EDITS = 3;

    private final CrdSchemas crds;
    private final Schemas schemas;
    private final long seed;
    private final SmallCluster cluster;
    private final List<ObjectNode> objects;
    private final List<JsonNode> specs;
    private final Set<String> gone = new HashSet<>();
    private final Map<ObjectKey, List<JsonNode>> statuses = new HashMap<>();

    HistoryCase(CrdSchemas crds, Schemas schemas, long seed) {
        this.crds = crds;
        this.schemas = schemas;
        this.seed = seed;
        this.cluster = new SmallCluster(Draw.of(seed, "history"));
        this.objects = cluster.objects();
        this.specs = objects.stream()
                .map(object -> object.get("spec").<JsonNode>deepCopy())
                .toList();
        objects.forEach(object -> born(object, 0));
    }

    private static void born(ObjectNode object, int time) {
        object.withObject("/metadata")
                .put("uid", name(object) + "-" + time)
                .put("generation", 1)
                .put("creationTimestamp", "2026-01-01T00:00:0" + time + "Z");
    }

    @Override
    public List<ObjectNode> objects() {
        return objects.stream().filter(object -> !gone.contains(name(object))).toList();
    }

    @Override
    public List<HasMetadata> surroundings() {
        return Surroundings.of(seed, cluster.vocabulary());
    }

    @Override
    public int changes() {
        return CHANGES;
    }

    @Override
    public int count(String kind) {
        return cluster.count(kind);
    }

    @Override
    public void change(int time) {
        for (int i = 0; i < objects.size(); i++) {
            ObjectNode object = objects.get(i);
            Draw draw = Draw.of(seed, "change " + time + " " + name(object));
            if (gone.contains(name(object))) {
                if (draw.chance(0.5)) {
                    gone.remove(name(object));
                    born(object, time);
                }
            } else if (draw.chance(0.04)) {
                gone.add(name(object));
            } else if (draw.chance(0.3)) {
                objects.set(i, changed(object, specs.get(i), draw));
            }
        }
    }

    /** The object with another spec, often that of the beginning; as it is where the schema doesn't accept the change. */
    private ObjectNode changed(ObjectNode object, JsonNode atFirst, Draw draw) {
        ObjectNode changed = object.deepCopy();
        String kind = object.get("kind").asText();
        if (draw.chance(0.4)) {
            changed.set("spec", atFirst.deepCopy());
        } else {
            Sense.bring(kind, edited(changed, "spec", draw));
        }
        return Judged.updated(schemas, changed, Values.object(object)).accepted() ? changed : object;
    }

    /** Edits the spec or the status of an object, in place. */
    private ObjectNode edited(ObjectNode object, String part, Draw draw) {
        String kind = object.get("kind").asText();
        ObjectNode edited = object.withObject("/" + part);
        Edit edit = new Edit(cluster.vocabulary(), draw);
        for (int edits = draw.between(1, EDITS); edits > 0; edits--) {
            edit.change(edited, crds.part(kind, part), kind + "." + part);
        }
        return edited;
    }

    @Override
    public void changeStatuses(int time, World world) {
        for (CustomResource<?, ?> object : world.ours()) {
            ObjectKey key = ObjectKey.of(object);
            ObjectNode manifest = JSON.valueToTree(object);
            List<JsonNode> earlier = statuses.computeIfAbsent(key, each -> new ArrayList<>());
            Draw draw = Draw.of(seed, "status " + time + " " + key);
            if (draw.chance(0.25)) {
                changeStatus(object, manifest.deepCopy(), earlier, draw);
            }
            if (manifest.hasNonNull("status")) {
                earlier.add(manifest.get("status"));
            }
        }
    }

    private <S> void changeStatus(CustomResource<?, S> object, ObjectNode manifest, List<JsonNode> earlier, Draw draw) {
        if (draw.chance(0.1)) {
            object.setStatus(null);
            return;
        }
        if (!earlier.isEmpty() && draw.chance(0.3)) {
            manifest.set("status", draw.of(earlier));
        } else {
            edited(manifest, "status", draw);
        }
        if (Judged.created(schemas, manifest).accepted()) {
            object.setStatus(restored(object, manifest));
        }
    }

    @SuppressWarnings("unchecked")
    private static <S> S restored(CustomResource<?, S> object, ObjectNode manifest) {
        return ((CustomResource<?, S>) JSON.convertValue(manifest, object.getClass())).getStatus();
    }

    private static String name(ObjectNode object) {
        return object.get("metadata").get("name").asText();
    }
}
