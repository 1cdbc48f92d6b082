package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Settled;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statuses that are gone, as after a restore from a backup without them. */
@ExtendWith(SharedControlPlane.class)
class WipeIT {
    private static final int NODES = 6;
    private static final int VMS = 30;

    @ParameterizedTest
    @CsvSource({
        "true, false, false",
        "true, false, true",
        "false, true, false",
        "false, true, true",
        "true, true, false"
    })
    void refillsOneSideFromTheOther(
            boolean wipeNodes, boolean wipeVms, boolean whileItRuns, ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            AccelNetOperator operator = arena.operator();
            arena.create(Objects.intent(), Objects.cluster(50));
            for (int i = 0; i < NODES; i++) {
                arena.create(Objects.node("node-" + i, 16));
            }
            for (int i = 0; i < VMS; i++) {
                arena.create(Objects.vm(Arena.NAMESPACE, "vm-%02d".formatted(i)));
            }
            Settled.await(arena);
            // What is left of this is nodes that were filled in the order of creation: a restart places otherwise.
            for (int i = 0; i < VMS; i += 3) {
                arena.client()
                        .resources(AccelNetVM.class)
                        .inNamespace(Arena.NAMESPACE)
                        .withName("vm-%02d".formatted(i))
                        .delete();
            }
            Settled.await(arena);
            Map<String, Set<String>> before = Consistency.inLedgers(arena.nodes());
            assertThat(before).hasSize(VMS - VMS / 3);
            if (!whileItRuns) {
                operator.close();
            }

            if (wipeNodes) {
                arena.nodes().forEach(node -> wipe(arena, AccelNetNode.class, node));
            }
            if (wipeVms) {
                arena.vms().forEach(vm -> wipe(arena, AccelNetVM.class, vm));
            }
            if (!whileItRuns) {
                arena.operator();
            }

            Settled.await(arena);
            Consistency.assertHolds(arena);
            Map<String, Set<String>> after = Consistency.inLedgers(arena.nodes());
            assertThat(after).hasSameSizeAs(before);
            if (!(wipeNodes && wipeVms)) {
                assertThat(after).isEqualTo(before);
                assertThat(arena.recorder().history().moves()).isEmpty();
            }
        }
    }

    private static <T extends CustomResource<?, ?>> void wipe(Arena arena, Class<T> type, CustomResource<?, ?> object) {
        var resources = arena.client().resources(type);
        var one = object.getMetadata().getNamespace() == null
                ? resources.withName(object.getMetadata().getName())
                : resources
                        .inNamespace(object.getMetadata().getNamespace())
                        .withName(object.getMetadata().getName());
        one.subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":null}");
    }
}
