package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.harness.LogLines;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.planning.Completion;
import io.accelnet.operator.planning.Departures;
import io.accelnet.operator.runtime.Clients;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan doesn't wait for ever for an API server that doesn't say whether objects exist. */
class CompletionTest {
    private static final int MISSING = 100;

    /** How long a request waits for its answer. */
    private static final Duration REQUEST = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @TempDir
    private Path folder;

    @Test
    void aHundredObjectsWithoutAnAnswerTakeNoLongerThanAFew() {
        try (CannedApiServer server = new CannedApiServer(folder);
                KubernetesClient client = Clients.make(Optional.of(server.kubeconfig()), http -> {}, patience -> {});
                LogLines log = new LogLines()) {
            server.answer(CompletionTest::isOfVm, request -> {
                now.updateAndGet(time -> time.plus(REQUEST));
                return Answers.failure(504, "Timeout", "etcd is slow");
            });
            Completion completion = new Completion(client, new Departures(() -> true), Runnable::run, () -> now.get());

            ClusterObjects complete = completion.complete(objects());

            assertThat(Duration.between(Instant.EPOCH, now.get())).isLessThanOrEqualTo(LONGEST);
            assertThat(complete.unsure()).hasSize(MISSING);
            assertThat(log.of("Completion")).hasSize(1);
        }
    }

    @Test
    void whoIsNotAskedForTheFirstTimeIsAskedForLater() {
        try (CannedApiServer server = new CannedApiServer(folder);
                KubernetesClient client = Clients.make(Optional.of(server.kubeconfig()), http -> {}, patience -> {})) {
            server.answer(request -> {
                if (isOfVm(request)) {
                    now.updateAndGet(time -> time.plus(REQUEST));
                }
                return Optional.empty();
            });
            Completion completion = new Completion(client, new Departures(() -> true), Runnable::run, () -> now.get());

            int unsure = MISSING;
            int plans = 0;
            while (unsure > 0 && plans < MISSING) {
                int left = completion.complete(objects()).unsure().size();
                assertThat(left).isLessThan(unsure);
                unsure = left;
                plans++;
            }

            assertThat(unsure).isZero();
            assertThat(server.requests(CompletionTest::isOfVm)).hasSize(MISSING);
        }
    }

    private static boolean isOfVm(Request request) {
        return request.path().contains("/accelnetvms/");
    }

    /** A ledger with VMs that the cache lacks. */
    private static ClusterObjects objects() {
        AccelNetNode node = Objects.node("node-1", MISSING);
        List<Allocation> entries = IntStream.range(0, MISSING)
                .mapToObj(i -> new Allocation(
                        Objects.PORT,
                        i,
                        CannedApiServer.TENANT,
                        "vm-" + i,
                        "uid-" + i,
                        Objects.CLUSTER,
                        "nic-1",
                        Performance.LOW,
                        1,
                        null))
                .toList();
        node.setStatus(new AccelNetNodeStatus(
                1L, Objects.CLUSTER, null, null, MISSING, MISSING, 0, List.of(), entries, List.of()));
        return new ClusterObjects(List.of(), List.of(node), List.of(), List.of(), List.of(), List.of());
    }
}
