package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.accelnet.api.v1alpha1.IntentType;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentSpec;
import io.accelnet.operator.gate.Enforcement;
import io.accelnet.operator.harness.LogLines;
import io.accelnet.operator.harness.Objects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the API server doesn't serve the policies that the gate takes, enforcement On stays Off, and the operator says so. */
class GateNotServedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void theIntentSaysSoAndTheLogOnce() {
        NetworkIntent intent = Objects.intent();
        intent.setSpec(new NetworkIntentSpec(List.of(IntentType.COMPUTE), List.of("port1"), "openshift.io/vm_ports"));
        try (LogLines log = new LogLines();
                CannedApiServer server = new CannedApiServer(folder)) {
            server.has(intent);
            server.operator(options -> options.enforcement(Enforcement.ON));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(startsGated(server, intent))
                            .contains("False", "GateNotServed", "Enforcement stays Off"));
            int asked = discoveries(server);
            await().atMost(PATIENCE).until(() -> discoveries(server) > asked);
            assertThat(log.of("GateWatch")).hasSize(1);
            assertThat(server.requests(request -> request.path().contains("admissionpolic")))
                    .as("what isn't served isn't asked for")
                    .isEmpty();
        }
    }

    private static int discoveries(CannedApiServer server) {
        return server.requests(request -> request.path().equals("/apis/admissionregistration.k8s.io/v1beta1"))
                .size();
    }

    private static String startsGated(CannedApiServer server, NetworkIntent intent) {
        return StreamSupport.stream(
                        server.stored(intent).at("/status/conditions").spliterator(), false)
                .filter(condition -> condition.path("type").asText().equals("StartsGated"))
                .map(JsonNode::toString)
                .findFirst()
                .orElse("");
    }
}
