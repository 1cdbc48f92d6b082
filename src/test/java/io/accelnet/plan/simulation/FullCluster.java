package io.accelnet.plan.simulation;

import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A cluster named main of equal nodes, with more VMs than can be admitted, of all levels and several sizes. The same arguments
 * always give the same cluster.
 */
final class FullCluster {
    /** 70 % of the VMs have one network adapter, 20 % two, 10 % four. */
    private static final int[] SIZES = {1, 1, 1, 1, 1, 1, 1, 2, 2, 4};

    private static final Level[] LEVELS = {
        Level.LOW,
        Level.LOW,
        Level.LOW,
        Level.LOW,
        Level.LOW,
        Level.LOW,
        Level.MEDIUM,
        Level.MEDIUM,
        Level.MEDIUM,
        Level.HIGH
    };

    private final Simulation simulation = new Simulation();
    private final Random random = new Random(1);
    private int created;

    /**
     * A cluster that nobody has been admitted to yet.
     *
     * @param percentage the share of nodes that may be down at once
     * @param functions VFs of each node
     * @param queuePairs queue pairs of each node; empty: no limit
     */
    FullCluster(int nodes, int percentage, int functions, OptionalInt queuePairs) {
        new RandomEvents(simulation, random).create(percentage, 1);
        simulation.nodes.clear();
        simulation.intents.replaceAll((name, intent) ->
                new IntentSnapshot(intent.name(), intent.created(), intent.types(), List.of("port1")));
        profile(1, 2, 4);
        for (int index = 0; index < nodes; index++) {
            String name = "node-" + (1000 + index);
            simulation.nodes.put(
                    name,
                    SampleNodes.linux(
                            name,
                            Map.of(),
                            List.of(SampleNodes.port("port1", functions, queuePairs, OptionalInt.empty()))));
        }
    }

    Simulation simulation() {
        return simulation;
    }

    /** Adds so many VMs of random levels and sizes that report no node. */
    void addVms(int count) {
        for (int index = 0; index < count; index++) {
            addVm(LEVELS[random.nextInt(LEVELS.length)], SIZES[random.nextInt(SIZES.length)], Optional.empty());
        }
    }

    void addVm(Level level, int networkAdapters, Optional<String> node) {
        created++;
        VmId id = new VmId("a", "vm-" + (100_000 + created));
        simulation.vms.put(
                id,
                new VmSnapshot(
                        id,
                        "uid-" + created,
                        Instant.ofEpochSecond(created),
                        "main",
                        level,
                        new VirtualMachine.Described(new VmFacts(
                                8,
                                IntStream.range(0, networkAdapters)
                                        .mapToObj(number -> "eth" + number)
                                        .toList(),
                                node)),
                        VmMemory.NONE));
    }

    /** Writes what a plan says into the ledgers and the VMs' statuses. */
    void write(Plan plan) {
        plan.nodes().forEach((name, node) -> simulation.writeLedger(name, node.ledger()));
        plan.vms().forEach(simulation::writeMemory);
    }

    /** Changes the queue pairs of the three levels. */
    void profile(int low, int medium, int high) {
        change(Map.of(Level.LOW, low, Level.MEDIUM, medium, Level.HIGH, high), OptionalInt.empty());
    }

    /** Changes the share of nodes that may be down at once. */
    void percentage(int percentage) {
        change(Map.of(), OptionalInt.of(percentage));
    }

    private void change(Map<Level, Integer> queuePairs, OptionalInt percentage) {
        simulation.clusters.replaceAll((name, cluster) -> new ClusterDefinition(
                cluster.name(),
                cluster.created(),
                cluster.intentName(),
                percentage.orElse(cluster.nodeReservePercentage()),
                cluster.nodes(),
                queuePairs.isEmpty() ? cluster.queuePairs() : queuePairs,
                cluster.excludeUnsupported(),
                cluster.excludeUnsupportedAdapters(),
                cluster.namespaces(),
                OptionalInt.empty()));
    }
}
