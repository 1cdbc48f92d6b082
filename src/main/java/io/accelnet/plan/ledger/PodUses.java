package io.accelnet.plan.ledger;

import io.accelnet.plan.VmId;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.IntentOwnership;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.PodSnapshot.Open;
import io.accelnet.plan.snapshot.PodSnapshot.UsedFunction;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What pods have on each node, and which VMs have pods. */
public final class PodUses {
    private static final Comparator<PodSnapshot> ORDER = Comparator.comparing(PodSnapshot::namespace)
            .thenComparing(PodSnapshot::name)
            .thenComparing(PodSnapshot::uid);

    private final Map<String, List<PodUse>> byNode = new HashMap<>();
    private final Set<VmId> active = new HashSet<>();
    private final Set<VmId> described = new HashSet<>();
    private final Map<VmId, PodSnapshot> bound = new HashMap<>();
    /** The clusters of which is known which pods have virtual functions: of all their intents, and of some. */
    private final Set<String> observed = new HashSet<>();

    private final Set<String> partlyObserved = new HashSet<>();

    private final Set<String> unlisted = new HashSet<>();
    private final Map<String, List<Difference>> differences = new HashMap<>();
    /** Of each node, the ports whose virtual functions are handed out under each resource; of nodes that have some. */
    private final Map<String, SortedMap<String, List<AdapterSnapshot>>> portsOfResources = new HashMap<>();

    private PodUses() {}

    /** What the snapshot's pods have. */
    public static PodUses of(ClusterSnapshot snapshot, IntentOwnership intents) {
        PodUses uses = new PodUses();
        snapshot.vms().stream().filter(VmSnapshot::isDescribed).forEach(vm -> uses.described.add(vm.id()));
        SortedMap<String, List<IntentAdapters>> adapters = new TreeMap<>();
        Map<String, String> resources = new HashMap<>();
        for (IntentSnapshot intent : snapshot.intents()) {
            intent.resourceName().ifPresent(resource -> {
                resources.put(intent.name(), resource);
                intents.adaptersOf(intent.name())
                        .ifPresent(its -> adapters.computeIfAbsent(resource, key -> new ArrayList<>())
                                .add(its));
            });
        }
        for (ClusterDefinition cluster : snapshot.clusters()) {
            List<String> names = cluster.intentNames();
            List<String> its = names.stream()
                    .flatMap(intent -> Stream.ofNullable(resources.get(intent)))
                    .toList();
            if (its.stream().anyMatch(snapshot.unlisted()::contains)) {
                uses.unlisted.add(cluster.name());
            } else if (!its.isEmpty()) {
                uses.partlyObserved.add(cluster.name());
                if (its.size() == names.size()) {
                    uses.observed.add(cluster.name());
                }
            }
        }
        if (adapters.isEmpty()) {
            return uses;
        }
        Map<String, NodeSnapshot> nodes = new HashMap<>();
        snapshot.nodes().stream()
                .filter(NodeSnapshot::standsForKubernetesNode)
                .forEach(node -> nodes.put(node.name(), node));
        nodes.values().forEach(node -> uses.addPorts(node, adapters));
        Map<VmId, Integer> queuePairs = snapshot.pods().isEmpty() ? Map.of() : queuePairs(snapshot);
        for (PodSnapshot pod : snapshot.pods().stream().sorted(ORDER).toList()) {
            switch (pod.stage()) {
                case Bound bound -> {
                    pod.vm().ifPresent(vm -> {
                        uses.active.add(vm);
                        uses.bound.putIfAbsent(vm, pod);
                    });
                    Optional.ofNullable(nodes.get(bound.node()))
                            .ifPresent(node -> uses.add(pod, bound, node, queuePairs));
                }
                case Open open -> pod.vm().ifPresent(uses.active::add);
                case PodSnapshot.Gated gated -> {}
            }
        }
        nodes.values().forEach(node -> uses.addUnavailable(node, snapshot.kubernetesNodes()));
        return uses;
    }

    private static Map<VmId, Integer> queuePairs(ClusterSnapshot snapshot) {
        Map<String, ClusterDefinition> clusters = new HashMap<>();
        snapshot.clusters().forEach(cluster -> clusters.put(cluster.name(), cluster));
        Map<VmId, Integer> queuePairs = new HashMap<>();
        for (VmSnapshot vm : snapshot.vms()) {
            Optional.ofNullable(clusters.get(vm.cluster()))
                    .ifPresent(cluster -> queuePairs.put(vm.id(), cluster.queuePairsOf(vm.level())));
        }
        return queuePairs;
    }

    private void addPorts(NodeSnapshot node, SortedMap<String, List<IntentAdapters>> adapters) {
        SortedMap<String, List<AdapterSnapshot>> ports = new TreeMap<>();
        adapters.forEach((resource, intents) -> {
            List<AdapterSnapshot> its = node.adapters().stream()
                    .filter(adapter -> intents.stream().anyMatch(intent -> intent.contains(adapter)))
                    .toList();
            if (!its.isEmpty()) {
                ports.put(resource, its);
            }
        });
        if (!ports.isEmpty()) {
            portsOfResources.put(node.name(), ports);
        }
    }

