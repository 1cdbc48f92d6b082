package io.accelnet.operator.harness;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Performance;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Users at work: VMs and nodes come, change and go, at random but repeatably. */
public final class Churn {
    private static final int FUNCTIONS = 16;
    private static final int NODES = 6;
    private static final int FEWEST_NODES = 4;
    private static final int FEWEST_VMS = 5;
    private static final int MOST_VMS = 40;

    private static final List<Performance> LEVELS = List.of(Performance.values());

    private final Arena arena;
    private final Random random;
    private final boolean nodesToo;
    private final List<String> vms = new ArrayList<>();
    private final List<String> nodes = new ArrayList<>();
    private int made;

    public Churn(Arena arena, long seed, boolean nodesToo) {
        System.out.println("Seed of the churn: " + seed);
        this.arena = arena;
        this.random = new Random(seed);
        this.nodesToo = nodesToo;
        arena.create(Objects.intent(), Objects.cluster(30));
        for (int i = 0; i < NODES; i++) {
            addNode();
        }
    }

    /** One change. */
    public void step() {
        int dice = random.nextInt(100);
        if (nodesToo && dice < 12) {
            flip();
        } else if (nodesToo && dice < 15) {
            addNode();
        } else if (nodesToo && dice < 18 && nodes.size() > FEWEST_NODES) {
            String name = nodes.remove(random.nextInt(nodes.size()));
            arena.client().resources(AccelNetNode.class).withName(name).delete();
        } else if (vms.size() < FEWEST_VMS || (dice < 65 && vms.size() < MOST_VMS)) {
            String name = "vm-%04d".formatted(made++);
            vms.add(name);
            arena.create(Objects.vm(Arena.NAMESPACE, name, level(), adapters(), null));
        } else {
            String name = vms.remove(random.nextInt(vms.size()));
            arena.client()
                    .resources(AccelNetVM.class)
                    .inNamespace(Arena.NAMESPACE)
                    .withName(name)
                    .delete();
        }
    }

    private void addNode() {
        String name = "node-%04d".formatted(made++);
        nodes.add(name);
        arena.create(Objects.node(name, FUNCTIONS));
    }

    private void flip() {
        String name = nodes.get(random.nextInt(nodes.size()));
        String availability = random.nextInt(3) == 0 ? "Down" : "Available";
        say(name, availability);
    }

    /** Mends every node. */
    public void mend() {
        nodes.forEach(name -> say(name, "Available"));
    }

    private void say(String name, String availability) {
        arena.client()
                .resources(AccelNetNode.class)
                .withName(name)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"availability\":\"%s\"}}".formatted(availability));
    }

    private Performance level() {
        return LEVELS.get(random.nextInt(LEVELS.size()));
    }

    private List<String> adapters() {
        return random.nextInt(4) == 0 ? List.of("nic-1", "nic-2") : List.of("nic-1");
    }
}
