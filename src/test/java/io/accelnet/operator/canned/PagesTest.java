package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Planner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is planned before a list is complete, however it comes. */
class PagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final int PAGES = 4;

    private final List<AccelNetVM> vms = IntStream.range(0, PAGES)
            .mapToObj(i -> Objects.vm(CannedApiServer.TENANT, "vm-" + i))
            .toList();
    private final Planner planner = new Planner();
    private final Set<Integer> planned = new ConcurrentSkipListSet<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void noPlansYet() {
        planned.clear();
    }

    @Test
    void aTokenThatExpiredHasItListedFromTheStart() {
        AtomicBoolean expired = new AtomicBoolean();
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasPages(server);
            server.answer(request -> request.isListOf(CannedApiServer.VMS)
                            && vmOfToken(request, 1)
                            && !expired.getAndSet(true)
                    ? Optional.of(Answers.failure(
                            410, "Expired", "The provided continue parameter is too old to display a consistent list"))
                    : Optional.empty());

            start(server);

            await().atMost(PATIENCE).until(() -> vms.stream().allMatch(server::isReady));
            assertThat(expired).isTrue();
            assertThat(planned).containsExactly(PAGES);
            assertThat(server.requests(request -> request.isListOf(CannedApiServer.VMS)
                            && !request.query().containsKey("continue")))
                    .hasSize(2);
        }
    }

    @Test
    void pagesThatTakeLongAreWaitedFor() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            hasPages(server);
            server.answer(
                    request -> request.isListOf(CannedApiServer.VMS),
                    request -> server.usual(request).setBodyDelay(SLOW));

            int port = start(server);

            await().atMost(PATIENCE)
                    .until(() -> server.requests(request ->
                                            request.isListOf(CannedApiServer.VMS) && vmOfToken(request, PAGES - 2))
                                    .size()
                            == 1);
            assertThat(Probe.status(port, "/readyz")).isEqualTo(503);
            assertThat(Probe.body(port, "/readyz")).contains("not everything is listed yet");
            assertThat(Probe.status(port, "/healthz")).isEqualTo(200);
            assertThat(planned).isEmpty();
            await().atMost(PATIENCE).until(() -> vms.stream().allMatch(server::isReady));
            assertThat(planned).containsExactly(PAGES);
            assertThat(Probe.status(port, "/readyz")).isEqualTo(200);
            assertThat(server.requests(request -> request.isListOf(CannedApiServer.VMS)))
                    .as("no page was asked for twice")
                    .hasSize(PAGES);
        }
    }

    private void hasPages(CannedApiServer server) {
        server.hasCluster(PAGES);
        vms.forEach(server::has);
        server.objects().mostOnPage(1);
    }

    private int start(CannedApiServer server) {
        return server.operator(options -> options.planner(snapshot -> {
                    planned.add(snapshot.vms().size());
                    return planner.decide(snapshot);
                }))
                .healthPort();
    }

    /** Whether it asks for what comes after a VM. */
    private static boolean vmOfToken(Request request, int vm) {
        return Optional.ofNullable(request.query().get("continue"))
                .filter(token -> token.endsWith("/vm-" + vm))
                .isPresent();
    }
}
