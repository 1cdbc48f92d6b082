package io.accelnet.plan.pods;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.Planner;
import io.accelnet.plan.PortPolicy;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Decided;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodPlans.Deletion;
import io.accelnet.plan.outcome.PodPlans.Note;
import io.accelnet.plan.outcome.PodPlans.Opening;
import io.accelnet.plan.simulation.SampleNodes;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.ExcludedNodes;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeMemory;
import io.accelnet.plan.snapshot.NodeNumbers;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Open;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.PodSnapshot.Refused;
import io.accelnet.plan.snapshot.PodSnapshot.Stage;
import io.accelnet.plan.snapshot.Selector;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A cluster of Kubernetes Nodes with VMs by reference and their pods, on which plans are carried out as the operator would do it: the
 * ledgers and statuses first, then what is done to pods. It has one pool, or a second one, blue.
 */
public final class PodWorld {
    public static final String CLUSTER = "east";
    static final String RESOURCE = "example.com/vm_ports";
    static final String BLUE = "example.com/blue";
    private static final String INTENT = "ports";
    private static final String BLUE_INTENT = "blue";
    private static final String PORT = "port0";
    static final String BLUE_PORT = "port1";
    private static final int ROUNDS = 8;

    public final SortedMap<String, NodeSnapshot> nodes = new TreeMap<>();
    public final SortedMap<String, KubernetesNode> kubernetesNodes = new TreeMap<>();
    public final SortedMap<VmId, VmSnapshot> vms = new TreeMap<>();
    public final SortedMap<String, PodSnapshot> pods = new TreeMap<>();
    private final Planner planner = new Planner();
    private final boolean hasBlue;
    private Optional<ClusterDefinition> cluster;
    private OptionalInt limit = OptionalInt.empty();
    public Instant now = Instant.parse("2026-01-01T00:00:00Z");
    /** VMs that ran, and weren't stopped: KubeVirt is about to start them again. */
    private final Set<VmId> restarting = new HashSet<>();

    /** The nodes on which a VM can't run by its own rules. */
    private final Map<VmId, Set<String>> excluded = new HashMap<>();

    private int serial;

    /** Nodes n1, n2 and so on, each with so many virtual functions on one port, of which this percentage may be down. */
    public PodWorld(int percentage, int... functions) {
        hasBlue = false;
        cluster = Optional.of(definition(percentage));
        for (int each = 0; each < functions.length; each++) {
            node("n" + (each + 1), functions[each]);
        }
    }

    /**
     * Nodes n1, n2 and so on with a port of each pool.
     *
     * @param functions of each node, how many virtual functions the first pool has there, and how many blue has
     */
    static PodWorld withBlue(int percentage, int[]... functions) {
        return new PodWorld(percentage, functions);
    }

    private PodWorld(int percentage, int[][] functions) {
        hasBlue = true;
        cluster = Optional.of(definition(percentage));
        for (int each = 0; each < functions.length; each++) {
            node("n" + (each + 1), functions[each][0], functions[each][1]);
        }
    }

    boolean hasBlue() {
        return hasBlue;
    }

    private ClusterDefinition definition(int percentage) {
        return new ClusterDefinition(
                CLUSTER,
                Instant.EPOCH,
                hasBlue ? List.of(INTENT, BLUE_INTENT) : List.of(INTENT),
                PortPolicy.ANY,
                percentage,
                Selector.ALL,
                Map.of(Level.LOW, 1, Level.MEDIUM, 2, Level.HIGH, 4),
                false,
                false,
                Selector.ALL,
                limit);
    }

    /** The VMs of a namespace may have so many virtual functions in all from now on. */
    void limit(int functions) {
        limit = OptionalInt.of(functions);
        percentage(percentage());
    }

    void percentage(int percentage) {
        cluster = Optional.of(definition(percentage));
    }

    int percentage() {
        return cluster.map(ClusterDefinition::nodeReservePercentage).orElse(0);
    }

    void deleteCluster() {
        cluster = Optional.empty();
    }

    public void node(String name, int functions) {
        node(name, functions, List.of());
        up(name);
    }

    /** The node's port has so many from now on. */
    void functions(String name, int functions) {
        node(name, functions, Optional.ofNullable(nodes.get(name)).orElseThrow().ledger());
    }