    private void add(PodSnapshot pod, Bound bound, NodeSnapshot node, Map<VmId, Integer> queuePairs) {
        int least = pod.vm().map(vm -> queuePairs.getOrDefault(vm, 0)).orElse(0);
        portsOfResources(node.name()).forEach((resource, ports) -> {
            int count = pod.requests().getOrDefault(resource, 0);
            if (count > 0) {
                byNode.computeIfAbsent(node.name(), name -> new ArrayList<>())
                        .add(new PodUse(Optional.of(pod), ports, count, known(pod, bound, node, ports, count), least));
            }
        });
    }

    /** A node gives no more than kubelet says it has; which of its virtual functions are missing isn't said. */
    private void addUnavailable(NodeSnapshot node, Map<String, KubernetesNode> kubernetesNodes) {
        Optional<Map<String, Integer>> allocatable =
                Optional.ofNullable(kubernetesNodes.get(node.name())).flatMap(KubernetesNode::allocatable);
        allocatable.ifPresent(amounts -> portsOfResources(node.name()).forEach((resource, ports) -> {
            int there = ports.stream()
                    .mapToInt(port -> Hardware.functions(node, port))
                    .sum();
            int missing = there - amounts.getOrDefault(resource, 0);
            List<Difference> its = differences.computeIfAbsent(node.name(), name -> new ArrayList<>());
            if (missing != 0) {
                its.add(new Difference(resource, there, there - missing));
            }
            if (missing > 0) {
                byNode.computeIfAbsent(node.name(), name -> new ArrayList<>())
                        .add(new PodUse(Optional.empty(), ports, missing, List.of(), 0));
            }
        }));
    }

    /**
     * What the pod says it has of these ports. Whoever may write a pod may write anything into what it says, and it may have others of the
     * same port under another resource: so one that isn't for VMs counts only if the pod's VM was given it when it was.
     */
    private static List<PodUse.Known> known(
            PodSnapshot pod, Bound bound, NodeSnapshot node, List<AdapterSnapshot> ports, int count) {
        List<PodUse.Known> known = new ArrayList<>();
        Set<Slot> slots = new HashSet<>();
        for (UsedFunction function : bound.functions()) {
            Optional<AdapterSnapshot> port = function.adapter()
                    .flatMap(name -> Hardware.adapter(node, name))
                    .filter(ports::contains);
            if (port.isPresent() && function.virtualFunction().isPresent() && known.size() < count) {
                int number = function.virtualFunction().getAsInt();
                Slot slot = new Slot(IntentAdapters.key(port.get().name()), number);
                if ((Hardware.has(node, port.get(), number) || wasGiven(pod, node, port.get(), number))
                        && slots.add(slot)) {
                    known.add(new PodUse.Known(slot, function.networkAdapter(), function.pciAddress()));
                }
            }
        }
        return known;
    }

    private static boolean wasGiven(PodSnapshot pod, NodeSnapshot node, AdapterSnapshot port, int number) {
        return node.ledger().stream()
                .anyMatch(entry -> entry.virtualFunction() == number
                        && pod.vm().equals(Optional.of(entry.vm()))
                        && Hardware.adapter(node, entry.adapter()).equals(Optional.of(port)));
    }

    /**
     * A resource of which pods may have more or less on a node than its adapters have.
     *
     * @param name the resource
     * @param there how many virtual functions the adapters have
     * @param allocatable how many pods may have
     */
    public record Difference(String name, int there, int allocatable) {}

    /** Where a node's Kubernetes Node and its AccelNetNode differ; empty if nothing of it is known. */
    public Optional<List<Difference>> differences(String node) {
        return Optional.ofNullable(differences.get(node));
    }

    /** Whether pods on a node may have virtual functions that are looked at. */
    public boolean observesNode(String node) {
        return portsOfResources.containsKey(node);
    }

    /** The ports of a node whose virtual functions are handed out under each resource, by the resource. */
    public SortedMap<String, List<AdapterSnapshot>> portsOfResources(String node) {
        return portsOfResources.getOrDefault(node, Collections.emptySortedMap());
    }

    /** The nodes on which something is used. */
    Set<String> nodes() {
        return byNode.keySet();
    }

    /** What is used on a node, in the order of the pods' names. */
    List<PodUse> on(String node) {
        return byNode.getOrDefault(node, List.of());
    }

    /** Whether it is known which pods have virtual functions of the cluster's intents, of all of them. */
    public boolean observes(String cluster) {
        return observed.contains(cluster);
    }

    /** Whether that is known of one of them at least. */
    public boolean observesSome(String cluster) {
        return partlyObserved.contains(cluster);
    }

    /** Whether that isn't known yet of one of them, and will be. */
    public boolean isUnlisted(String cluster) {
        return unlisted.contains(cluster);
    }

    /** Whether somebody states the VM's facts. Then nobody knows which pod is its. */
    public boolean isDescribed(VmId vm) {
        return described.contains(vm);
    }

    /** A pod of the VM that is bound to a node. */
    public Optional<PodSnapshot> boundPod(VmId vm) {
        return Optional.ofNullable(bound.get(vm));
    }

    /**
     * Whether the VM is known not to run, nor to be about to: it has no pod that is bound or may be bound at any moment. It needs what
     * it was promised when it starts, and not where it was planned.
     */
    public boolean isHalted(VmSnapshot vm) {
        return !vm.isDescribed()
                && observes(vm.cluster())
                && !active.contains(vm.id())
                && vm.facts().filter(facts -> facts.reportedNode().isEmpty()).isPresent();
    }
}
