package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.OperatorProcess;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.InstalledOperator;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One of several operators plans and writes. */
@ExtendWith(SharedControlPlane.class)
class LeaderElectionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofSeconds(6);

    @Test
    void theSecondTakesOverWhenTheFirstStops(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            withoutLease(arena);
            AccelNetOperator first = arena.operator(options -> options.leaderElection(true));
            await().atMost(PATIENCE).until(first::isLeading);
            AccelNetOperator second = arena.operator(options -> options.leaderElection(true));
            arena.create(Objects.intent(), Objects.cluster(50), Objects.node("node-1", 4), Objects.node("node-2", 4));
            arena.create(Objects.vm(Arena.NAMESPACE, "vm-1"));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
            assertThat(second.isLeading()).isFalse();

            long stopped = System.nanoTime();
            first.close();

            // The lease was given back: nobody waits until it runs out.
            await().atMost(Duration.ofSeconds(12)).until(second::isLeading);
            System.out.printf(
                    "Taken over after %d ms%n",
                    Duration.ofNanos(System.nanoTime() - stopped).toMillis());
            arena.create(Objects.vm(Arena.NAMESPACE, "vm-2"));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
        }
    }

    @Test
    void leadsOnceItsNamespaceIsThere(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            AccelNetOperator operator = arena.operator(options -> options.leaderElection(true)
                    .kubeconfig(controlPlane.kubeconfig())
                    .namespace("made-later"));
            await().during(Duration.ofSeconds(3)).until(() -> !operator.isLeading());

            arena.client()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("made-later")
                            .endMetadata()
                            .build())
                    .create();

            await().atMost(PATIENCE).until(operator::isLeading);
        }
    }

    @Test
    void whoLosesTheLeaseEndsTheProcess(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane)) {
            withoutLease(arena);
            CompletableFuture<Integer> exit = new CompletableFuture<>();
            AccelNetOperator operator = arena.operator(
                    options -> options.leaderElection(true).leaseDuration(LEASE).exit(exit::complete));
            await().atMost(PATIENCE).until(operator::isLeading);

            arena.client()
                    .resources(Lease.class)
                    .inNamespace(InstalledOperator.NAMESPACE)
                    .withName("accelnet-operator")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\": {\"holderIdentity\": \"somebody-else\"}}");

            assertThat(exit.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotZero();
            assertThat(operator.isLeading()).isFalse();
            arena.create(Objects.vm(Arena.NAMESPACE, "vm-1"));
            await().during(Duration.ofSeconds(2))
                    .until(() -> arena.vms().stream().noneMatch(vm -> Statuses.observedGeneration(vm) != null));
        }
    }

    @Test
    void aProcessThatIsAskedToEndGivesTheLeaseBack(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane)) {
            withoutLease(arena);
            try (OperatorProcess operator = OperatorProcess.start(arena.kubeconfig(), "--identity", "process")) {
                await().atMost(PATIENCE)
                        .until(() -> "process".equals(spec(arena).getHolderIdentity()));

                operator.terminate();

                assertThat(operator.exitCode()).isEqualTo(143);
                // The client can't take a name out of a Lease; it makes it run out at once.
                assertThat(spec(arena))
                        .extracting(LeaseSpec::getLeaseDurationSeconds)
                        .isEqualTo(1);
            }
        }
    }

    private static void withoutLease(Arena arena) {
        arena.client()
                .resources(Lease.class)
                .inNamespace(InstalledOperator.NAMESPACE)
                .withName("accelnet-operator")
                .delete();
    }

    private static LeaseSpec spec(Arena arena) {
        Lease lease = arena.client()
                .resources(Lease.class)
                .inNamespace(InstalledOperator.NAMESPACE)
                .withName("accelnet-operator")
                .get();
        return lease == null ? new LeaseSpec() : lease.getSpec();
    }
}