    /** The link of the node's ports is down from now on, or up. */
    void link(String name, boolean down) {
        NodeSnapshot before = Optional.ofNullable(nodes.get(name)).orElseThrow();
        node(
                name,
                before.adapters().stream()
                        .map(port -> new AdapterSnapshot(
                                port.name(),
                                port.altNames(),
                                port.support(),
                                port.sriovEnabled(),
                                down,
                                port.virtualFunctions(),
                                port.firstFunction(),
                                port.excludedFunctions(),
                                port.queuePairs(),
                                port.maxQueuePairsPerFunction()))
                        .toList(),
                before.ledger());
    }

    private void node(String name, int functions, List<LedgerEntry> ledger) {
        node(name, List.of(SampleNodes.port(PORT, functions, OptionalInt.empty(), OptionalInt.empty())), ledger);
    }

    private void node(String name, int functions, int blue) {
        List<AdapterSnapshot> ports = new ArrayList<>();
        ports.add(SampleNodes.port(PORT, functions, OptionalInt.empty(), OptionalInt.empty()));
        if (blue > 0) {
            ports.add(SampleNodes.port(BLUE_PORT, blue, OptionalInt.empty(), OptionalInt.empty()));
        }
        node(name, ports, List.of());
        up(name);
    }

    private void node(String name, List<AdapterSnapshot> ports, List<LedgerEntry> ledger) {
        NodeSnapshot external = SampleNodes.linux(name, Map.of(), ports);
        nodes.put(
                name,
                new NodeSnapshot(
                        name,
                        Map.of(),
                        true,
                        external.availability(),
                        external.host(),
                        external.adapters(),
                        ledger,
                        NodeMemory.NONE));
    }

    public void up(String node) {
        kubernetesNodes.put(node, new KubernetesNode(true, false, Optional.of("host-" + node), Optional.empty()));
    }

    public void down(String node) {
        kubernetesNodes.put(node, new KubernetesNode(false, false, Optional.of("host-" + node), Optional.empty()));
    }

    public void cordon(String node) {
        kubernetesNodes.put(node, new KubernetesNode(true, true, Optional.of("host-" + node), Optional.empty()));
    }

    public VmId vm(String name) {
        return vm("a", name, Level.LOW, 1);
    }

    public VmId vm(String namespace, String name, Level level, int adapters) {
        return vm(namespace, name, level, adapters, 0);
    }

    /** A VM with so many network adapters in the first pool, and in blue. */
    VmId vm(String namespace, String name, Level level, int adapters, int blue) {
        VmId id = new VmId(namespace, name);
        vms.put(
                id,
                new VmSnapshot(
                        id,
                        "uid-" + namespace + "-" + name + "-" + serial,
                        Instant.ofEpochSecond(++serial),
                        CLUSTER,
                        level,
                        resolved(id, adapters, blue, Optional.empty()),
                        VmMemory.NONE));
        return id;
    }

    /** Network adapters net0 and so on, and then blue0 and so on. */
    private VirtualMachine resolved(VmId vm, int adapters, int blue, Optional<String> node) {
        List<String> names = new ArrayList<>();
        Map<String, String> intents = new HashMap<>();
        IntStream.range(0, adapters).forEach(adapter -> names.add("net" + adapter));
        IntStream.range(0, blue).forEach(adapter -> {
            names.add("blue" + adapter);
            intents.put("blue" + adapter, BLUE_INTENT);
        });
        if (hasBlue) {
            IntStream.range(0, adapters).forEach(adapter -> intents.put("net" + adapter, INTENT));
        }
        NodeNumbers numbers = new NodeNumbers(nodes.keySet());
        return new VirtualMachine.Resolved(
                vm.name(),
                new VmFacts(4, names, intents, node),
                List.of(),
                new ExcludedNodes(numbers, numbers.of(excluded.getOrDefault(vm, Set.of()))),
                node.isEmpty() && !restarting.contains(vm));
    }

    /** The VM's own rules exclude these nodes. */
    void exclude(VmId vm, String... from) {
        excluded.put(vm, Set.of(from));
        report(vm, get(vm).facts().flatMap(VmFacts::reportedNode));
    }

    public VmSnapshot get(VmId vm) {
        return Optional.ofNullable(vms.get(vm)).orElseThrow();
    }

