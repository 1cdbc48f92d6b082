package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.VirtualMachineFacts;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.Fault;
import io.accelnet.operator.harness.FaultProxy;
import io.accelnet.operator.harness.Faults;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Settled;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A thousand faults, and nobody can tell from the end. */
@ExtendWith(SharedControlPlane.class)
class FaultsIT {
    private static final int STEPS = 100;
    private static final int NODES = 5;
    private static final int FUNCTIONS = 32;
    private static final int PERCENTAGE = 40;
    private static final int MOST_DOWN = 2;
    private static final int FAULTS = 1_000;
    private static final double SHARE = 0.5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void endAsIfThereHadBeenNone(ControlPlane controlPlane) throws IOException {
        long seed = System.nanoTime();
        System.out.println("Seed of the changes: " + seed);
        Set<String> undisturbed;
        try (Arena arena = Arena.on(controlPlane)) {
            arena.operator();
            changes(arena, seed, step -> {});
            Settled.await(arena);
            undisturbed = state(arena);
        }
        Faults faults = new Faults(seed);
        try (Arena arena = Arena.on(controlPlane);
                FaultProxy proxy = FaultProxy.before(arena.kubeconfig(), faults)) {
            Path kubeconfig = proxy.kubeconfig(folder);
            faults.share(SHARE);
            AccelNetOperator operator = arena.operator(options -> options.kubeconfig(kubeconfig));
            changes(arena, seed, step -> await().atMost(PATIENCE).until(() -> faults.total() >= FAULTS * step / STEPS));
            System.out.println(faults.total() + " faults: " + faults.counts());
            faults.share(0);
            Settled.await(arena);

            assertThat(faults.counts()).containsOnlyKeys(Fault.values());
            assertThat(state(arena)).isEqualTo(undisturbed);
            Consistency.assertHolds(arena);
            operator.close();
        }
    }

    /** Never more nodes down than the reserve is for, so that no VM's answer hangs on who came first. */
    private static void changes(Arena arena, long seed, IntConsumer pace) {
        Random random = new Random(seed);
        arena.create(Objects.intent(), Objects.cluster(PERCENTAGE));
        for (int i = 0; i < NODES; i++) {
            arena.create(Objects.node("node-" + i, FUNCTIONS));
        }
        Set<Integer> down = new TreeSet<>();
        for (int step = 1; step <= STEPS; step++) {
            int node = random.nextInt(NODES);
            if (random.nextInt(3) > 0) {
                arena.create(vm(random, "vm-%03d".formatted(step)));
            } else if (down.remove(node)) {
                say(arena, node, "Available");
            } else if (down.size() < MOST_DOWN) {
                down.add(node);
                say(arena, node, "Down");
            }
            pace.accept(step);
        }
    }

    /** Now and then one that asks for more than a single processor can serve. */
    private static AccelNetVM vm(Random random, String name) {
        AccelNetVM vm = Objects.vm(Arena.NAMESPACE, name);
        if (random.nextInt(5) == 0) {
            vm.setSpec(new AccelNetVMSpec(
                    Objects.CLUSTER, Performance.HIGH, null, new VirtualMachineFacts(1, List.of("nic-1"), null)));
        }
        return vm;
    }

    private static void say(Arena arena, int node, String availability) {
        arena.client()
                .resources(AccelNetNode.class)
                .withName("node-" + node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"availability\":\"%s\"}}".formatted(availability));
    }

    /** What every VM was told, but for where its functions are: that hangs on which write went through first. */
    private static Set<String> state(Arena arena) {
        Set<String> state = new TreeSet<>();
        for (AccelNetVM vm : arena.vms()) {
            state.add("%s %s %d %s"
                    .formatted(
                            vm.getMetadata().getName(),
                            vm.getStatus().admitted(),
                            vm.getStatus().virtualFunctions().size(),
                            vm.getStatus().conditions().stream()
                                    .map(condition -> condition.getType() + "=" + condition.getStatus() + " "
                                            + condition.getReason())
                                    .toList()));
        }
        return state;
    }
}
