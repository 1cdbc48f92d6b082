package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.LogLines;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Planner;
import io.fabric8.mockwebserver.http.MockResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind whose statuses are refused, one and all, costs a try now and then, and no plans. It is said once. */
class RefusedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WHILE = Duration.ofSeconds(5);
    private static final int VMS = 100;

    /** Sixteen are under way when the first is refused; then there is a try after one, two, four seconds and so on. */
    private static final int FEW = 24;

    /** One that admits, one that confirms it, and one for what came while the operator started. */
    private static final int FEW_PLANS = 3;

    @TempDir
    private Path folder;

    @Test
    void forWantOfARight() {
        refused(name -> Answers.failure(
                403,
                "Forbidden",
                "accelnetvms.accelnet.io '%s' is forbidden: cannot update resource in namespace 'tenant'"
                        .formatted(name)));
    }

    @Test
    void bySomebodysAdmissionPolicy() {
        refused(name -> Answers.failure(
                422, "Invalid", "ValidatingAdmissionPolicy 'statuses' denied request: not now for %s".formatted(name)));
    }

    private void refused(Function<String, MockResponse> answer) {
        try (CannedApiServer server = new CannedApiServer(folder);
                LogLines log = new LogLines()) {
            Planner planner = new Planner();
            AtomicInteger plans = new AtomicInteger();
            server.hasCluster(VMS);
            List<AccelNetVM> vms = IntStream.range(0, VMS)
                    .mapToObj(i -> Objects.vm(CannedApiServer.TENANT, "vm-" + i))
                    .toList();
            vms.forEach(server::has);
            server.answer(RefusedTest::isOfVm, request -> answer.apply(nameOf(request.path())));

            int port = server.operator(options -> options.planner(snapshot -> {
                        plans.incrementAndGet();
                        return planner.decide(snapshot);
                    }))
                    .healthPort();

            await().atMost(PATIENCE)
                    .until(() -> Probe.body(port, "/readyz").contains("statuses of AccelNetVMs are refused"));
            await().during(WHILE)
                    .atMost(PATIENCE)
                    .until(() -> server.requests(RefusedTest::isOfVm).size() <= FEW);
            assertThat(plans).hasValueLessThanOrEqualTo(FEW_PLANS);
            assertThat(log.of("WriteProblems"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.text()).contains("A status was refused"));

            server.answerAsUsual();
            await().atMost(PATIENCE).until(() -> vms.stream().allMatch(server::isReady));
            await().atMost(PATIENCE).until(() -> Probe.status(port, "/readyz") == 200);
        }
    }

    /** The name in /apis/accelnet.io/v1alpha1/namespaces/NAMESPACE/accelnetvms/NAME/status. */
    private static String nameOf(String path) {
        return Path.of(path).getName(6).toString();
    }

    private static boolean isOfVm(Request request) {
        return request.isStatusWrite() && request.path().contains("/accelnetvms/");
    }
}
