package io.accelnet.plan.simulation;

import io.accelnet.plan.Level;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.Selector;
import io.accelnet.plan.snapshot.Selector.Operator;
import io.accelnet.plan.snapshot.Selector.Requirement;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * Random changes by an administrator: of clusters that exist beside each other, of labels, intents, queue pairs per level and
 * namespaces; labels that are gone for some time; and restores from old backups.
 */
final class AdministratorEvents {
    private static final String POOL = "pool";

    private final Simulation simulation;
    private final RandomEvents events;
    private final Random random;
    private final Map<String, VmMemory> backup = new HashMap<>();

    AdministratorEvents(Simulation simulation, RandomEvents events, Random random) {
        this.simulation = simulation;
        this.events = events;
        this.random = random;
    }

    /** Creates two clusters, which may select the same nodes, and some nodes. */
    void create() {
        intent("fabric", List.of("port1", "port2"), 0);
        intent("spare", List.of("port3"), 1);
        cluster("main");
        cluster("other");
        for (int i = 0; i < 2 + random.nextInt(5); i++) {
            events.node("n" + i);
            relabel("n" + i);
        }
    }

    /** Makes one random change, and returns whether it may not take virtual functions from a VM. */
    boolean next() {
        switch (random.nextInt(13)) {
            case 0, 1 -> events.pick(simulation.nodes.keySet()).ifPresent(this::relabel);
            case 2 -> intent("fabric", ports(), random.nextInt(3));
            case 3 -> intent("spare", ports(), random.nextInt(3));
            case 4, 5 -> cluster(random.nextBoolean() ? "main" : "other");
            case 6 -> simulation.clusters.remove(random.nextBoolean() ? "main" : "other");
            case 7 -> simulation.intents.remove(random.nextBoolean() ? "fabric" : "spare");
            case 8 -> events.pick(simulation.nodes.keySet()).ifPresent(this::unlabel);
            case 9 -> simulation.nodes.keySet().forEach(this::unlabel);
            // Clocks are set back now and then.
            case 10 -> simulation.now = simulation.now.plusSeconds(random.nextInt(900) - 100);
            case 11 -> simulation.vms.forEach((id, vm) -> backup.put(vm.uid(), vm.memory()));
            default -> {
                restore();
                return false;
            }
        }
        return true;
    }

    /** Restores statuses of VMs from an old backup, and nodes without ledgers. VMs that the backup doesn't have keep their status. */
    private void restore() {
        List.copyOf(simulation.vms.values()).forEach(this::restore);
        simulation.nodes.keySet().forEach(events::wipeLedger);
    }

    private void restore(VmSnapshot vm) {
        simulation.remember(vm.id(), backup.getOrDefault(vm.uid(), vm.memory()));
    }

    private void relabel(String name) {
        String pool = random.nextBoolean() ? "a" : "b";
        simulation.nodes.computeIfPresent(name, (key, node) -> node.withLabels(Map.of(POOL, pool)));
    }

    private void unlabel(String name) {
        simulation.nodes.computeIfPresent(name, (key, node) -> node.withLabels(Map.of()));
    }

    private List<String> ports() {
        List<String> ports = new ArrayList<>();
        for (String port : List.of("port1", "PORT2", "port3")) {
            if (random.nextBoolean()) {
                ports.add(port);
            }
        }
        return ports.isEmpty() ? List.of("port1") : ports;
    }

    private void intent(String name, List<String> adapters, int created) {
        simulation.intents.put(
                name, new IntentSnapshot(name, Instant.ofEpochSecond(created), Set.of(IntentType.COMPUTE), adapters));
    }

    private void cluster(String name) {
        simulation.clusters.put(
                name,
                new ClusterDefinition(
                        name,
                        Instant.ofEpochSecond(random.nextInt(2)),
                        random.nextInt(3) == 0 ? "spare" : "fabric",
                        random.nextInt(100),
                        nodes(name),
                        profile(),
                        random.nextInt(4) == 0,
                        random.nextInt(4) == 0,
                        random.nextInt(4) == 0 ? in("team", "a") : Selector.ALL,
                        random.nextInt(3) == 0 ? OptionalInt.of(1 + random.nextInt(12)) : OptionalInt.empty()));
    }

    private Selector nodes(String cluster) {
        return random.nextInt(4) == 0 ? Selector.ALL : in(POOL, cluster.equals("main") ? "a" : "b");
    }

    private static Selector in(String label, String value) {
        return new Selector(List.of(new Requirement(label, Operator.IN, Set.of(value))));
    }

    private Map<Level, Integer> profile() {
        int low = 1 + random.nextInt(2);
        int medium = low + random.nextInt(2);
        return Map.of(Level.LOW, low, Level.MEDIUM, medium, Level.HIGH, medium + random.nextInt(3));
    }
}
