package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.operator.harness.Objects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What VMs had on a node that failed is freed as soon as they have something else, not only when all of them have been told. */
class FailoverOrderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int VMS = 60;

    /** So many VMs are told before the API server asks for patience, until the ledger is empty. */
    private static final int SOME = 20;

    private final AccelNetNode failing = Objects.node("node-1", VMS);
    private final AccelNetNode other = Objects.node("node-2", VMS);

    @TempDir
    private Path folder;

    @Test
    void theFailedNodesLedgerDoesNotWaitForTheStatusesOfItsVms() {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.hasCluster(VMS);
            List<AccelNetVM> vms = IntStream.range(0, VMS)
                    .mapToObj(i -> Objects.vm(CannedApiServer.TENANT, "vm-" + i))
                    .toList();
            vms.forEach(server::has);
            server.operator();
            await().atMost(PATIENCE).until(() -> vms.stream().allMatch(server::isReady));
            server.has(other);
            await().atMost(PATIENCE).until(() -> server.isReady(other));
            AtomicInteger told = new AtomicInteger();
            server.answer(
                    request -> request.isStatusWrite()
                            && request.path().contains("/accelnetvms/")
                            && used(server, failing) > 0
                            && told.incrementAndGet() > SOME,
                    request -> Answers.tooManyRequests(Duration.ofSeconds(1)));

            server.has(Objects.with(failing, Availability.DOWN));

            await().atMost(PATIENCE).until(() -> used(server, failing) == 0);
            assertThat(used(server, other)).isEqualTo(VMS);
            await().atMost(PATIENCE).until(() -> vms.stream().allMatch(vm -> isOn(server, vm, other)));
        }
    }

    private static int used(CannedApiServer server, AccelNetNode node) {
        return server.stored(node).at("/status/allocations").size();
    }

    private static boolean isOn(CannedApiServer server, AccelNetVM vm, AccelNetNode node) {
        return server.stored(vm)
                .at("/status/nodeName")
                .asText()
                .equals(node.getMetadata().getName());
    }
}
