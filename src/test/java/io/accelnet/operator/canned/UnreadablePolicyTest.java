package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.operator.gate.Enforcement;
import io.accelnet.plan.Planner;
import io.accelnet.plan.snapshot.GateState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of which nobody can make a policy, such as a proxy's page: that the gate isn't known keeps nothing from being planned. */
class UnreadablePolicyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GROUP = "/apis/admissionregistration.k8s.io/v1";
    private static final String POLICIES = GROUP + "/mutatingadmissionpolicies";

    private final List<GateState> planned = new CopyOnWriteArrayList<>();
    private final Planner planner = new Planner();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {POLICIES + "|{}", POLICIES + "|[]", POLICIES + "|<html>", GROUP + "|<html>"})
    void isNoPolicyAndPlansGoOn(String path, String body) throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(4);
            server.answer(request -> request.path().equals(GROUP), request -> Answers.json(200, """
                            {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "admissionregistration.k8s.io/v1", "resources":
                              [{"name": "mutatingadmissionpolicies", "singularName": "", "namespaced": false,
                                "kind": "MutatingAdmissionPolicy", "verbs": []}]}
                            """));
            server.answer(request -> request.path().startsWith(path), request -> Answers.json(200, body));

            int health = server.operator(options -> options.enforcement(Enforcement.ON)
                            .planner(snapshot -> {
                                snapshot.intents().forEach(intent -> planned.add(intent.gate()));
                                return planner.decide(snapshot);
                            }))
                    .healthPort();

            await().atMost(PATIENCE).until(() -> !planned.isEmpty());
            assertThat(planned.getLast())
                    .isInstanceOfSatisfying(
                            GateState.Unknown.class,
                            unknown -> assertThat(unknown.why()).contains("can't be read"));
            await().atMost(PATIENCE).until(() -> Probe.status(health, "/readyz") == 200);
        }
    }
}
