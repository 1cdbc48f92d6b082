package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.VirtualMachineFacts;
import io.accelnet.api.v1alpha1.VmCounts;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From what users write to what they read. */
@ExtendWith(SharedControlPlane.class)
class EndToEndIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void admitsVmsAndFillsLedgers(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            arena.operator();
            arena.create(Objects.intent(), Objects.cluster(50));
            for (int i = 0; i < 4; i++) {
                arena.create(Objects.node("node-" + i, 8));
            }
            for (int i = 0; i < 16; i++) {
                arena.create(Objects.vm(Arena.NAMESPACE, "vm-" + i));
            }

            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));

            assertThat(arena.vms()).allMatch(vm -> vm.getStatus().admitted());
            Consistency.assertHolds(arena);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(arena.client()
                                    .resources(AccelNetCluster.class)
                                    .withName(Objects.CLUSTER)
                                    .get())
                            .matches(Statuses::isReady)
                            .extracting(cluster -> cluster.getStatus().virtualMachines())
                            .isEqualTo(new VmCounts(16, 16, 0, 0, 0)));
        }
    }

    @Test
    void servesWhatIsLeftOfAPromise(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            arena.operator();
            arena.create(Objects.intent(), Objects.cluster(0), Objects.node("wide", 2), Objects.node("narrow", 1));
            arena.create(Objects.vm(Arena.NAMESPACE, "vm", Performance.LOW, List.of("nic-1", "nic-2"), "wide"));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));

            change(arena, new VirtualMachineFacts(8, List.of("nic-1", "nic-2"), "narrow"));
            await().atMost(PATIENCE)
                    .until(() ->
                            arena.vms().stream().allMatch(vm -> vm.getStatus().promised() != null));

            change(arena, new VirtualMachineFacts(8, List.of("nic-2"), "narrow"));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));
            assertThat(arena.vms())
                    .allMatch(vm -> "narrow".equals(vm.getStatus().nodeName()));
            Consistency.assertHolds(arena);
        }
    }

    private static void change(Arena arena, VirtualMachineFacts facts) {
        arena.client()
                .resources(AccelNetVM.class)
                .inNamespace(Arena.NAMESPACE)
                .withName("vm")
                .edit(vm -> {
                    vm.setSpec(new AccelNetVMSpec(Objects.CLUSTER, Performance.LOW, null, facts));
                    return vm;
                });
    }
}
