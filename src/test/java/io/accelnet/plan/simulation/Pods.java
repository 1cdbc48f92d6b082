package io.accelnet.plan.simulation;

import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.PodSnapshot.UsedFunction;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** A cluster of Kubernetes Nodes on which pods have virtual functions: of one pool, on port1, or of a second one too, on port2. */
final class Pods {
    static final String CLUSTER = SmallClusters.CLUSTER;
    static final String RESOURCE = "example.com/vm_ports";
    static final String PORT = "port1";
    static final String BLUE = "example.com/blue";
    static final String BLUE_PORT = "port2";
    private static final String BLUE_INTENT = "blue";

    private final Simulation simulation;

    /** With an intent that names the resource, and a cluster that survives the loss of this share of its nodes. */
    Pods(Simulation simulation, int percentage) {
        this.simulation = simulation;
        adapters("port1");
        SmallClusters.cluster(simulation, percentage, 1, 2, 4);
    }

    /** Adds the second pool. */
    void addBlue() {
        simulation.intents.put(
                BLUE_INTENT,
                new IntentSnapshot(
                        BLUE_INTENT, Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of(BLUE_PORT), Optional.of(BLUE)));
        simulation.clusters.computeIfPresent(
                CLUSTER,
                (name, one) -> new ClusterDefinition(
                        name,
                        one.created(),
                        List.of(one.intentName(), BLUE_INTENT),
                        one.portPolicy(),
                        one.nodeReservePercentage(),
                        one.nodes(),
                        one.queuePairs(),
                        one.excludeUnsupported(),
                        one.excludeUnsupportedAdapters(),
                        one.namespaces(),
                        one.maxFunctionsPerNamespace()));
    }

    /** The adapters of the intent. */
    void adapters(String... names) {
        simulation.intents.put(
                "fabric",
                new IntentSnapshot(
                        "fabric", Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of(names), Optional.of(RESOURCE)));
    }

    /** A node with one port. */
    void node(String name, int functions) {
        node(name, List.of(SampleNodes.port("port1", functions, OptionalInt.empty(), OptionalInt.empty())));
    }

    /** A node with a port of each pool. */
    void node(String name, int functions, int blue) {
        node(
                name,
                List.of(
                        SampleNodes.port(PORT, functions, OptionalInt.empty(), OptionalInt.empty()),
                        SampleNodes.port(BLUE_PORT, blue, OptionalInt.empty(), OptionalInt.empty())));
    }

    void node(String name, List<AdapterSnapshot> ports) {
        NodeSnapshot linux = SampleNodes.linux(name, Map.of(), ports);
        simulation.nodes.put(
                name,
                new NodeSnapshot(
                        name,
                        Map.of(),
                        true,
                        linux.availability(),
                        linux.host(),
                        ports,
                        linux.ledger(),
                        linux.memory()));
        ready(name, true);
    }

    void ready(String node, boolean ready) {
        simulation.kubernetesNodes.put(node, new KubernetesNode(ready, false));
    }

    void cordon(String node) {
        simulation.kubernetesNodes.put(node, new KubernetesNode(true, true));
    }

    void allocatable(String node, int functions) {
        simulation.kubernetesNodes.put(
                node, new KubernetesNode(true, false, Optional.empty(), Optional.of(Map.of(RESOURCE, functions))));
    }

    /** An AccelNetVM that names a VirtualMachine with so many network adapters, which doesn't run. */
    VmId vm(String name, int created, int adapters) {
        return vm(name, created, adapters, 0);
    }

    /** One with so many network adapters in the first pool, and in the second. */
    VmId vm(String name, int created, int adapters, int blue) {
        VmId id = new VmId("a", name);
        simulation.vms.put(
                id,
                new VmSnapshot(
                        id,
                        "uid-" + name,
                        Instant.ofEpochSecond(created),
                        CLUSTER,
                        Level.LOW,
                        resolved(name, facts(adapters, blue)),
                        VmMemory.NONE));
        return id;
    }