    private int adapters(VmId vm) {
        return get(vm).facts().orElseThrow().networkAdapters().size() - blue(vm);
    }

    private int blue(VmId vm) {
        return (int) get(vm).facts().orElseThrow().intents().values().stream()
                .filter(BLUE_INTENT::equals)
                .count();
    }

    /** What the VM's pod requests. */
    private Map<String, Integer> requests(VmId vm) {
        Map<String, Integer> requests = new HashMap<>(Map.of(RESOURCE, adapters(vm), BLUE, blue(vm)));
        requests.values().removeIf(count -> count == 0);
        return requests;
    }

    /** The VM runs on the node; empty: nowhere. */
    void report(VmId vm, Optional<String> node) {
        VmSnapshot before = get(vm);
        vms.put(
                vm,
                new VmSnapshot(
                        vm,
                        before.uid(),
                        before.created(),
                        before.cluster(),
                        before.level(),
                        resolved(vm, adapters(vm), blue(vm), node),
                        before.memory()));
    }

    /** The VM is restarted: its pods end, and until another one comes it runs nowhere. */
    void end(VmId vm) {
        restarting.add(vm);
        runsNowhere(vm);
    }

    /** The VM is stopped. */
    void halt(VmId vm) {
        restarting.remove(vm);
        runsNowhere(vm);
    }

    private void runsNowhere(VmId vm) {
        pods.values().removeIf(pod -> pod.vm().equals(Optional.of(vm)));
        report(vm, Optional.empty());
    }

    /** The VM's level changes. */
    void level(VmId vm, Level level) {
        VmSnapshot before = get(vm);
        vms.put(
                vm,
                new VmSnapshot(
                        vm,
                        before.uid(),
                        before.created(),
                        before.cluster(),
                        level,
                        before.virtualMachine(),
                        before.memory()));
    }

    /** The VM is started: its pod waits at the gate. */
    public String start(VmId vm) {
        return pod(vm.namespace(), Optional.of(vm), requests(vm), Purpose.RUN, false, new Gated());
    }

    /** The same with a pod that can go to these nodes only. */
    String start(VmId vm, Set<String> nodes) {
        return pod(vm.namespace(), Optional.of(vm), requests(vm), Purpose.RUN, false, new Gated(Optional.of(nodes)));
    }

    /** The VM is to be migrated: the target waits at the gate. */
    public String migrate(VmId vm) {
        return pod(vm.namespace(), Optional.of(vm), requests(vm), Purpose.MIGRATION_TARGET, false, new Gated());
    }

    String pod(String namespace, Optional<VmId> vm, int functions, Purpose purpose, boolean evacuates, Stage stage) {
        return pod(namespace, vm, Map.of(RESOURCE, functions), purpose, evacuates, stage);
    }

    String pod(
            String namespace,
            Optional<VmId> vm,
            Map<String, Integer> requests,
            Purpose purpose,
            boolean evacuates,
            Stage stage) {
        String name = "pod-" + ++serial;
        PodSnapshot pod = new PodSnapshot(
                namespace, name, "uid-" + name, Instant.ofEpochSecond(serial), requests, vm, purpose, evacuates, stage);
        pods.put(pod.key(), pod);
        return pod.key();
    }

    public PodSnapshot pod(String pod) {
        return Optional.ofNullable(pods.get(pod)).orElseThrow();
    }

    void stage(String pod, Stage stage) {
        pods.computeIfPresent(pod, (key, before) -> with(before, stage));
    }

    /** A migration is over: its target is the VM now. */
    void becomesTheVm(String target) {
        pods.computeIfPresent(target, (key, pod) -> with(pod, Purpose.RUN, pod.stage()));
    }

    private static PodSnapshot with(PodSnapshot pod, Stage stage) {
        return with(pod, pod.purpose(), stage);
    }

    private static PodSnapshot with(PodSnapshot pod, Purpose purpose, Stage stage) {
        return new PodSnapshot(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                pod.created(),
                pod.requests(),
                pod.vm(),
                purpose,
                pod.evacuates(),
                stage);
    }

    /** kube-scheduler binds the pod, and KubeVirt says where the VM runs. */
    public void bind(String pod, String node) {
        stage(pod, new Bound(node, false, List.of()));
        PodSnapshot bound = pod(pod);
        if (bound.purpose() == Purpose.RUN) {
            bound.vm().ifPresent(vm -> report(vm, Optional.of(node)));
        }
    }

