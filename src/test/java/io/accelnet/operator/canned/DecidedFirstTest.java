package io.accelnet.operator.canned;

import static org.awaitility.Awaitility.await;

import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.Planner;
import io.accelnet.plan.outcome.Decided;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What protects VMs is written before anything is explained, however long that takes. */
class DecidedFirstTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HasMetadata vm = Objects.vm(CannedApiServer.TENANT, "vm-1");
    private final HasMetadata node = Objects.node("node-1", 4);

    @TempDir
    private Path folder;

    @Test
    void theLedgerIsStoredBeforeThePlanIsExplained() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            Planner planner = new Planner();
            server.hasCluster(4);
            server.has(vm);

            server.operator(options -> options.planner(snapshot -> {
                Decided decided = planner.decide(snapshot);
                return new Decided(decided.nodes(), decided.movesVms(), decided.again(), () -> {
                    await().atMost(PATIENCE)
                            .until(() -> server.stored(node)
                                    .at("/status/allocations/0/name")
                                    .asText()
                                    .equals("vm-1"));
                    return decided.explained();
                });
            }));

            await().atMost(PATIENCE).until(() -> server.isReady(vm));
        }
    }
}
