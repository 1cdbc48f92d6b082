package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.operator.gate.Gate;
import io.accelnet.operator.gate.PodWriter;
import io.accelnet.operator.gate.PodWritten;
import io.accelnet.operator.runtime.Clients;
import io.accelnet.plan.outcome.PodPlans;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private final AtomicBoolean leads = new AtomicBoolean(true);
    private CannedApiServer server;
    private KubernetesClient client;
    private PodWriter writer;

    @BeforeEach
    void connect() {
        server = new CannedApiServer(folder);
        client = Clients.make(Optional.of(server.kubeconfig()), builder -> {}, wait -> {});
        writer = new PodWriter(client);
        answer("GET", Answers.json(200, server.objects().json(pod)));
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

        assertThat(writes()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo(PATH);
            assertThat(request.body().findValuesAsText("path"))
                    .containsExactly(
                            "/metadata/uid",
                            "/metadata/resourceVersion",
                            "/spec/affinity",
                            "/spec/affinity/nodeAffinity",
                            "/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution",
                            "/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution",
                            "/spec/schedulingGates/0/name",
                            "/spec/schedulingGates/0");
            assertThat(request.body().at("/1/value").asText()).isEqualTo("7");
        });
        assertThat(server.requests()).as("and one reads it").hasSize(2);
    }

    @Test
    void oneRequestDeletesThePodThatWasRead() {
        answer("DELETE", Answers.json(200, server.objects().json(pod)));

        assertThat(deleted()).isEqualTo(new PodWritten.Done());

        assertThat(writes())
                .singleElement()
                .satisfies(request -> assertThat(
                                request.body().path("preconditions").toString())
                        .isEqualTo("{\"resourceVersion\":\"7\",\"uid\":\"" + UID + "\"}"));
    }

    @Test
    void aConflictIsNotTriedAgain() {
        answer("PATCH", Answers.failure(409, "Conflict", "the object has been modified"));
        answer("DELETE", Answers.failure(409, "Conflict", "Precondition failed"));

        assertThat(opened()).isEqualTo(new PodWritten.Superseded());
        assertThat(deleted()).isEqualTo(new PodWritten.Superseded());
        assertThat(writes()).hasSize(2);
    }

    @Test
    void whatIsGoneIsGone() {
        answer("PATCH", Answers.failure(404, "NotFound", "pods vm not found"));
        answer("DELETE", Answers.failure(404, "NotFound", "pods vm not found"));

        assertThat(opened()).isEqualTo(new PodWritten.Gone());
        assertThat(deleted()).isEqualTo(new PodWritten.Gone());
    }

    @Test
    void aRefusalSaysWhy() {
        answer("PATCH", Answers.failure(403, "Forbidden", "denied by accelnet-fence"));

        assertThat(opened()).isEqualTo(new PodWritten.Refused("denied by accelnet-fence (403)"));
        assertThat(writes()).hasSize(1);
    }

    @Test
    void aLostAnswerIsLookedAfter() {
        answer("PATCH", Answers.failure(500, "InternalError", "etcdserver: request timed out"));
        readsAfterwards(Answers.json(200, server.objects().json(open)));

        assertThat(opened()).as("it was opened").isEqualTo(new PodWritten.Done());

        readsAfterwards(Answers.json(200, server.objects().json(pod)));
        assertThat(opened()).as("it still waits").isInstanceOf(PodWritten.Unanswered.class);

        readsAfterwards(Answers.failure(500, "InternalError", "etcdserver: request timed out"));
        assertThat(opened()).as("nobody knows").isInstanceOf(PodWritten.Unanswered.class);
    }

    @Test
    void aDeletionWithoutAnAnswerIsLookedAfter() {
        answer("DELETE", Answers.failure(500, "InternalError", "etcdserver: request timed out"));
        readsAfterwards(Answers.failure(404, "NotFound", "pods vm not found"));
        assertThat(deleted()).as("there is none").isEqualTo(new PodWritten.Done());

        Pod anew = new PodBuilder(pod)
                .editMetadata()
                .withUid("22222222-2222-2222-2222-222222222222")
                .endMetadata()
                .build();
        readsAfterwards(Answers.json(200, server.objects().json(anew)));
        assertThat(deleted()).as("there is another one").isEqualTo(new PodWritten.Done());

        readsAfterwards(Answers.json(200, server.objects().json(pod)));
        assertThat(deleted()).as("it is there").isInstanceOf(PodWritten.Unanswered.class);
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
        readsAfterwards(Answers.json(200, server.objects().json(open)));

        assertThat(opened()).isEqualTo(new PodWritten.Done());
    }

    /** A proxy's page, or a body that isn't what it should be. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", "<html>", "{\"spec\": []}"})
    void anAnswerThatCannotBeReadIsNone(String body) {
        answer("GET", Answers.json(200, body));

        assertThat(opened()).isInstanceOf(PodWritten.Unanswered.class);
        assertThat(deleted()).isInstanceOf(PodWritten.Unanswered.class);
        assertThat(writes()).isEmpty();

        answer("PATCH", Answers.json(200, body));
        readsAfterwards(Answers.json(200, server.objects().json(open)));
        assertThat(opened()).as("it was opened").isEqualTo(new PodWritten.Done());

        readsAfterwards(Answers.json(200, body));
        assertThat(opened()).as("nobody knows").isInstanceOf(PodWritten.Unanswered.class);
    }

    @Test
    void anAnswerThatSaysNothingOfThePodIsNone() {
        answer("GET", Answers.json(200, "{}"));

        assertThat(opened()).isInstanceOf(PodWritten.Unanswered.class);
    }

    /** It would fail each time. So the pod isn't open, and keeps no place from others. */
    @Test
    void whatCannotBeAskedForIsRefused() {
        ObjectNode odd = server.objects().json(pod);
        odd.withObject("/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution")
                .putArray("nodeSelectorTerms")
                .addNull();
        answer("GET", Answers.json(200, odd));

        assertThat(opened()).isInstanceOf(PodWritten.Refused.class);
        assertThat(writes()).isEmpty();
    }

    @Test
    void whoIsAskedToWaitAsksNothingMore() {
        answer("PATCH", Answers.tooManyRequestsAsStatus(Duration.ofSeconds(3)));

        assertThat(opened()).isEqualTo(new PodWritten.Unanswered("wait (429)", Duration.ofSeconds(3)));
        assertThat(writes()).hasSize(1);
        assertThat(server.requests()).hasSize(2);
    }

    /** The answer may take long, and whoever leads by then plans with the pod as it was, in the very version that was read. */
    @Test
    void whoLosesTheLeadWhileThePodIsReadWritesNothing() {
        server.answer(request -> request.method().equals("GET"), request -> {
            leads.set(false);
            return Answers.json(200, server.objects().json(pod));
        });

        assertThat(opened()).isEqualTo(new PodWritten.Superseded());
        leads.set(true);
        assertThat(deleted()).isEqualTo(new PodWritten.Superseded());

        assertThat(writes()).isEmpty();
    }

    @Test
    void whoseTurnIsOverIsLeftAlone() {
        answer("GET", Answers.json(200, server.objects().json(open)));
        assertThat(opened()).as("it is open").isEqualTo(new PodWritten.Superseded());

        Pod bound =
                new PodBuilder(open).editSpec().withNodeName("node-1").endSpec().build();
        answer("GET", Answers.json(200, server.objects().json(bound)));
        assertThat(deleted()).as("it is bound").isEqualTo(new PodWritten.Superseded());

        answer("GET", Answers.failure(404, "NotFound", "pods vm not found"));
        assertThat(opened()).isEqualTo(new PodWritten.Gone());
        answer("GET", Answers.failure(503, "ServiceUnavailable", "not now"));
        assertThat(opened()).isEqualTo(new PodWritten.Unanswered("not now (503)", Duration.ZERO));
        assertThat(writes()).isEmpty();
    }

    private PodWritten opened() {
        return writer.open(
                new PodPlans.Opening(planned(), List.of(new PodPlans.Place("node-1", "host-1")), "node-1"), leads::get);
    }

    private PodWritten deleted() {
        return writer.delete(planned(), leads::get);
    }

    private static PodPlans.Pod planned() {
        return new PodPlans.Pod("shop", "vm", UID, Optional.empty());
    }

    /** What was sent besides reading. */
    private List<Request> writes() {
        return server.requests(request -> !request.method().equals("GET"));
    }

    /** First the pod as it was read, then this. */
    private void readsAfterwards(MockResponse response) {
        AtomicBoolean written = new AtomicBoolean();
        server.answer(request -> {
            if (!request.path().equals(PATH)) {
                return Optional.empty();
            }
            if (!request.method().equals("GET")) {
                written.set(true);
                return Optional.empty();
            }
            return written.get()
                    ? Optional.of(response)
                    : Optional.of(Answers.json(200, server.objects().json(pod)));
        });
    }

    private void answer(String method, MockResponse response) {
        server.answer(
                request -> request.method().equals(method) && request.path().equals(PATH), request -> response);
    }
}
