package io.accelnet.plan.simulation;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.Selector;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Random clusters of 2 to 6 nodes with few virtual functions, on which everything can be tried. */
final class SmallClusters {
    static final String CLUSTER = "main";

    private static final int[][] PROFILES = {{1, 2, 4}, {1, 2, 4}, {1, 1, 1}, {1, 2, 3}, {2, 3, 5}, {2, 2, 4}};

    private final Random random;
    private final Simulation simulation = new Simulation();
    private int clock;

    private SmallClusters(Random random) {
        this.random = random;
    }

    /** A cluster with its VMs; nothing has been decided. */
    static Simulation of(Random random) {
        return new SmallClusters(random).create();
    }

    private Simulation create() {
        simulation.intents.put(
                "fabric",
                new IntentSnapshot("fabric", Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of("port1", "port2")));
        int[] profile = PROFILES[random.nextInt(PROFILES.length)];
        cluster(simulation, random.nextInt(100), profile);
        int nodes = 2 + random.nextInt(5);
        for (int node = 0; node < nodes; node++) {
            node("n" + node, profile);
        }
        for (int vm = random.nextInt(12); vm >= 0; vm--) {
            clock++;
            Optional<String> reported =
                    random.nextInt(4) == 0 ? Optional.of("n" + random.nextInt(nodes)) : Optional.empty();
            add(simulation, "vm" + clock, clock, level(), 1 + random.nextInt(3), reported);
        }
        if (random.nextInt(3) == 0) {
            podsOfNobody(nodes);
        }
        return simulation;
    }

    /** Pods of nobody have some virtual functions, and say which. */
    private void podsOfNobody(int nodes) {
        simulation.intents.replaceAll((name, intent) -> new IntentSnapshot(
                name, intent.created(), intent.types(), intent.adapters(), Optional.of(Pods.RESOURCE)));
        for (int pod = random.nextInt(4); pod >= 0; pod--) {
            String name = "n" + random.nextInt(nodes);
            NodeSnapshot node = simulation.node(name);
            AdapterSnapshot port =
                    node.adapters().get(random.nextInt(node.adapters().size()));
            int number = random.nextInt(port.virtualFunctions());
            String key = "pod-" + name + "-" + port.name() + "-" + number;
            simulation.nodes.put(
                    name,
                    new NodeSnapshot(
                            name,
                            node.labels(),
                            true,
                            node.availability(),
                            node.host(),
                            node.adapters(),
                            node.ledger(),
                            node.memory()));
            simulation.kubernetesNodes.put(name, new KubernetesNode(true, false));
            simulation.pods.put(
                    key,
                    new PodSnapshot(
                            "others",
                            key,
                            key,
                            Instant.EPOCH,
                            Map.of(Pods.RESOURCE, 1),
                            Optional.empty(),
                            PodSnapshot.Purpose.OTHER,
                            new PodSnapshot.Bound(
                                    name,
                                    false,
                                    List.of(new PodSnapshot.UsedFunction(
                                            Optional.empty(),
                                            Pods.address(name, port.name(), number),
                                            Optional.of(port.name()),
                                            OptionalInt.of(number))))));
        }
    }

    /** How many virtual functions of a port pods of nobody have. */
    private static int usedByPods(Simulation simulation, NodeSnapshot node, AdapterSnapshot port) {
        return (int) simulation.pods.values().stream()
                .filter(pod -> pod.stage() instanceof PodSnapshot.Bound bound
                        && bound.node().equals(node.name())
                        && bound.functions().stream()
                                .anyMatch(function -> function.adapter().equals(Optional.of(port.name()))))
                .count();
    }

    /** What is left of a port's queue pairs: each virtual function of a pod of nobody has an equal share, rounded up. */
    private static int queuePairsLeft(Simulation simulation, NodeSnapshot node, AdapterSnapshot port) {
        int all = port.queuePairs().orElse(1_000_000);
        int share = port.queuePairs().isPresent() ? Math.ceilDiv(all, port.virtualFunctions()) : 0;
        return Math.max(0, all - usedByPods(simulation, node, port) * share);
    }

    /** A cluster of all nodes, with so many queue pairs for Low, Medium and High. */
    static void cluster(Simulation simulation, int percentage, int... profile) {
        simulation.clusters.put(
                CLUSTER,
                new ClusterDefinition(
                        CLUSTER,
                        Instant.EPOCH,
                        "fabric",
                        percentage,
                        Selector.ALL,
                        Map.of(Level.LOW, profile[0], Level.MEDIUM, profile[1], Level.HIGH, profile[2]),
                        false,
                        false,
                        Selector.ALL,
                        OptionalInt.empty()));
    }

