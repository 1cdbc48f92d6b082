package io.accelnet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Lists the objects that a test has put there, records every request that would change something, and answers those as the API server
 * would, or as the test says.
 */
final class RecordedApiServer implements AutoCloseable {
    private static final Logger WORDY = Logger.getLogger(MockWebServer.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What KubeVirt and Multus bring along. */
    private static final Map<String, Map<String, String>> SERVED = Map.of(
            "/apis/kubevirt.io/v1",
            Map.of("virtualmachines", "VirtualMachine", "virtualmachineinstances", "VirtualMachineInstance"),
            "/apis/instancetype.kubevirt.io/v1beta1",
            Map.of(
                    "virtualmachineinstancetypes", "VirtualMachineInstancetype",
                    "virtualmachineclusterinstancetypes", "VirtualMachineClusterInstancetype"),
            "/apis/k8s.cni.cncf.io/v1",
            Map.of("network-attachment-definitions", "NetworkAttachmentDefinition"));

    private final MockWebServer server = new MockWebServer();
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Map<String, List<HasMetadata>> objects = new ConcurrentHashMap<>();
    private final List<String> forbidden = new CopyOnWriteArrayList<>();
    private final List<Write> writes = new CopyOnWriteArrayList<>();
    private final List<String> reads = new CopyOnWriteArrayList<>();
    private volatile Function<Write, Optional<MockResponse>> answer = write -> Optional.empty();
    private volatile Function<String, Optional<MockResponse>> readAnswer = path -> Optional.empty();
    private volatile int page = Integer.MAX_VALUE;
    private final Path kubeconfig;
    private volatile boolean mayWatch = true;

    /**
     * A request that would change something.
     *
     * @param method its method
     * @param path its path with the query
     * @param type its content type
     * @param body its body
     */
    record Write(String method, String path, String type, JsonNode body) {}

    /** One that has nothing; it puts its kubeconfig here. */
    RecordedApiServer(Path folder) {
        WORDY.setLevel(Level.WARNING);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answered(request);
            }
        });
        server.start();
        try {
            kubeconfig = Files.writeString(folder.resolve("recorded.kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: it, cluster: {server: "http://127.0.0.1:%d"}}]
                    users: [{name: user, user: {}}]
                    contexts: [{name: it, context: {cluster: it, user: user, namespace: tenant}}]
                    current-context: it
                    """.formatted(server.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /** These are there. */
    void has(HasMetadata... those) {
        for (HasMetadata object : those) {
            if (object.getMetadata().getUid() == null) {
                object.getMetadata().setUid("uid-of-" + object.getMetadata().getName());
                object.getMetadata().setGeneration(1L);
                object.getMetadata().setResourceVersion("1");
            }
            objects.computeIfAbsent(
                            "/apis/" + object.getApiVersion() + "/" + HasMetadata.getPlural(object.getClass()),
                            path -> new CopyOnWriteArrayList<>())
                    .add(object);
        }
    }

    /** Whoever asks may not list these. */
    void forbid(String resource) {
        forbidden.add(resource);
    }

    /** Whoever asks may watch nothing. */
    void forbidWatches() {
        mayWatch = false;
    }

    /** What this answers is the answer to a write, unless it is empty. */
    void answer(Function<Write, Optional<MockResponse>> other) {
        answer = other;
    }

    /** What this answers is the answer to a request that reads, by its path with the query, unless it is empty. */
    void answerReads(Function<String, Optional<MockResponse>> other) {
        readAnswer = other;
    }

    /** Lists have no more than so many objects, whatever limit is asked for; without a limit they have all. */
    void page(int size) {
        page = size;
    }

    /** The requests that read, in their order: paths with their queries. */
    List<String> reads() {
        return List.copyOf(reads);
    }

    /** The requests that would change something, in their order. */
    List<Write> writes() {
        return List.copyOf(writes);
    }

    private MockResponse answered(RecordedRequest request) {
        String path = request.getPath();
        if (path.startsWith("/apis/authorization.k8s.io/")) {
            return json(201, "{\"status\":{\"allowed\":" + mayWatch + "}}");
        }
        if (!request.getMethod().equals("GET")) {
            Write write = new Write(
                    request.getMethod(),
                    path,
                    Optional.ofNullable(request.getHeader("Content-Type")).orElse(""),
                    json(request.getUtf8Body()));
            writes.add(write);
            return answer.apply(write).orElseGet(() -> usual(write));
        }
        reads.add(path);
        Optional<MockResponse> told = readAnswer.apply(path);
        if (told.isPresent()) {
            return told.get();
        }
        String plain = path.split("\\?", 2)[0];
        Optional<MockResponse> served = Optional.ofNullable(SERVED.get(plain)).map(RecordedApiServer::kinds);
        if (served.isPresent()) {
            return served.get();
        }
        String resource = plain.substring(plain.lastIndexOf('/') + 1);
        if (forbidden.contains(resource)) {
            return failure(
                    403,
                    "Forbidden",
                    resource + " is forbidden: User \\\"jo\\\" cannot list resource \\\"" + resource
                            + "\\\" in API group \\\"" + group(plain) + "\\\" at the cluster scope");
        }
        if (objects.containsKey(collection(plain)) || path.contains("limit=")) {
            return list(plain, path);
        }
        return single(plain);
    }

    private static MockResponse kinds(Map<String, String> kinds) {
        List<Object> resources = new ArrayList<>();
        kinds.forEach((plural, kind) ->
                resources.add(Map.of("name", plural, "kind", kind, "namespaced", true, "verbs", List.of("list"))));
        return json(
                200,
                new KubernetesSerialization()
                        .asJson(Map.of("kind", "APIResourceList", "apiVersion", "v1", "resources", resources)));
    }

    private static String collection(String path) {
        return path.replaceAll("/namespaces/[^/]+/", "/");
    }

    private MockResponse single(String path) {
        int slash = path.lastIndexOf('/');
        String namespace = path.replaceAll(".*/namespaces/([^/]+)/.*", "$1");
        return objects.getOrDefault(collection(path.substring(0, slash)), List.of()).stream()
                .filter(object -> object.getMetadata().getName().equals(path.substring(slash + 1))
                        && (namespace.equals(path)
                                || namespace.equals(object.getMetadata().getNamespace())))
                .findFirst()
                .map(object -> json(200, serialization.asJson(object)))
                .orElseGet(() -> failure(404, "NotFound", "not found"));
    }

    private static String group(String path) {
        return path.startsWith("/apis/") ? path.split("/", -1)[2] : "";
    }

    private MockResponse list(String path, String withQuery) {
        String all = collection(path);
        String namespace = path.equals(all) ? "" : path.replaceAll(".*/namespaces/([^/]+)/.*", "$1");
        List<Object> items = new ArrayList<>();
        objects.getOrDefault(all, List.of()).stream()
                .filter(object -> namespace.isEmpty()
                        || namespace.equals(object.getMetadata().getNamespace()))
                .forEach(items::add);
        int begin = parameter(withQuery, "continue").map(Integer::parseInt).orElse(0);
        int end = parameter(withQuery, "limit").isPresent()
                ? (int) Math.min(items.size(), (long) begin + page)
                : items.size();
        return json(
                200,
                serialization.asJson(Map.of(
                        "kind",
                        "List",
                        "apiVersion",
                        "v1",
                        "metadata",
                        end < items.size()
                                ? Map.of("resourceVersion", "1", "continue", String.valueOf(end))
                                : Map.of("resourceVersion", "1"),
                        "items",
                        items.subList(begin, end))));
    }

    private static Optional<String> parameter(String path, String name) {
        return Stream.of(path.replaceFirst("^[^?]*\\??", "").split("&"))
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .findFirst();
    }

    /** As the API server answers: the object that was sent, or something that is enough of one. */
    private static MockResponse usual(Write write) {
        return switch (write.method()) {
            case "POST" -> json(201, write.body().toString());
            case "DELETE" -> json(200, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}");
            default ->
                json(
                        200,
                        write.path().contains("/namespaces/")
                                ? "{\"metadata\":{\"namespace\":\"tenant\",\"name\":\"patched\",\"generation\":2}}"
                                : "{\"metadata\":{\"name\":\"patched\",\"generation\":2}}");
        };
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body that isn't JSON: " + text, e);
        }
    }

    static MockResponse json(int code, String body) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(body);
    }

    /** A Status, which is how the API server says what is wrong. */
    static MockResponse failure(int code, String reason, String message) {
        return json(code, """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","code":%d,"reason":"%s","message":"%s"}""".formatted(code, reason, message));
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
