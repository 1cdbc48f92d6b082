package io.accelnet.operator.harness;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.VirtualMachineFacts;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * The same changes by users for the same seed: VMs come and go, nodes fail and return. Never more nodes are down than the reserve
 * is for, and there is always room for all VMs, so that no VM's answer hangs on who came first.
 */
public final class Workload {
    private static final int NODES = 5;
    private static final int FUNCTIONS = 32;
    private static final int PERCENTAGE = 40;
    private static final int MOST_DOWN = 2;
    private static final int MOST_VMS = 80;

    private final Arena arena;
    private final Random random;
    private final Deque<String> vms = new ArrayDeque<>();
    private final Set<Integer> down = new TreeSet<>();

    /** Changes in this arena. */
    public Workload(Arena arena, long seed) {
        this.arena = arena;
        this.random = new Random(seed);
    }

    /** Makes so many changes, and waits for this after each. */
    public void run(int steps, IntConsumer pace) {
        arena.create(Objects.intent(), Objects.cluster(PERCENTAGE));
        for (int i = 0; i < NODES; i++) {
            arena.create(Objects.node("node-" + i, FUNCTIONS));
        }
        for (int step = 1; step <= steps; step++) {
            step(step);
            pace.accept(step);
        }
    }

    private void step(int step) {
        int node = random.nextInt(NODES);
        if (random.nextInt(3) > 0) {
            if (vms.size() == MOST_VMS) {
                arena.client()
                        .resources(AccelNetVM.class)
                        .inNamespace(Arena.NAMESPACE)
                        .withName(vms.poll())
                        .delete();
            }
            String name = "vm-%05d".formatted(step);
            vms.add(name);
            arena.create(vm(name));
        } else if (down.remove(node)) {
            say(node, "Available");
        } else if (down.size() < MOST_DOWN) {
            down.add(node);
            say(node, "Down");
        }
    }

    /** Now and then one that asks for more than a single processor can serve. */
    private AccelNetVM vm(String name) {
        AccelNetVM vm = Objects.vm(Arena.NAMESPACE, name);
        if (random.nextInt(5) == 0) {
            vm.setSpec(new AccelNetVMSpec(
                    Objects.CLUSTER, Performance.HIGH, null, new VirtualMachineFacts(1, List.of("nic-1"), null)));
        }
        return vm;
    }

    private void say(int node, String availability) {
        arena.client()
                .resources(AccelNetNode.class)
                .withName("node-" + node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"availability\":\"%s\"}}".formatted(availability));
    }

    /** What every VM was told, but for where its functions are: that hangs on which write went through first. */
    public static Set<String> answers(Arena arena) {
        Set<String> answers = new TreeSet<>();
        for (AccelNetVM vm : arena.vms()) {
            answers.add("%s %s %d %s"
                    .formatted(
                            vm.getMetadata().getName(),
                            vm.getStatus().admitted(),
                            vm.getStatus().virtualFunctions().size(),
                            vm.getStatus().conditions().stream()
                                    .map(condition -> condition.getType() + "=" + condition.getStatus() + " "
                                            + condition.getReason())
                                    .toList()));
        }
        return answers;
    }
}
