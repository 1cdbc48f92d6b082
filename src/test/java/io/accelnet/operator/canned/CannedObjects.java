package io.accelnet.operator.canned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.WebSocket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The objects of a canned API server, with versions, pages and news, by path. */
final class CannedObjects implements AutoCloseable {
    private static final Map<String, String> PLURALS = Map.of(
            "NetworkIntent", "networkintents",
            "AccelNetNode", "accelnetnodes",
            "AccelNetCluster", "accelnetclusters",
            "AccelNetVM", "accelnetvms",
            "Node", "nodes",
            "Namespace", "namespaces",
            "Lease", "leases",
            "Pod", "pods");

    private final JsonMapper json = JsonMapper.builder().build();
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final List<News> news = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private final ExecutorService sender =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private boolean held;
    private int heldAt;
    private int most = Integer.MAX_VALUE;
    private int version = 100;

    private record News(int version, String collection, String text) {}

    private static final class Watch {
        private final String collection;
        private final WebSocket socket;
        private final int since;
        private int told;

        Watch(String collection, int since, WebSocket socket) {
            this.collection = collection;
            this.since = since;
            this.socket = socket;
        }
    }

    /** Where objects of its kind are listed. */
    static String collection(HasMetadata object) {
        return group(object.getApiVersion()) + "/" + PLURALS.get(object.getKind());
    }

    /** Where it is. */
    static String path(HasMetadata object) {
        return path(
                object.getApiVersion(),
                object.getKind(),
                Optional.ofNullable(object.getMetadata().getNamespace()),
                object.getMetadata().getName());
    }

    private static String path(String apiVersion, String kind, Optional<String> namespace, String name) {
        return group(apiVersion) + namespace.map(n -> "/namespaces/" + n).orElse("") + "/" + PLURALS.get(kind) + "/"
                + name;
    }

    private static String group(String apiVersion) {
        return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    }

