package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Objects;
import io.fabric8.mockwebserver.http.MockResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the API server asks for patience, nothing is written. */
class ThrottledTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final int VMS = 40;

    /** So many may be on their way when the first answer comes. */
    private static final int RECONCILERS = 8;

    @TempDir
    private Path folder;

    @Test
    void asItsFlowControlAsks() {
        throttledBy(Answers::tooManyRequests);
    }

    @Test
    void asAStatusAsks() {
        throttledBy(Answers::tooManyRequestsAsStatus);
    }

    private void throttledBy(Function<Duration, MockResponse> answer) {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(VMS);
            List<AccelNetVM> vms = IntStream.range(0, VMS)
                    .mapToObj(i -> Objects.vm(CannedApiServer.TENANT, "vm-" + i))
                    .toList();
            vms.forEach(server::has);
            AtomicReference<Optional<Request>> first = new AtomicReference<>(Optional.empty());
            server.answer(request -> {
                if (!request.isStatusWrite() || !request.path().startsWith("/apis/accelnet.io/v1alpha1/namespaces")) {
                    return Optional.empty();
                }
                first.compareAndSet(Optional.empty(), Optional.of(request));
                boolean early = request.since(first.get().orElseThrow()).compareTo(WAIT) < 0;
                return early ? Optional.of(answer.apply(WAIT)) : Optional.empty();
            });

            server.operator();

            await().atMost(PATIENCE).until(() -> vms.stream().allMatch(server::isReady));
            Request throttled = first.get().orElseThrow();
            assertThat(server.requests(request ->
                            request.isStatusWrite() && isWithin(Duration.ZERO, request.since(throttled), WAIT)))
                    .hasSizeLessThanOrEqualTo(RECONCILERS);
        }
    }

    private static boolean isWithin(Duration from, Duration time, Duration to) {
        return time.compareTo(from) >= 0 && time.compareTo(to) < 0;
    }
}
