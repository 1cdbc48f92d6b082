package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.gate.Gate;
import io.accelnet.operator.gate.Opening;
import io.accelnet.operator.gate.PodWriter;
import io.accelnet.operator.gate.PodWritten;
import io.accelnet.operator.runtime.Clients;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The very requests by which a pod is opened or deleted, and what follows from odd answers. */
class PodWriterTest {
    private static final String PATH = "/api/v1/namespaces/shop/pods/vm";
    private static final String UID = "11111111-1111-1111-1111-111111111111";

    private final Pod pod = new PodBuilder()
            .withNewMetadata()
            .withNamespace("shop")
            .withName("vm")
            .withUid(UID)
            .withResourceVersion("7")
            .endMetadata()
            .withNewSpec()
            .addNewSchedulingGate(Gate.NAME)
            .endSpec()
            .build();
    private final Pod open = new PodBuilder(pod)
            .editMetadata()
            .withResourceVersion("8")
            .endMetadata()
            .editSpec()
            .withSchedulingGates(List.of())
            .endSpec()
            .build();

    @TempDir
    private Path folder;

    private CannedApiServer server;
    private KubernetesClient client;
    private PodWriter writer;

    @BeforeEach
    void connect() {
        server = new CannedApiServer(folder);
        client = Clients.make(Optional.of(server.kubeconfig()), builder -> {}, wait -> {});
        writer = new PodWriter(client);
    }

    @AfterEach
    void disconnect() {
        client.close();
        server.close();
    }

    @Test
    void oneRequestOpensAPod() {
        answer("PATCH", Answers.json(200, server.objects().json(open)));

        assertThat(opened()).isEqualTo(new PodWritten.Done());

        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo(PATH);
            assertThat(request.body().toString()).isEqualTo(opening().patch());
        });
    }

    @Test
    void oneRequestDeletesThePodThatWasRead() {
        answer("DELETE", Answers.json(200, server.objects().json(pod)));

        assertThat(writer.delete(pod)).isEqualTo(new PodWritten.Done());

        assertThat(server.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.body().path("preconditions").toString())
                        .isEqualTo("{\"resourceVersion\":\"7\",\"uid\":\"" + UID + "\"}"));
    }

    @Test
    void aConflictIsNotTriedAgain() {
        answer("PATCH", Answers.failure(409, "Conflict", "the object has been modified"));
        answer("DELETE", Answers.failure(409, "Conflict", "Precondition failed"));

        assertThat(opened()).isEqualTo(new PodWritten.Superseded());
        assertThat(writer.delete(pod)).isEqualTo(new PodWritten.Superseded());
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void whatIsGoneIsGone() {
        answer("PATCH", Answers.failure(404, "NotFound", "pods vm not found"));
        answer("DELETE", Answers.failure(404, "NotFound", "pods vm not found"));

        assertThat(opened()).isEqualTo(new PodWritten.Gone());
        assertThat(writer.delete(pod)).isEqualTo(new PodWritten.Gone());
    }

    @Test
    void aRefusalSaysWhy() {
        answer("PATCH", Answers.failure(403, "Forbidden", "denied by accelnet-fence"));

        assertThat(opened()).isEqualTo(new PodWritten.Refused("denied by accelnet-fence (403)"));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aLostAnswerIsLookedAfter() {
        answer("PATCH", Answers.failure(500, "InternalError", "etcdserver: request timed out"));
        answer("GET", Answers.json(200, server.objects().json(open)));

        assertThat(opened()).as("it was opened").isEqualTo(new PodWritten.Done());

        answer("GET", Answers.json(200, server.objects().json(pod)));
        assertThat(opened()).as("it still waits").isInstanceOf(PodWritten.Unanswered.class);

        answer("GET", Answers.failure(500, "InternalError", "etcdserver: request timed out"));
        assertThat(opened()).as("nobody knows").isInstanceOf(PodWritten.Unanswered.class);
    }

    @Test
    void aDeletionWithoutAnAnswerIsLookedAfter() {
        answer("DELETE", Answers.failure(500, "InternalError", "etcdserver: request timed out"));
        answer("GET", Answers.failure(404, "NotFound", "pods vm not found"));
        assertThat(writer.delete(pod)).as("there is none").isEqualTo(new PodWritten.Done());

        Pod anew = new PodBuilder(pod)
                .editMetadata()
                .withUid("22222222-2222-2222-2222-222222222222")
                .endMetadata()
                .build();
        answer("GET", Answers.json(200, server.objects().json(anew)));
        assertThat(writer.delete(pod)).as("there is another one").isEqualTo(new PodWritten.Done());

        answer("GET", Answers.json(200, server.objects().json(pod)));
        assertThat(writer.delete(pod)).as("it is there").isInstanceOf(PodWritten.Unanswered.class);
    }

    @Test
    void anAnswerThatIsCutOffIsLookedAfter() {
        server.answer(request -> {
            if (!request.method().equals("PATCH")) {
                return Optional.empty();
            }
            server.cut();
            return Optional.of(Answers.failure(500, "InternalError", "nobody reads this"));
        });
        answer("GET", Answers.json(200, server.objects().json(open)));

        assertThat(opened()).isEqualTo(new PodWritten.Done());
    }

    @Test
    void whoIsAskedToWaitAsksNothingMore() {
        answer("PATCH", Answers.tooManyRequestsAsStatus(Duration.ofSeconds(3)));

        assertThat(opened()).isEqualTo(new PodWritten.Unanswered("wait (429)", Duration.ofSeconds(3)));
        assertThat(server.requests()).hasSize(1);
    }

    private Opening opening() {
        return Opening.of(pod, new TreeSet<>(List.of("host-1")), Optional.of("node-1"));
    }

    private PodWritten opened() {
        return writer.open(opening());
    }

    private void answer(String method, MockResponse response) {
        server.answer(request -> request.method().equals(method) && request.path().equals(PATH), request -> response);
    }
}
