package io.accelnet.plan.simulation;

import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeMemory;
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

/** Random events of a simulated cluster: VMs, nodes and adapters come, change and go. */
final class RandomEvents {
    private final Simulation simulation;
    private final Random random;
    private final HostEvents hosts;
    private int clock;

    RandomEvents(Simulation simulation, Random random) {
        this.simulation = simulation;
        this.random = random;
        this.hosts = new HostEvents(simulation, random);
    }

    /** Creates an intent, a cluster that survives the loss of this share of its nodes, and some nodes. */
    void create(int percentage, int nodeCount) {
        intent(List.of("port1", "port2"));
        cluster("main", percentage);
        for (int i = 0; i < nodeCount; i++) {
            node("n" + i);
        }
    }

    /** Makes one random event happen. */
    void next() {
        switch (random.nextInt(25)) {
            case 0, 1, 2, 3, 4, 5 -> addVm();
            case 6, 7 -> pick(simulation.vms.keySet()).ifPresent(vm -> simulation.vms.remove(vm));
            case 8, 9 ->
                pick(simulation.nodes.values()).ifPresent(node -> availability(node, DeclaredAvailability.DOWN));
            case 10, 11, 12 ->
                pick(simulation.nodes.values()).ifPresent(node -> availability(node, DeclaredAvailability.AVAILABLE));
            case 13 ->
                pick(simulation.nodes.values()).ifPresent(node -> availability(node, DeclaredAvailability.MAINTENANCE));
            case 14 -> pick(simulation.vms.values()).ifPresent(vm -> change(vm, level(), vm.virtualMachine()));
            case 15 -> pick(simulation.vms.values()).ifPresent(this::reportSomewhere);
            case 16 -> pick(simulation.nodes.values()).ifPresent(node -> adapters(node, randomAdapters()));
            case 17 -> cluster("main", random.nextInt(100));
            case 18 -> pick(simulation.nodes.keySet()).ifPresent(node -> simulation.nodes.remove(node));
            case 19 -> node("n" + random.nextInt(6));
            case 20 -> pick(simulation.vms.values()).ifPresent(vm -> change(vm, vm.level(), otherAdapters(vm)));
            case 21 -> hosts.link();
            case 22 -> hosts.leaveOut();
            case 23 -> hosts.rename();
            default -> rare();
        }
    }

    /** Gives some VM another level, or other network adapters. */
    void changeVm() {
        pick(simulation.vms.values())
                .ifPresent(vm -> change(vm, level(), random.nextBoolean() ? vm.virtualMachine() : otherAdapters(vm)));
    }

    private void rare() {
        switch (random.nextInt(6)) {
            case 0 -> simulation.nodes.keySet().forEach(this::wipeLedger);
            case 1 -> simulation.vms.keySet().forEach(vm -> simulation.remember(vm, VmMemory.NONE));
            case 2 -> intent(List.of(random.nextBoolean() ? "port1" : "port2"));
            case 3 -> intent(List.of("port1", "PORT2"));
            case 4 -> simulation.clusters.remove("main");
            default -> cluster("main", 50);
        }
    }

    void addVm() {
        clock++;
        VmId id = new VmId(random.nextBoolean() ? "a" : "b", "vm" + clock);
        Optional<String> node = random.nextInt(4) == 0 ? pick(simulation.nodes.keySet()) : Optional.empty();
        simulation.vms.put(
                id,
                new VmSnapshot(
                        id,
                        "uid" + clock,
                        Instant.ofEpochSecond(clock),
                        pick(simulation.clusters.keySet()).orElse("main"),
                        level(),
                        new VirtualMachine.Described(new VmFacts(4, networkAdapters(1 + random.nextInt(3)), node)),
                        VmMemory.NONE));
    }

    /** Adds a VM that doesn't report the node on which it runs. */
    void addVmWithoutReport() {
        clock++;
        VmId id = new VmId("a", "vm" + clock);
        simulation.vms.put(
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
        simulation.nodes.put(node.name(), node.withAvailability(availability));
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

    private VirtualMachine otherAdapters(VmSnapshot vm) {
        Optional<String> node = vm.facts().flatMap(VmFacts::reportedNode);
        List<String> some =
                networkAdapters(4).stream().filter(name -> random.nextBoolean()).toList();
        return new VirtualMachine.Described(new VmFacts(4, some, node));
    }

    private void reportSomewhere(VmSnapshot vm) {
        Optional<String> node = random.nextInt(4) == 0 ? Optional.empty() : pick(simulation.nodes.keySet());
        List<String> adapters = vm.facts().map(VmFacts::networkAdapters).orElse(List.of());
        change(vm, vm.level(), new VirtualMachine.Described(new VmFacts(4, adapters, node)));
    }

    private void change(VmSnapshot vm, Level level, VirtualMachine virtualMachine) {
        simulation.vms.put(
                vm.id(),
                new VmSnapshot(vm.id(), vm.uid(), vm.created(), vm.cluster(), level, virtualMachine, vm.memory()));
    }

    private void intent(List<String> adapters) {
        simulation.intents.put(
                "fabric", new IntentSnapshot("fabric", Instant.EPOCH, Set.of(IntentType.COMPUTE), adapters));
    }

    private void cluster(String name, int percentage) {
        simulation.clusters.put(
                name,
                new ClusterDefinition(
                        name,
                        Instant.EPOCH,
                        "fabric",
                        percentage,
                        Selector.ALL,
                        Map.of(Level.LOW, 1, Level.MEDIUM, 2, Level.HIGH, 4),
                        false,
                        false,
                        Selector.ALL,
                        random.nextInt(4) == 0 ? OptionalInt.of(20) : OptionalInt.empty()));
    }

    void node(String name) {
        if (!simulation.nodes.containsKey(name)) {
            simulation.nodes.put(name, SampleNodes.linux(name, Map.of(), randomAdapters()));
        }
    }

    private List<AdapterSnapshot> randomAdapters() {
        return List.of(adapter("port1"), adapter("port2"), adapter("port3"));
    }

    private AdapterSnapshot adapter(String name) {
        return SampleNodes.port(
                name,
                1 + random.nextInt(8),
                random.nextInt(3) == 0 ? OptionalInt.of(4 + random.nextInt(20)) : OptionalInt.empty(),
                random.nextInt(3) == 0 ? OptionalInt.of(1 << random.nextInt(3)) : OptionalInt.empty());
    }

    private void adapters(NodeSnapshot node, List<AdapterSnapshot> adapters) {
        simulation.nodes.put(node.name(), node.withAdapters(adapters));
    }

    void wipeLedger(String name) {
        simulation.nodes.computeIfPresent(name, (key, node) -> node.withStatus(List.of(), NodeMemory.NONE));
    }
}
