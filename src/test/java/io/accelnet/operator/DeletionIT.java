package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Settled;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is deleted, in whatever order, nothing hangs. */
@ExtendWith(SharedControlPlane.class)
class DeletionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NODES = 4;
    private static final int VMS = 8;

    @Test
    void vmsKeepWhatTheyHaveWithoutTheirClusterAndAClusterOfThatNameAdoptsThem(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            Map<String, Set<String>> before = settled(arena);

            arena.client()
                    .resources(AccelNetCluster.class)
                    .withName(Objects.CLUSTER)
                    .delete();
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(vm -> saysOfReady(vm, "Unmanaged")));
            Settled.await(arena);
            assertThat(Consistency.inLedgers(arena.nodes())).isEqualTo(before);
            Consistency.assertHolds(arena);

            arena.create(Objects.cluster(50));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
            Settled.await(arena);
            assertThat(Consistency.inLedgers(arena.nodes())).isEqualTo(before);
        }
    }

    @Test
    void vmsOfADeletedNodeArePlacedElsewhere(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            settled(arena);
            String gone = String.valueOf(arena.vms().getFirst().getStatus().nodeName());

            arena.client().resources(AccelNetNode.class).withName(gone).delete();

            Settled.await(arena);
            Consistency.assertHolds(arena);
            assertThat(arena.vms())
                    .allMatch(vm -> vm.getStatus().virtualFunctions().size() == 1)
                    .noneMatch(vm -> gone.equals(vm.getStatus().nodeName()));
        }
    }

    @Test
    void aDeletedVmFreesItsFunctionsAndOneMadeAnewGetsSome(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            settled(arena);
            AccelNetVM vm = arena.vms().getFirst();

            arena.client().resource(vm).delete();
            Settled.await(arena);
            assertThat(Consistency.inLedgers(arena.nodes()))
                    .hasSize(VMS - 1)
                    .doesNotContainKey(vm.getMetadata().getUid());

            arena.create(Objects.vm(Arena.NAMESPACE, vm.getMetadata().getName()));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
            Settled.await(arena);
            Consistency.assertHolds(arena);
        }
    }

    @Test
    void whatWaitsForAFinalizerOfOthersIsServedAndHoldsUpNobody(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            settled(arena);
            AccelNetVM kept = Objects.vm(Arena.NAMESPACE, "kept");
            kept.getMetadata().setFinalizers(List.of("example.com/kept"));
            arena.create(kept);
            arena.client().resource(kept).delete();
            try {
                arena.create(Objects.vm(Arena.NAMESPACE, "next"));

                await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
                assertThat(arena.vms()).hasSize(VMS + 2);
            } finally {
                arena.client().resource(kept).edit(vm -> {
                    vm.getMetadata().setFinalizers(List.of());
                    return vm;
                });
            }
            Settled.await(arena);
            assertThat(Consistency.inLedgers(arena.nodes())).hasSize(VMS + 1);
        }
    }

    @Test
    void vmsKeepWhatTheyHaveWithoutTheIntent(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            Map<String, Set<String>> before = settled(arena);

            arena.client()
                    .resources(NetworkIntent.class)
                    .withName(Objects.INTENT)
                    .delete();

            await().atMost(PATIENCE)
                    .until(() -> arena.client().resources(AccelNetCluster.class).list().getItems().stream()
                            .allMatch(cluster -> Statuses.conditions(cluster).stream()
                                    .anyMatch(condition -> "Intent_not_found".equals(condition.getReason()))));
            Settled.await(arena);
            assertThat(Consistency.inLedgers(arena.nodes())).isEqualTo(before);
        }
    }

    @Test
    void everythingCanBeDeletedInAnyOrder(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            settled(arena);
            long seed = System.nanoTime();
            System.out.println("Seed of the deletions: " + seed);
            List<Runnable> deletions = new ArrayList<>();
            arena.vms()
                    .forEach(vm ->
                            deletions.add(() -> arena.client().resource(vm).delete()));
            arena.nodes()
                    .forEach(node ->
                            deletions.add(() -> arena.client().resource(node).delete()));
            deletions.add(() -> arena.client()
                    .resources(AccelNetCluster.class)
                    .withName(Objects.CLUSTER)
                    .delete());
            deletions.add(() -> arena.client()
                    .resources(NetworkIntent.class)
                    .withName(Objects.INTENT)
                    .delete());
            Collections.shuffle(deletions, new Random(seed));

            for (Runnable deletion : deletions) {
                deletion.run();
                if (deletions.indexOf(deletion) % 4 == 0) {
                    Settled.await(arena);
                }
            }

            Settled.await(arena);
            assertThat(arena.vms()).isEmpty();
            assertThat(arena.nodes()).isEmpty();
        }
    }

    private static Map<String, Set<String>> settled(Arena arena) {
        arena.operator();
        arena.create(Objects.intent(), Objects.cluster(50));
        IntStream.range(0, NODES).forEach(i -> arena.create(Objects.node("node-" + i, 8)));
        IntStream.range(0, VMS).forEach(i -> arena.create(Objects.vm(Arena.NAMESPACE, "vm-" + i)));
        await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
        Settled.await(arena);
        return Consistency.inLedgers(arena.nodes());
    }

    private static boolean saysOfReady(AccelNetVM vm, String reason) {
        return Statuses.conditions(vm).stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .map(Condition::getReason)
                .anyMatch(reason::equals);
    }
}