    /** An AccelNetVM whose VM's facts somebody states: it has one network adapter, and runs here. */
    VmId described(String name, int created, String node) {
        VmId id = new VmId("a", name);
        simulation.vms.put(
                id,
                new VmSnapshot(
                        id,
                        "uid-" + name,
                        Instant.ofEpochSecond(created),
                        CLUSTER,
                        Level.LOW,
                        new VirtualMachine.Described(new VmFacts(4, List.of("eth0"), Optional.of(node))),
                        VmMemory.NONE));
        return id;
    }

    /** The pod of a VM that no AccelNetVM names is bound to a node. */
    void ofVmOfNobody(String namespace, String pod, String node) {
        simulation.pods.put(
                pod,
                new PodSnapshot(
                        namespace,
                        pod,
                        "uid-" + pod,
                        Instant.EPOCH,
                        Map.of(RESOURCE, 1),
                        Optional.empty(),
                        Purpose.RUN,
                        new Bound(node, false, List.of())));
    }

    /** The VM says that it runs here, or nowhere. */
    void reports(VmId id, Optional<String> node) {
        simulation.vms.computeIfPresent(
                id,
                (key, vm) -> new VmSnapshot(
                        id,
                        vm.uid(),
                        vm.created(),
                        vm.cluster(),
                        vm.level(),
                        resolved(id.name(), on(vm.facts().orElseThrow(), node)),
                        vm.memory()));
    }

    private static VmFacts on(VmFacts facts, Optional<String> node) {
        return new VmFacts(facts.vCpus(), facts.networkAdapters(), facts.intents(), node);
    }

    private static VmFacts facts(int adapters, int blue) {
        List<String> names = new ArrayList<>();
        Map<String, String> intents = new HashMap<>();
        IntStream.range(0, adapters).forEach(i -> names.add("eth" + i));
        IntStream.range(0, blue).forEach(i -> {
            names.add("blue" + i);
            intents.put("blue" + i, BLUE_INTENT);
        });
        return new VmFacts(4, names, intents, Optional.empty());
    }

    private static VirtualMachine resolved(String name, VmFacts facts) {
        return new VirtualMachine.Resolved(name, facts, List.of());
    }

    /** A pod is bound to a node; which virtual functions of port1 it has is known, or nothing is said yet. */
    void bound(String pod, Optional<VmId> vm, String node, int count, Integer... functions) {
        bound(
                pod,
                vm,
                node,
                Map.of(RESOURCE, count),
                IntStream.range(0, functions.length)
                        .mapToObj(i -> function(node, vm.map(any -> "eth" + i), PORT, functions[i]))
                        .toList());
    }

    /** The same with virtual functions of any resources. */
    void bound(
            String pod, Optional<VmId> vm, String node, Map<String, Integer> requests, List<UsedFunction> functions) {
        simulation.pods.put(
                pod,
                new PodSnapshot(
                        vm.map(VmId::namespace).orElse("others"),
                        pod,
                        "uid-" + pod,
                        Instant.EPOCH,
                        requests,
                        vm,
                        vm.isPresent() ? Purpose.RUN : Purpose.OTHER,
                        new Bound(node, false, functions)));
    }

    static UsedFunction function(String node, Optional<String> networkAdapter, String port, int number) {
        return new UsedFunction(networkAdapter, address(node, port, number), Optional.of(port), OptionalInt.of(number));
    }

    static String address(String node, String port, int function) {
        return node + "." + port + "." + function;
    }

    /** The VM runs here, and its pod says which virtual functions it has. */
    void runs(VmId vm, String node, Integer... functions) {
        reports(vm, Optional.of(node));
        bound(pod(vm), Optional.of(vm), node, functions.length, functions);
    }

    /** The VM has ended, and its pod with it. */
    void ends(VmId vm) {
        reports(vm, Optional.empty());
        simulation.pods.remove(pod(vm));
    }

    static String pod(VmId vm) {
        return "virt-launcher-" + vm.name();
    }
}
