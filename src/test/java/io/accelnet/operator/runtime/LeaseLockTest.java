package io.accelnet.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the elector is told of Leases, whoever wrote them, and by which clock. */
class LeaseLockTest {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final MockWebServer server = new MockWebServer();
    private final LeaseProblem problem = new LeaseProblem("system");
    private Instant now = Instant.EPOCH;
    private final LeaseLock lock = new LeaseLock("system", "accelnet-operator", "me", LEASE, () -> now, problem);
    private KubernetesClient client = new KubernetesClientBuilder().build();

    @BeforeEach
    void start() {
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutdown();
    }

    @Test
    void oneThatSaysNoDurationLastsAsLongAsOurs() {
        spec("{\"holderIdentity\":\"other\",\"renewTime\":\"2026-01-01T00:00:00.000000Z\"}");

        LeaderElectionRecord record = read();
        assertThat(record.getLeaseDuration()).isEqualTo(LEASE);
        assertThat(record.getHolderIdentity()).isEqualTo("other");
    }

    @Test
    void oneWithoutASpecIsNobodys() {
        answer(200, "{\"apiVersion\":\"coordination.k8s.io/v1\",\"kind\":\"Lease\",\"metadata\":{\"name\":\"x\"}}");

        assertThat(Objects.requireNonNullElse(read().getHolderIdentity(), "")).isEmpty();
    }

    @Test
    void oneThatIsNotThereIsNone() {
        answer(404, "{\"kind\":\"Status\",\"code\":404,\"reason\":\"NotFound\"}");

        assertThat(lock.get(client)).isNull();
        assertThat(problem.current()).isEmpty();
    }

    @Test
    void aShorterDurationCountsAndALongerOneDoesNot() {
        spec("{\"holderIdentity\":\"other\",\"leaseDurationSeconds\":3}");
        assertThat(read().getLeaseDuration()).isEqualTo(Duration.ofSeconds(3));

        spec("{\"holderIdentity\":\"other\",\"leaseDurationSeconds\":3600}");
        assertThat(read().getLeaseDuration()).isEqualTo(LEASE);

        spec("{\"holderIdentity\":\"other\",\"leaseDurationSeconds\":-1}");
        assertThat(read().getLeaseDuration()).isEqualTo(LEASE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, 0, 60})
    void oneThatIsRenewedLastsWhateverItsClockSays(long ahead) {
        for (int i = 0; i < 10; i++) {
            renewedAt(now.plusSeconds(ahead));

            assertThat(hasRunOut()).isFalse();

            now = now.plus(LEASE.minus(MOMENT));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, 0, 60})
    void oneThatIsNotRenewedRunsOutWhateverItsClockSays(long ahead) {
        Instant renewed = now.plusSeconds(ahead);
        renewedAt(renewed);
        assertThat(hasRunOut()).isFalse();

        now = now.plus(LEASE.minus(MOMENT));
        renewedAt(renewed);
        assertThat(hasRunOut()).isFalse();

        now = now.plus(MOMENT).plus(MOMENT);
        renewedAt(renewed);
        assertThat(hasRunOut()).isTrue();
    }

    @Test
    void itIsWrittenOverTheVersionThatWasRead() throws InterruptedException {
        spec("{\"holderIdentity\":\"me\",\"leaseDurationSeconds\":15}");
        read();
        server.takeRequest();
        spec("{\"holderIdentity\":\"me\",\"leaseDurationSeconds\":15}");

        lock.update(client, record());

        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("PATCH");
        assertThat(request.getPath())
                .startsWith("/apis/coordination.k8s.io/v1/namespaces/system/leases/accelnet-operator");
        assertThat(request.getUtf8Body()).contains("\"resourceVersion\":\"7\"", "\"holderIdentity\":\"me\"");
    }

    @Test
    void itIsOursForItsDurationAfterTheWriteWasSent() {
        spec("{\"holderIdentity\":\"me\"}");
        read();
        assertThat(lock.wasRenewedWithin(LEASE)).isFalse();
        spec("{\"holderIdentity\":\"me\"}");
        lock.update(client, record());

        now = now.plus(LEASE.minus(MOMENT));
        assertThat(lock.wasRenewedWithin(LEASE)).isTrue();
        now = now.plus(MOMENT);
        assertThat(lock.wasRenewedWithin(LEASE)).isFalse();
    }

    @Test
    void aWriteThatFailsRenewsNothing() {
        spec("{\"holderIdentity\":\"me\"}");
        read();
        answer(500, "{\"kind\":\"Status\",\"code\":500,\"message\":\"etcd is away\"}");

        assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(() -> lock.update(client, record()));

        assertThat(lock.wasRenewedWithin(LEASE)).isFalse();
        assertThat(problem.current()).hasValueSatisfying(why -> assertThat(why).contains("etcd is away"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this isn't JSON",
                "{\"kind\":\"Lease\",\"apiVersion\":\"coordination.k8s.io/v1\",\"spec\":{\"renewTime\":\"yesterday\"}}",
                "{\"kind\":\"Lease\",\"apiVersion\":\"coordination.k8s.io/v1\",\"spec\":{\"leaseDurationSeconds\":\"x\"}}"
            })
    void oneThatCannotBeReadIsAProblemUntilItCan(String body) {
        answer(200, body);

        assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(() -> lock.get(client));
        assertThat(problem.current()).isPresent();

        spec("{\"holderIdentity\":\"other\"}");
        read();
        assertThat(problem.current()).isEmpty();
    }

    @Test
    void itIsKnownWhetherTheElectorStillTries() {
        spec("{\"holderIdentity\":\"other\"}");
        read();
        now = now.plus(MOMENT);
        assertThat(lock.wasAskedWithin(LEASE)).isTrue();
        now = now.plus(LEASE);
        assertThat(lock.wasAskedWithin(LEASE)).isFalse();
    }

    /** As the elector reckons. */
    private boolean hasRunOut() {
        LeaderElectionRecord record = read();
        return ZonedDateTime.now(ZoneOffset.UTC).isAfter(record.getRenewTime().plus(record.getLeaseDuration()));
    }

    private LeaderElectionRecord read() {
        return Objects.requireNonNull(lock.get(client));
    }

    private static LeaderElectionRecord record() {
        ZonedDateTime time = ZonedDateTime.now(ZoneOffset.UTC);
        return new LeaderElectionRecord("me", LEASE, time, time, 1);
    }

    private void renewedAt(Instant time) {
        spec("{\"holderIdentity\":\"other\",\"leaseDurationSeconds\":15,\"renewTime\":\"%s\"}"
                .formatted(ZonedDateTime.ofInstant(time.plusNanos(1_000), ZoneOffset.UTC)));
    }

    private void spec(String spec) {
        answer(200, """
                {"apiVersion":"coordination.k8s.io/v1","kind":"Lease",\
                "metadata":{"namespace":"system","name":"accelnet-operator","resourceVersion":"7"},"spec":%s}""".formatted(spec));
    }

    private void answer(int code, String body) {
        server.enqueue(new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(body));
    }
}
