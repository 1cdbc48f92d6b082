package io.accelnet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A client that decides nothing: what the API server can take, to measure the operator by. */
final class BareClient {
    /** How many objects are created, or patched, at a time. */
    static final int CREATORS = 16;

    /** How many statuses are written at a time, as the operator does it. */
    static final int WRITERS = 8;

    private static final long PAGE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    BareClient(KubernetesClient client) {
        this.client = client;
    }

    /** Creates these objects, and says how long it took. */
    Duration create(Collection<? extends HasMetadata> objects) {
        long started = System.nanoTime();
        try (ExecutorService creators = Executors.newFixedThreadPool(CREATORS)) {
            all(objects.stream()
                    .map(object -> CompletableFuture.runAsync(
                            () -> client.resource(object).create(), creators))
                    .toList());
        }
        return since(started);
    }

    /** Lists all objects of a kind, in pages. */
    <T extends HasMetadata> List<T> list(Class<T> type) {
        List<T> objects = new ArrayList<>();
        String next = "";
        do {
            var page = client.resources(type)
                    .inAnyNamespace()
                    .list(new ListOptionsBuilder()
                            .withLimit(PAGE)
                            .withContinue(next.isEmpty() ? null : next)
                            .build());
            objects.addAll(page.getItems());
            next = page.getMetadata().getContinue() == null
                    ? ""
                    : page.getMetadata().getContinue();
        } while (!next.isEmpty());
        return objects;
    }

    /** Merges this into each of the objects, all at once. */
    void patch(Collection<? extends HasMetadata> objects, String merge) {
        try (ExecutorService creators = Executors.newFixedThreadPool(CREATORS)) {
            all(objects.stream()
                    .map(object -> CompletableFuture.runAsync(
                            () -> client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), merge),
                            creators))
                    .toList());
        }
    }

    /**
     * Writes the statuses of these objects once more, and says how long it took. The transition times are a second earlier than
     * they were: the API server doesn't store what is the same already.
     */
    Duration writeAgain(Collection<? extends CustomResource<?, ?>> objects) {
        List<CustomResource<?, ?>> bodies = new ArrayList<>();
        objects.forEach(object -> bodies.add(secondEarlier(object)));
        long started = System.nanoTime();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            all(bodies.stream()
                    .map(body -> CompletableFuture.runAsync(
                            () -> client.resource(body).updateStatus(), writers))
                    .toList());
        }
        return since(started);
    }

    /**
     * Creates these VMs, and writes the status that belongs to each as soon as it is created; beside that, writes the statuses of
     * the ledgers once more.
     */
    Duration createAndWrite(
            Collection<AccelNetVM> vms,
            Map<String, AccelNetVMStatus> statuses,
            Collection<? extends CustomResource<?, ?>> ledgers) {
        List<CustomResource<?, ?>> bodies = new ArrayList<>();
        ledgers.forEach(ledger -> bodies.add(secondEarlier(ledger)));
        long started = System.nanoTime();
        try (ExecutorService creators = Executors.newFixedThreadPool(CREATORS);
                ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<CompletableFuture<?>> running = new ArrayList<>();
            bodies.forEach(body -> running.add(
                    CompletableFuture.runAsync(() -> client.resource(body).updateStatus(), writers)));
            for (AccelNetVM vm : vms) {
                running.add(CompletableFuture.supplyAsync(
                                () -> client.resource(vm).create(), creators)
                        .thenAcceptAsync(
                                created -> {
                                    AccelNetVM body = body(created);
                                    body.setStatus(statuses.get(vm.getMetadata().getName()));
                                    client.resource(body).updateStatus();
                                },
                                writers));
            }
            all(running);
        }
        return since(started);
    }

    private static <S> CustomResource<?, S> secondEarlier(CustomResource<?, S> object) {
        CustomResource<?, S> body = body(object);
        S status = object.getStatus();
        JsonNode tree = JSON.valueToTree(status);
        for (JsonNode condition : tree.path("conditions")) {
            Instant since = Instant.parse(condition.path("lastTransitionTime").textValue());
            ((ObjectNode) condition)
                    .put("lastTransitionTime", since.minusSeconds(1).toString());
        }
        body.setStatus(JSON.convertValue(tree, JSON.constructType(status.getClass())));
        return body;
    }

    /** As the operator sends it: what names the object and its version, without the spec. */
    @SuppressWarnings("unchecked")
    private static <C extends CustomResource<?, ?>> C body(C object) {
        try {
            C body = (C) object.getClass().getDeclaredConstructor().newInstance();
            body.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(object.getMetadata().getNamespace())
                    .withName(object.getMetadata().getName())
                    .withUid(object.getMetadata().getUid())
                    .withResourceVersion(object.getMetadata().getResourceVersion())
                    .build());
            return body;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every kind has a constructor without parameters", e);
        }
    }

    private static void all(Collection<? extends CompletableFuture<?>> running) {
        running.forEach(CompletableFuture::join);
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