    /** kube-scheduler finds no node for the pod. */
    void refuse(String pod) {
        if (pod(pod).stage() instanceof Open open) {
            stage(
                    pod,
                    new Open(open.nodes(), Optional.of(new Refused(now, "0/3 nodes are available")), Optional.empty()));
        }
    }

    /** The nodes to which the pod is open. */
    public Set<String> nodesOf(String pod) {
        return pod(pod).stage() instanceof Open open ? open.nodes().orElse(Set.of()) : Set.of();
    }

    void sleep(Duration time) {
        now = now.plus(time);
    }

    public ClusterSnapshot snapshot() {
        List<IntentSnapshot> intents = new ArrayList<>(List.of(intent(INTENT, PORT, RESOURCE)));
        if (hasBlue) {
            intents.add(intent(BLUE_INTENT, BLUE_PORT, BLUE));
        }
        return new ClusterSnapshot(
                intents,
                List.copyOf(nodes.values()),
                cluster.stream().toList(),
                List.copyOf(vms.values()),
                kubernetesNodes,
                Map.of("a", Map.of(), "b", Map.of()),
                List.copyOf(pods.values()),
                Set.of(),
                Set.of(),
                now);
    }

    private static IntentSnapshot intent(String name, String port, String resource) {
        return new IntentSnapshot(
                name, Instant.EPOCH, Set.of(IntentType.COMPUTE), List.of(port), Optional.of(resource));
    }

    public Plan plan() {
        return planner.plan(snapshot());
    }

    Decided decide() {
        return planner.decide(snapshot());
    }

    /** Plans, writes ledgers and statuses, and does nothing to pods, until nothing changes any more. */
    public Plan write() {
        for (int round = 0; round < ROUNDS; round++) {
            ClusterSnapshot before = snapshot();
            Plan plan = planner.plan(before);
            plan.nodes()
                    .forEach((name, node) ->
                            nodes.computeIfPresent(name, (key, old) -> old.withStatus(node.ledger(), node.memory())));
            plan.vms()
                    .forEach((id, vm) -> vms.computeIfPresent(
                            id,
                            (key, old) -> new VmSnapshot(
                                    old.id(),
                                    old.uid(),
                                    old.created(),
                                    old.cluster(),
                                    old.level(),
                                    old.portPolicy(),
                                    old.virtualMachine(),
                                    vm.memory())));
            if (snapshot().equals(before)) {
                return plan;
            }
        }
        throw new AssertionError("not settled after " + ROUNDS + " rounds");
    }

    /** Plans and carries everything out until nothing is left to do, and returns what was done to pods. */
    public PodPlans settle() {
        List<Opening> openings = new ArrayList<>();
        List<Deletion> deletions = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            PodPlans plans = write().pods();
            if (plans.openings().isEmpty() && plans.deletions().isEmpty()) {
                return new PodPlans(openings, deletions, plans.notes(), plans.awaitLedgers(), plans.again());
            }
            carryOut(plans);
            openings.addAll(plans.openings());
            deletions.addAll(plans.deletions());
        }
        throw new AssertionError("pods are opened and deleted without an end");
    }

    public void carryOut(PodPlans plans) {
        plans.openings().forEach(opening -> open(key(opening.pod()), opening.nodes()));
        plans.deletions().forEach(deletion -> pods.remove(key(deletion.pod())));
    }

    void open(String pod, Collection<String> to) {
        stage(pod, new Open(Optional.of(Set.copyOf(to)), Optional.empty(), Optional.empty()));
    }

    static String key(PodPlans.Pod pod) {
        return pod.namespace() + "/" + pod.name();
    }

    /** What is said of the pod that waits. */
    static Optional<Note> note(PodPlans plans, String pod) {
        return plans.notes().stream()
                .filter(note -> key(note.pod()).equals(pod))
                .findFirst();
    }

    /** Where the ledgers have the VM. */
    public Optional<String> nodeOf(VmId vm) {
        return nodes.values().stream()
                .filter(node ->
                        node.ledger().stream().anyMatch(entry -> entry.vm().equals(vm)))
                .map(NodeSnapshot::name)
                .findFirst();
    }
}
