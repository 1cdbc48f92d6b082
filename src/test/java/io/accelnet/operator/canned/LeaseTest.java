package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.harness.Objects;
import io.fabric8.mockwebserver.http.MockResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Leases as nobody writes them on purpose: whoever lives isn't robbed, whoever is dead is succeeded. */
class LeaseTest {
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/accelnet-system/leases";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration SECONDS = Duration.ofSeconds(8);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"-60, 3", "60, 3", "0, 3", "0, 0", "60, 0", "60, 3600"})
    void whoRenewsIsNotRobbedAndWhoDoesNotIsSucceeded(long ahead, int seconds) {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.objects().put(lease(ahead, seconds));
            AccelNetOperator operator =
                    server.operator(options -> options.leaderElection(true).leaseDuration(SHORT));

            await().pollInterval(SHORT.dividedBy(10))
                    .during(SHORT.multipliedBy(2))
                    .atMost(PATIENCE)
                    .until(() -> {
                        boolean robbed = operator.isLeading()
                                || !server.requests(request -> request.method().equals("PATCH"))
                                        .isEmpty();
                        server.objects().put(lease(ahead, seconds));
                        return !robbed;
                    });

            await().atMost(PATIENCE).until(operator::isLeading);
            assertThat(holder(server)).isEqualTo("test-0");
        }
    }

    @Test
    void oneWithoutASpecIsTaken() {
        ObjectNode lease = lease(0, 3);
        lease.remove("spec");
        isTaken(lease);
    }

    @Test
    void oneOfNobodyIsTaken() {
        ObjectNode lease = lease(60, 3600);
        lease.withObject("/spec").put("holderIdentity", "");
        isTaken(lease);
    }

    private void isTaken(ObjectNode lease) {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.objects().put(lease);
            AccelNetOperator operator =
                    server.operator(options -> options.leaderElection(true).leaseDuration(SHORT));

            await().atMost(PATIENCE).until(operator::isLeading);
            assertThat(holder(server)).isEqualTo("test-0");
        }
    }

    static Stream<Supplier<MockResponse>> answersThatSayNothingOfALease() {
        return Stream.of(
                () -> Answers.failure(403, "Forbidden", "leases is forbidden: no rights"),
                () -> Answers.failure(500, "InternalError", "etcdserver: leader changed"),
                () -> Answers.json(200, "this is no Lease"),
                () -> Answers.json(200, "[]"));
    }

    @ParameterizedTest
    @MethodSource("answersThatSayNothingOfALease")
    void whileItCannotBeHadThatIsSaidAndTriedAgain(Supplier<MockResponse> answer) throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(4);
            server.answer(request -> request.path().startsWith(LEASES), request -> answer.get());
            AccelNetOperator operator =
                    server.operator(options -> options.leaderElection(true).leaseDuration(SHORT));
            int port = operator.healthPort();

            await().atMost(PATIENCE).until(() -> Probe.body(port, "/readyz").contains("The Lease"));
            await().atMost(PATIENCE)
                    .until(() -> server.requests(request -> request.path().startsWith(LEASES))
                                    .size()
                            > 3);
            assertThat(Probe.body(port, "/readyz")).contains("The Lease in namespace accelnet-system can't be had");
            assertThat(Probe.status(port, "/readyz")).isEqualTo(503);
            assertThat(Probe.status(port, "/healthz")).isEqualTo(200);
            assertThat(operator.isLeading()).isFalse();
            server.answerAsUsual();

            await().atMost(PATIENCE).until(operator::isLeading);
            await().atMost(PATIENCE).until(() -> Probe.status(port, "/readyz") == 200);
            await().atMost(PATIENCE).until(() -> server.isReady(Objects.cluster(0)));
        }
    }

    @Test
    void aRolloutHandsItOverInSeconds() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            AccelNetOperator first = server.operator(options -> options.leaderElection(true));
            await().atMost(PATIENCE).until(first::isLeading);
            AccelNetOperator second = server.operator(options -> options.leaderElection(true));
            await().atMost(PATIENCE)
                    .until(() -> !server.requests(request -> request.method().equals("GET")
                                    && request.path().startsWith(LEASES))
                            .isEmpty());

            first.close();

            await().atMost(SECONDS).until(second::isLeading);
            assertThat(holder(server)).isEqualTo("test-1");
        }
    }

    private static String holder(CannedApiServer server) {
        return server.objects()
                .get(LEASES + "/accelnet-operator")
                .orElseThrow()
                .at("/spec/holderIdentity")
                .asText();
    }

    /** Just renewed, by a clock that is so many seconds ahead of ours; without a duration if that is 0. */
    private static ObjectNode lease(long ahead, int seconds) {
        ObjectNode lease = JSON.createObjectNode();
        lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        lease.putObject("metadata").put("namespace", CannedApiServer.SYSTEM).put("name", "accelnet-operator");
        ObjectNode spec = lease.putObject("spec")
                .put("holderIdentity", "another")
                .put(
                        "renewTime",
                        MICROSECONDS.format(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(ahead)));
        if (seconds > 0) {
            spec.put("leaseDurationSeconds", seconds);
        }
        return lease;
    }
}
