package io.accelnet.operator.canned;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.OperatorBuilder;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;

/**
 * Answers an operator with canned objects, records what it asks, and has a test answer what it wants to answer itself. It knows
 * lists in pages, watches, statuses by PUT with their version, and Leases; nothing else.
 */
final class CannedApiServer implements AutoCloseable {
    /** The namespace of the VMs. */
    static final String TENANT = "tenant";

    /** The namespace of the Lease. */
    static final String SYSTEM = "accelnet-system";

    /** Where VMs are listed. */
    static final String VMS = CannedObjects.collection(Objects.vm(TENANT, "any"));

    /** Where AccelNetNodes are listed. */
    static final String NODES = CannedObjects.collection(Objects.node("any", 0));

    /** It says each request in a line; kept, since its level is lost with it. */
    private static final Logger WORDY = Logger.getLogger(MockWebServer.class.getName());

    private final MockWebServer server = new MockWebServer();
    private final CannedObjects objects = new CannedObjects();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Deque<Function<Request, Optional<MockResponse>>> answers = new ConcurrentLinkedDeque<>();
    private final Deque<AccelNetOperator> operators = new ArrayDeque<>();
    private final Relay relay;
    private final Path kubeconfig;

    /** One that has the namespaces and nothing else; it puts files here. */
    CannedApiServer(Path folder) {
        WORDY.setLevel(Level.WARNING);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest recorded) {
                Request request = Request.of(recorded);
                requests.add(request);
                return answers.stream()
                        .flatMap(answer -> answer.apply(request).stream())
                        .findFirst()
                        .orElseGet(() -> usual(request));
            }
        });
        server.start();
        relay = new Relay(server.getPort());
        try {
            kubeconfig = Files.writeString(folder.resolve("canned.kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: canned, cluster: {server: "http://127.0.0.1:%d"}}]
                    users: [{name: user, user: {}}]
                    contexts: [{name: canned, context: {cluster: canned, user: user}}]
                    current-context: canned
                    """.formatted(relay.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List.of(TENANT, SYSTEM, "default")
                .forEach(name -> has(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build()));
    }

    /** A user creates or changes these. */
    void has(HasMetadata... those) {
        for (HasMetadata object : those) {
            objects.put(objects.json(object));
        }
    }

    /** A cluster without a reserve, its intent, and one node of so many virtual functions. */
    void hasCluster(int virtualFunctions) {
        AccelNetCluster cluster = Objects.cluster(0);
        has(Objects.intent(), cluster, Objects.node("node-1", virtualFunctions));
    }

    CannedObjects objects() {
        return objects;
    }

    /** Where an API client finds it. */
    Path kubeconfig() {
        return kubeconfig;
    }

    /** What this answers is the answer, unless it is empty. The newest is asked first. */
    void answer(Function<Request, Optional<MockResponse>> answer) {
        answers.addFirst(answer);
    }

    /** From now on such requests get this answer. */
    void answer(Predicate<Request> which, Function<Request, MockResponse> answer) {
        answer(request -> which.test(request) ? Optional.of(answer.apply(request)) : Optional.empty());
    }

    /** From now on all requests get the usual answers. */
    void answerAsUsual() {
        answers.clear();
    }

    /** What it answers if nobody says otherwise. */
    MockResponse usual(Request request) {
        if (request.isWatch()) {
            return watch(request);
        }
        String path = request.path();
        return switch (request.method()) {
            case "GET" ->
                path.equals("/version")
                        ? Answers.json(200, "{\"major\":\"1\",\"minor\":\"35\",\"gitVersion\":\"v1.35.0\"}")
                        : read(request);
            case "PUT" -> objects.putStatus(path.substring(0, path.length() - "/status".length()), request.body());
            case "PATCH" -> objects.merge(path, request.body());
            case "POST" ->
                path.endsWith("/leases") ? objects.create(request.body()) : Answers.json(201, request.body());
            default -> Answers.failure(405, "MethodNotAllowed", request.toString());
        };
    }

    private MockResponse read(Request request) {
        Optional<ObjectNode> object = objects.get(request.path());
        if (object.isPresent()) {
            return Answers.json(200, object.get());
        }
        return request.query().containsKey("limit")
                ? Answers.json(
                        200,
                        objects.list(
                                request.path(),
                                Optional.ofNullable(request.query().get("limit"))
                                        .map(Integer::valueOf),
                                Optional.ofNullable(request.query().get("continue"))))
                : Answers.failure(404, "NotFound", request.path() + " not found");
    }

    private MockResponse watch(Request request) {
        int since = Integer.parseInt(request.query().get("resourceVersion"));
        return new MockResponse().withWebSocketUpgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                objects.watch(request.path(), since, socket);
            }
        });
    }

    /** Ends all connections without a word, watches as well. */
    void cut() {
        relay.cut();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> requests(Predicate<Request> which) {
        return requests.stream().filter(which).toList();
    }

    /** The status writes to an object. */
    List<Request> writesOf(HasMetadata object) {
        String path = CannedObjects.path(object);
        return requests(request -> request.isStatusWriteOf(path));
    }

    /** The version of an object that there is. */
    String version(HasMetadata object) {
        return stored(object).at("/metadata/resourceVersion").asText();
    }

    /** An object as it is stored. */
    ObjectNode stored(HasMetadata object) {
        return objects.get(CannedObjects.path(object)).orElseThrow();
    }

    /** Whether the status of an object says that it is ready. */
    boolean isReady(HasMetadata object) {
        return objects.get(CannedObjects.path(object)).stream()
                .flatMap(stored ->
                        StreamSupport.stream(stored.at("/status/conditions").spliterator(), false))
                .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"));
    }

    /** Starts an operator without a Lease. */
    AccelNetOperator operator() {
        return operator(options -> options);
    }

    /** Starts an operator, without a Lease unless this says otherwise. */
    AccelNetOperator operator(UnaryOperator<OperatorBuilder> customize) {
        OperatorBuilder builder = AccelNetOperator.builder("test-" + operators.size(), SYSTEM)
                .kubeconfig(kubeconfig)
                .leaderElection(false)
                .healthPort(0)
                .exit(code -> {});
        AccelNetOperator operator = customize.apply(builder).start();
        operators.push(operator);
        return operator;
    }

    @Override
    public void close() {
        operators.forEach(AccelNetOperator::close);
        objects.close();
        relay.close();
        server.shutdown();
    }
}
