package io.accelnet.plan.simulation;

import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.AdapterSnapshot.SriovSupport;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.HostFacts;
import io.accelnet.plan.snapshot.HostFacts.OperatingSystem;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot.DeclaredAvailability;
import io.accelnet.plan.snapshot.Selector;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Everything that can happen to a world, at random. */
final class Events {
    private final World world;
    private final Random random;
    private int clock;

    Events(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** An intent, a cluster that survives the loss of this share of its nodes, and some nodes. */
    void found(int percentage, int nodeCount) {
        intent(List.of("port1", "port2"));
        cluster("main", percentage);
        for (int i = 0; i < nodeCount; i++) {
            node("n" + i);
        }
    }

    /** One random event. */
    void next() {
        switch (random.nextInt(22)) {
            case 0, 1, 2, 3, 4, 5 -> addVm();
            case 6, 7 -> pick(world.vms.keySet()).ifPresent(vm -> world.vms.remove(vm));
            case 8, 9 -> pick(world.nodes.values()).ifPresent(node -> availability(node, DeclaredAvailability.DOWN));
            case 10, 11, 12 ->
                pick(world.nodes.values()).ifPresent(node -> availability(node, DeclaredAvailability.AVAILABLE));
            case 13 ->
                pick(world.nodes.values()).ifPresent(node -> availability(node, DeclaredAvailability.MAINTENANCE));
            case 14 -> pick(world.vms.values()).ifPresent(vm -> change(vm, level(), vm.virtualMachine()));
            case 15 -> pick(world.vms.values()).ifPresent(this::reportSomewhere);
            case 16 -> pick(world.nodes.values()).ifPresent(node -> adapters(node, randomAdapters()));
            case 17 -> cluster("main", random.nextInt(100));
            case 18 -> pick(world.nodes.keySet()).ifPresent(node -> world.nodes.remove(node));
            case 19 -> node("n" + random.nextInt(6));
            case 20 -> pick(world.vms.values()).ifPresent(vm -> change(vm, vm.level(), machine(vm)));
            default -> rare();
        }
    }

    /** Another level, or other network adapters. */
    void changeVm() {
        pick(world.vms.values())
                .ifPresent(vm -> change(vm, level(), random.nextBoolean() ? vm.virtualMachine() : machine(vm)));
    }

    private void rare() {
        switch (random.nextInt(6)) {
            case 0 -> world.nodes.keySet().forEach(this::wipeLedger);
            case 1 -> world.vms.keySet().forEach(vm -> world.remember(vm, VmMemory.NONE));
            case 2 -> intent(List.of(random.nextBoolean() ? "port1" : "port2"));
            case 3 -> intent(List.of("port1", "PORT2"));
            case 4 -> world.clusters.remove("main");
            default -> cluster("main", 50);
        }
    }

    void addVm() {
        clock++;
        VmId id = new VmId(random.nextBoolean() ? "a" : "b", "vm" + clock);
        Optional<String> node = random.nextInt(4) == 0 ? pick(world.nodes.keySet()) : Optional.empty();
        world.vms.put(
                id,
                new VmSnapshot(
                        id,
                        "uid" + clock,
                        Instant.ofEpochSecond(clock),
                        pick(world.clusters.keySet()).orElse("main"),
                        level(),
                        new VirtualMachine.Described(new VmFacts(4, networkAdapters(1 + random.nextInt(3)), node)),
                        VmMemory.NONE));
    }

    /** A VM that doesn't say where it runs. */
    void addQuietVm() {
        clock++;
        VmId id = new VmId("a", "vm" + clock);
        world.vms.put(
                id,
                new VmSnapshot(
                        id,
                        "uid" + clock,
                        Instant.ofEpochSecond(clock),
                        "main",
                        level(),
                        new VirtualMachine.Described(
                                new VmFacts(4, networkAdapters(1 << random.nextInt(2)), Optional.empty())),
                        VmMemory.NONE));
    }

    void availability(NodeSnapshot node, DeclaredAvailability availability) {
        world.nodes.put(
                node.name(),
                new NodeSnapshot(
                        node.name(),
                        node.labels(),
                        node.standsForKubernetesNode(),
                        availability,
                        node.host(),
                        node.adapters(),
                        node.ledger()));
    }

    <T> Optional<T> pick(Collection<T> from) {
        return from.isEmpty() ? Optional.empty() : Optional.of(new ArrayList<>(from).get(random.nextInt(from.size())));
    }

    private Level level() {
        return pick(List.of(Level.values())).orElseThrow();
    }

    private static List<String> networkAdapters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "eth" + i).toList();
    }

    private VirtualMachine machine(VmSnapshot vm) {
        Optional<String> node = vm.facts().flatMap(VmFacts::reportedNode);
        List<String> some =
                networkAdapters(4).stream().filter(name -> random.nextBoolean()).toList();
        return new VirtualMachine.Described(new VmFacts(4, some, node));
    }

    private void reportSomewhere(VmSnapshot vm) {
        Optional<String> node = random.nextInt(4) == 0 ? Optional.empty() : pick(world.nodes.keySet());
        List<String> adapters = vm.facts().map(VmFacts::networkAdapters).orElse(List.of());
        change(vm, vm.level(), new VirtualMachine.Described(new VmFacts(4, adapters, node)));
    }

    private void change(VmSnapshot vm, Level level, VirtualMachine machine) {
        world.vms.put(
                vm.id(), new VmSnapshot(vm.id(), vm.uid(), vm.created(), vm.cluster(), level, machine, vm.memory()));
    }

    private void intent(List<String> adapters) {
        world.intents.put("fabric", new IntentSnapshot("fabric", Instant.EPOCH, Set.of(IntentType.COMPUTE), adapters));
    }

    private void cluster(String name, int percentage) {
        world.clusters.put(
                name,
                new ClusterDefinition(
                        name,
                        Instant.EPOCH,
                        "fabric",
                        percentage,
                        Selector.ALL,
                        Map.of(Level.LOW, 1, Level.MEDIUM, 2, Level.HIGH, 4),
                        false,
                        Selector.ALL,
                        random.nextInt(4) == 0 ? OptionalInt.of(20) : OptionalInt.empty()));
    }

    void node(String name) {
        if (!world.nodes.containsKey(name)) {
            HostFacts host = new HostFacts(
                    OperatingSystem.LINUX,
                    "",
                    "",
                    Fact.YES,
                    Fact.UNKNOWN,
                    Fact.UNKNOWN,
                    Fact.UNKNOWN,
                    Fact.UNKNOWN,
                    Fact.UNKNOWN);
            world.nodes.put(
                    name,
                    new NodeSnapshot(
                            name, Map.of(), false, DeclaredAvailability.AVAILABLE, host, randomAdapters(), List.of()));
        }
    }

    private List<AdapterSnapshot> randomAdapters() {
        return List.of(adapter("port1"), adapter("port2"), adapter("port3"));
    }

    private AdapterSnapshot adapter(String name) {
        return new AdapterSnapshot(
                name,
                SriovSupport.SUPPORTED,
                Fact.YES,
                1 + random.nextInt(8),
                random.nextInt(3) == 0 ? OptionalInt.of(4 + random.nextInt(20)) : OptionalInt.empty(),
                random.nextInt(3) == 0 ? OptionalInt.of(1 << random.nextInt(3)) : OptionalInt.empty());
    }

    private void adapters(NodeSnapshot node, List<AdapterSnapshot> adapters) {
        world.nodes.put(
                node.name(),
                new NodeSnapshot(
                        node.name(),
                        node.labels(),
                        node.standsForKubernetesNode(),
                        node.availability(),
                        node.host(),
                        adapters,
                        node.ledger()));
    }

    void wipeLedger(String name) {
        world.nodes.computeIfPresent(
                name,
                (key, node) -> new NodeSnapshot(
                        node.name(),
                        node.labels(),
                        node.standsForKubernetesNode(),
                        node.availability(),
                        node.host(),
                        node.adapters(),
                        List.of()));
    }
}