    ObjectNode json(HasMetadata object) {
        try {
            return (ObjectNode) json.readTree(serialization.asJson(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is there. */
    synchronized Optional<ObjectNode> get(String path) {
        return Optional.ofNullable(objects.get(path)).map(ObjectNode::deepCopy);
    }

    /** A user creates it or changes it, and the status that there is stays; this is how it is stored. */
    synchronized ObjectNode put(ObjectNode wanted) {
        ObjectNode object = wanted.deepCopy();
        String path = path(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                Optional.ofNullable(object.at("/metadata/namespace").textValue()),
                object.at("/metadata/name").asText());
        @Nullable ObjectNode before = objects.get(path);
        ObjectNode metadata = object.withObject("/metadata");
        if (before == null) {
            metadata.put("uid", "uid-of-" + path.substring(path.lastIndexOf('/') + 1));
            metadata.put("generation", 1);
            metadata.put(
                    "creationTimestamp",
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        } else {
            metadata.set("uid", before.at("/metadata/uid"));
            metadata.set("creationTimestamp", before.at("/metadata/creationTimestamp"));
            boolean same = before.path("spec").equals(object.path("spec"));
            metadata.put("generation", before.at("/metadata/generation").asInt() + (same ? 0 : 1));
            Optional.ofNullable(before.get("status")).ifPresent(status -> object.set("status", status));
        }
        store(path, object, before == null ? "ADDED" : "MODIFIED");
        return object.deepCopy();
    }

    /** A status is written, by PUT. */
    synchronized MockResponse putStatus(String path, JsonNode body) {
        @Nullable ObjectNode before = objects.get(path);
        if (before == null) {
            return Answers.failure(404, "NotFound", path + " not found");
        }
        if (!before.at("/metadata/resourceVersion").equals(body.at("/metadata/resourceVersion"))
                || !before.at("/metadata/uid").equals(body.at("/metadata/uid"))) {
            return conflict();
        }
        ObjectNode after = before.deepCopy();
        after.set("status", body.path("status"));
        store(path, after, "MODIFIED");
        return Answers.json(200, after);
    }

    /** A merge patch. */
    synchronized MockResponse merge(String path, JsonNode patch) {
        @Nullable ObjectNode before = objects.get(path);
        if (before == null) {
            return Answers.failure(404, "NotFound", path + " not found");
        }
        JsonNode version = patch.at("/metadata/resourceVersion");
        if (!version.isMissingNode() && !before.at("/metadata/resourceVersion").equals(version)) {
            return conflict();
        }
        ObjectNode after = before.deepCopy();
        merge(after, (ObjectNode) patch);
        store(path, after, "MODIFIED");
        return Answers.json(200, after);
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode inner) {
                merge(target.withObject("/" + field.getKey()), inner);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    /** Somebody creates it who says all of it. */
    synchronized MockResponse create(JsonNode body) {
        ObjectNode object = (ObjectNode) body.deepCopy();
        String path = path(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                Optional.ofNullable(object.at("/metadata/namespace").textValue()),
                object.at("/metadata/name").asText());
        if (objects.containsKey(path)) {
            return Answers.failure(409, "AlreadyExists", path + " already exists");
        }
        return Answers.json(201, put(object));
    }

    synchronized void delete(String path) {
        @Nullable ObjectNode gone = objects.remove(path);
        if (gone != null) {
            gone.withObject("/metadata").put("resourceVersion", Integer.toString(++version));
            tell(gone, "DELETED");
        }
    }

    private static MockResponse conflict() {
        return Answers.failure(
                409, "Conflict", "the object has been modified; please apply your changes to the latest version");
    }

    private void store(String path, ObjectNode object, String type) {
        object.withObject("/metadata").put("resourceVersion", Integer.toString(++version));
        objects.put(path, object);
        tell(object, type);
    }

    private void tell(ObjectNode object, String type) {
        String collection = group(object.path("apiVersion").asText()) + "/"
                + PLURALS.get(object.path("kind").asText());
        news.add(new News(
                version,
                collection,
                json.createObjectNode()
                        .put("type", type)
                        .<ObjectNode>set("object", object.deepCopy())
                        .toString()));
        send();
    }

    /** No page has more objects than this, whatever limit is asked for. */
    synchronized void mostOnPage(int objectsOnPage) {
        most = objectsOnPage;
    }

    /** A page of the objects of a collection, after the one that the token names. */
    synchronized ObjectNode list(String collection, Optional<Integer> limit, Optional<String> token) {
        int size = Math.min(most, limit.filter(wanted -> wanted > 0).orElse(Integer.MAX_VALUE));
        List<String> left = objects.keySet().stream()
                .filter(path -> isIn(collection, path))
                .filter(path -> token.map(last -> path.compareTo(last) > 0).orElse(true))
                .toList();
        List<String> page = left.subList(0, Math.min(size, left.size()));
        ObjectNode list = json.createObjectNode();
        list.put("kind", "List").put("apiVersion", "v1");
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", Integer.toString(version));
        if (page.size() < left.size()) {
            metadata.put("continue", page.getLast());
        }
        ArrayNode items = list.putArray("items");
        page.forEach(path -> items.add(objects.get(path)));
        return list;
    }

    private static boolean isIn(String collection, String path) {
        int plural = collection.lastIndexOf('/');
        String parent = path.substring(0, path.lastIndexOf('/'));
        return parent.startsWith(collection.substring(0, plural)) && parent.endsWith(collection.substring(plural));
    }

    /** Tells a watch all news after a version. */
    synchronized void watch(String collection, int since, WebSocket socket) {
        watches.add(new Watch(collection, since, socket));
        send();
    }

    /** From now on no watch is told anything, until this is let go. */
    synchronized void holdNews() {
        held = true;
        heldAt = news.size();
    }

    /** Tells the watches what was held. */
    synchronized void releaseNews() {
        held = false;
        send();
    }

    /** The watches of a collection get this, and end. */
    synchronized void endWatches(String collection, String text) {
        watches.removeIf(watch -> {
            if (!watch.collection.equals(collection)) {
                return false;
            }
            sender.execute(() -> {
                watch.socket.send(text);
                watch.socket.close(1000, "");
            });
            return true;
        });
    }

    private void send() {
        int end = held ? heldAt : news.size();
        for (Watch watch : watches) {
            for (; watch.told < end; watch.told++) {
                News one = news.get(watch.told);
                if (one.version() > watch.since && one.collection().equals(watch.collection)) {
                    sender.execute(() -> watch.socket.send(one.text()));
                }
            }
        }
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