    /** Something happens to the cluster once its VMs have been served. */
    static void change(Simulation simulation, Random random) {
        List<NodeSnapshot> nodes = List.copyOf(simulation.nodes.values());
        NodeSnapshot node = nodes.get(random.nextInt(nodes.size()));
        List<VmSnapshot> vms = List.copyOf(simulation.vms.values());
        VmSnapshot vm = vms.get(random.nextInt(vms.size()));
        RandomEvents events = new RandomEvents(simulation, random);
        switch (random.nextInt(4)) {
            case 0 -> events.availability(node, DeclaredAvailability.DOWN);
            case 1 -> events.availability(node, DeclaredAvailability.MAINTENANCE);
            case 2 ->
                simulation.clusters.replaceAll((name, cluster) -> RemediesLife.with(cluster, random.nextInt(100)));
            default -> {
                VmFacts facts = vm.facts().orElseThrow();
                simulation.vms.put(
                        vm.id(),
                        new VmSnapshot(
                                vm.id(),
                                vm.uid(),
                                vm.created(),
                                vm.cluster(),
                                vm.level(),
                                new VirtualMachine.Described(
                                        new VmFacts(facts.vCpus(), facts.networkAdapters(), Optional.of(node.name()))),
                                vm.memory()));
            }
        }
    }

    /** Adds a VM that has been created after so many seconds. */
    static VmId add(
            Simulation simulation, String name, int created, Level level, int adapters, Optional<String> reported) {
        VmId id = new VmId("a", name);
        simulation.vms.put(
                id,
                new VmSnapshot(
                        id,
                        "uid-" + name,
                        Instant.ofEpochSecond(created),
                        CLUSTER,
                        level,
                        new VirtualMachine.Described(new VmFacts(
                                4,
                                IntStream.range(0, adapters)
                                        .mapToObj(adapter -> "eth" + adapter)
                                        .toList(),
                                reported)),
                        VmMemory.NONE));
        return id;
    }

    private Level level() {
        return List.of(Level.values()).get(random.nextInt(Level.values().length));
    }

    private void node(String name, int[] profile) {
        simulation.nodes.put(
                name, SampleNodes.linux(name, Map.of(), List.of(adapter("port1", profile), adapter("port2", profile))));
    }

    private AdapterSnapshot adapter(String name, int[] profile) {
        int functions = 1 + random.nextInt(4);
        return SampleNodes.port(
                name,
                functions,
                random.nextInt(2) == 0
                        ? OptionalInt.of(1 + random.nextInt(functions * profile[2]))
                        : OptionalInt.empty(),
                random.nextInt(3) == 0 ? OptionalInt.of(profile[random.nextInt(3)]) : OptionalInt.empty());
    }

    /** The same as numbers, with the VMs that have virtual functions. */
    static TestCluster numbers(Simulation simulation) {
        ClusterDefinition cluster =
                Optional.ofNullable(simulation.clusters.get(CLUSTER)).orElseThrow();
        int[] tiers = new TreeSet<>(cluster.queuePairs().values())
                .stream().mapToInt(pairs -> pairs).toArray();
        int failures = simulation.nodes.size() * cluster.nodeReservePercentage() / 100;
        TestCluster numbers = new TestCluster(tiers, failures);
        for (NodeSnapshot node : simulation.nodes.values()) {
            List<AdapterSnapshot> ports = node.adapters();
            TestCluster.Node counted = new TestCluster.Node(
                    node.name(),
                    ports.stream()
                            .mapToInt(port -> port.virtualFunctions() - usedByPods(simulation, node, port))
                            .toArray(),
                    ports.stream()
                            .mapToInt(port -> queuePairsLeft(simulation, node, port))
                            .toArray(),
                    ports.stream()
                            .mapToInt(port -> port.maxQueuePairsPerFunction().orElse(1_000))
                            .toArray());
            counted.down = node.availability() == DeclaredAvailability.DOWN;
            counted.cordoned = node.availability() == DeclaredAvailability.MAINTENANCE;
            numbers.nodes.add(counted);
        }
        for (NodeSnapshot node : simulation.nodes.values()) {
            Map<VmId, List<LedgerEntry>> held = new LinkedHashMap<>();
            node.ledger()
                    .forEach(entry -> held.computeIfAbsent(entry.vm(), vm -> new ArrayList<>())
                            .add(entry));
            held.forEach((vm, entries) -> numbers.vms.put(vm.name(), held(numbers, node, vm, entries)));
        }
        return numbers;
    }

    private static TestCluster.Vm held(TestCluster numbers, NodeSnapshot node, VmId vm, List<LedgerEntry> entries) {
        int[] split = new int[node.adapters().size()];
        for (LedgerEntry entry : entries) {
            for (int port = 0; port < split.length; port++) {
                split[port] += node.adapters().get(port).name().equals(entry.adapter()) ? 1 : 0;
            }
        }
        return new TestCluster.Vm(
                vm.name(),
                new Demand(entries.size(), tier(numbers, entries.getFirst().queuePairs())),
                numbers.node(node.name()),
                split);
    }

    /** What a VM asks for. */
    static Demand demand(Simulation simulation, TestCluster numbers, VmSnapshot vm) {
        ClusterDefinition cluster =
                Optional.ofNullable(simulation.clusters.get(CLUSTER)).orElseThrow();
        return new Demand(
                vm.facts().orElseThrow().networkAdapters().size(), tier(numbers, cluster.queuePairsOf(vm.level())));
    }

    private static int tier(TestCluster numbers, int queuePairs) {
        return IntStream.range(0, numbers.queuePairs.length)
                .filter(tier -> numbers.queuePairs[tier] == queuePairs)
                .findFirst()
                .orElseThrow();
    }
}
