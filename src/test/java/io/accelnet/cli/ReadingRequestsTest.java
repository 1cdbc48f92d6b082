package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell.Answer;
import io.accelnet.operator.harness.Objects;
import io.fabric8.mockwebserver.http.MockResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reading verbs ask of the API server, word for word, and what they say when it doesn't answer as it should. */
class ReadingRequestsTest extends VerbsOnRecordedApi {
    private static final String OURS = "/apis/accelnet.io/v1alpha1/";

    @BeforeEach
    void fill() {
        server.has(Objects.intent(), Objects.cluster(50), Objects.node("node-1", 2), Objects.node("node-2", 2));
        server.has(Objects.vm("tenant", "web"), Objects.vm("shop", "db"));
    }

    private void fails(String verb, String sentence) {
        Answer answer = type(verb);
        assertThat(answer.err()).isEqualTo("accelnet: " + sentence + "\n");
        assertThat(answer.out()).isEmpty();
        assertThat(answer.code()).isEqualTo(2);
    }

    /** No more than what is shown. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get | accelnetclusters?limit=500",
                "get vms | namespaces/tenant/accelnetvms?limit=500",
                "get vms -A | accelnetvms?limit=500",
                "get vms -n shop --cluster main"
                        + " | namespaces/shop/accelnetvms?fieldSelector=spec.clusterName%3Dmain&limit=500",
                "status main"
                        + " | accelnetclusters?limit=500 accelnetvms?fieldSelector=spec.clusterName%3Dmain&limit=500",
                "top --once | accelnetclusters?limit=500 accelnetnodes?limit=500"
            })
    void askForWhatTheyShow(String verb, String requests) {
        assertThat(type(verb).code()).isLessThan(2);

        assertThat(server.reads())
                .containsExactly(
                        Stream.of(requests.split(" ")).map(path -> OURS + path).toArray(String[]::new));
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void readPageByPage() {
        IntStream.range(0, 5).forEach(number -> server.has(Objects.vm("tenant", "vm-" + number)));
        server.page(3);

        Answer answer = type("get vms -A -o name");

        assertThat(answer.out().lines())
                .containsExactly(
                        "shop/db",
                        "tenant/vm-0",
                        "tenant/vm-1",
                        "tenant/vm-2",
                        "tenant/vm-3",
                        "tenant/vm-4",
                        "tenant/web");
        assertThat(server.reads())
                .containsExactly(
                        OURS + "accelnetvms?limit=500",
                        OURS + "accelnetvms?continue=3&limit=500",
                        OURS + "accelnetvms?continue=6&limit=500");
    }

    /** In a list that takes long, of a cluster in which much changes, the API server forgets the state that was begun with. */
    @Test
    void beginAnewWhenTheApiServerHasForgottenWhatWasBegun() {
        IntStream.range(0, 3).forEach(number -> server.has(Objects.vm("tenant", "vm-" + number)));
        server.page(2);
        server.answerReads(path -> path.contains("continue=4")
                ? Optional.of(RecordedApiServer.failure(410, "Expired", "The provided continue parameter is too old"))
                : Optional.empty());

        Answer answer = type("get vms -A -o name");

        assertThat(answer.out().lines())
                .as("each once")
                .containsExactly("shop/db", "tenant/vm-0", "tenant/vm-1", "tenant/vm-2", "tenant/web");
        assertThat(answer.code()).isZero();
        assertThat(server.reads())
                .as("in one piece, so that it can't be forgotten again")
                .endsWith(OURS + "accelnetvms?continue=4&limit=500", OURS + "accelnetvms");
    }

    @ParameterizedTest
    @CsvSource({
        "get, accelnetclusters",
        "get vms, accelnetvms",
        "status main, accelnetvms",
        "status main, accelnetclusters",
        "top --once, accelnetnodes",
        "prereq main, nodes",
        "prereq main, networkintents",
        "explain vm web, namespaces",
        "drain-check node-1, accelnetnodes",
        "unmanaged, accelnetvms"
    })
    void nameTheKindThatMayNotBeListed(String verb, String kind) {
        server.forbid(kind);

        boolean core = kind.equals("nodes") || kind.equals("namespaces");
        fails(
                verb,
                "the cluster can't be read: you (jo) have no right to list " + kind + (core ? "" : ".accelnet.io")
                        + " in the whole cluster" + (core ? "" : ". The ClusterRole accelnet-view has it"));
    }

    /** Not everybody who administers VMs may see KubeVirt's. */
    @Test
    void nameVirtualMachinesToo() {
        server.forbid("virtualmachines");

        fails(
                "get vms --disabled",
                "the cluster can't be read: you (jo) have no right to list virtualmachines.kubevirt.io in the whole cluster");
        assertThat(type("get vms").code())
                .as("only those who show them need them")
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"get", "get vms", "status main", "top --once", "prereq", "explain vm web", "unmanaged"})
    void sayThatThereAreNoCrds(String verb) {
        server.answerReads(path -> path.startsWith(OURS)
                ? Optional.of(new MockResponse()
                        .setResponseCode(404)
                        .setHeader("Content-Type", "text/plain")
                        .setBody("404 page not found\n"))
                : Optional.empty());

        fails(
                verb,
                "the cluster can't be read: it has no AccelNet objects. Install the operator there, or say another"
                        + " --context");
    }

    @Test
    void sayThatWhoAsksIsUnknown() {
        server.answerReads(path -> Optional.of(RecordedApiServer.failure(401, "Unauthorized", "Unauthorized")));

        fails(
                "get",
                "the cluster can't be read: the API server doesn't accept who you are. Log in again, or say another"
                        + " --context");
    }

    /** What passes by itself is asked again, before anybody is told. */
    @Test
    void askAgainWhatFailsOnce() {
        AtomicBoolean failed = new AtomicBoolean();
        server.answerReads(path -> failed.getAndSet(true)
                ? Optional.empty()
                : Optional.of(RecordedApiServer.failure(500, "InternalError", "etcdserver: leader changed")));

        assertThat(type("get").code()).isZero();
        assertThat(server.reads()).hasSize(2);
    }

    @Test
    void tellAnErrorOfTheApiServerInItsWords() {
        server.answerReads(
                path -> Optional.of(RecordedApiServer.failure(500, "InternalError", "etcdserver: request timed out")));

        fails(
                "get",
                "the cluster can't be read: the API server has an error of its own (500): etcdserver: request timed"
                        + " out. Try again; if that stays so, see its log");
    }

    /** Such as the page of a proxy that wants a login. */
    @Test
    void sayThatSomethingElseAnswers() {
        server.answerReads(path -> Optional.of(new MockResponse()
                .setResponseCode(200)
                .setHeader("Content-Type", "text/html")
                .setBody("<html>Log in</html>")));

        fails(
                "get",
                "the cluster can't be read: what answers there isn't an API server, or its answer was damaged. See"
                        + " whether the server of the context is right");
    }

    @Test
    void sayThatNobodyAnswers() {
        server.close();

        Answer answer = type("get");
        assertThat(answer.err())
                .startsWith("accelnet: the cluster can't be read: the API server doesn't answer: ")
                .contains("See whether the cluster of the context is up, or say another --context");
        assertThat(answer.code()).isEqualTo(2);
    }
}
