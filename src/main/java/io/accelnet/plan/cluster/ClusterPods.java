package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.ClusterSnapshot.KubernetesNode;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pods that one cluster decides for: those of its VMs, and those of nobody that request one of its resources. Of several clusters with
 * one intent the oldest decides for the latter.
 *
 * @param all in the order in which they were created
 * @param resources under which Kubernetes hands out the virtual functions of each of the cluster's pools, if its intent says it; none where
 *     there is no cluster
 * @param otherClusters of each other resource whose virtual functions a cluster promises, that cluster
 * @param hostnames by which name the rules of pods know each Kubernetes Node, and no other one
 * @param stored the AccelNetNodes by name, with the ledgers that are stored
 * @param largest how many virtual functions the node has that has most
 * @param now what time it is
 */
public record ClusterPods(
        List<PodSnapshot> all,
        List<Optional<String>> resources,
        NavigableMap<String, String> otherClusters,
        Map<String, String> hostnames,
        Map<String, NodeSnapshot> stored,
        int largest,
        Instant now) {

    /** The oldest first. */
    static final Comparator<PodSnapshot> ORDER = Comparator.comparing(PodSnapshot::created)
            .thenComparing(PodSnapshot::namespace)
            .thenComparing(PodSnapshot::name);

    /**
     * The pods of each cluster, by its name; those that no cluster decides for under the empty name.
     *
     * @param clusters the oldest first
     */
    public static Map<String, ClusterPods> byCluster(ClusterSnapshot snapshot, List<ClusterDefinition> clusters) {
        if (snapshot.pods().isEmpty()) {
            return Map.of();
        }
        Map<String, String> resourceOfIntent = new HashMap<>();
        for (IntentSnapshot intent : snapshot.intents()) {
            intent.resourceName().ifPresent(name -> resourceOfIntent.put(intent.name(), name));
        }
        NavigableMap<String, String> clusterOfResource = new TreeMap<>();
        Map<String, List<Optional<String>>> resourcesOf = new HashMap<>();
        for (ClusterDefinition cluster : clusters) {
            List<Optional<String>> its = cluster.intentNames().stream()
                    .map(intent -> Optional.ofNullable(resourceOfIntent.get(intent)))
                    .toList();
            resourcesOf.put(cluster.name(), its);
            its.stream().flatMap(Optional::stream).forEach(name -> clusterOfResource.putIfAbsent(name, cluster.name()));
        }
        Map<VmId, String> clusterOfVm = new HashMap<>();
        for (VmSnapshot vm : snapshot.vms()) {
            clusterOfVm.put(vm.id(), vm.cluster());
        }
        Map<String, List<PodSnapshot>> pods = new HashMap<>();
        for (PodSnapshot pod : snapshot.pods().stream().sorted(ORDER).toList()) {
            if (pod.stage() instanceof Gated && isUnsure(pod, snapshot)) {
                continue;
            }
            String cluster = pod.vm()
                    .map(clusterOfVm::get)
                    .or(() -> clusterOfResource.keySet().stream()
                            .filter(pod.requests()::containsKey)
                            .findFirst()
                            .map(clusterOfResource::get))
                    .filter(resourcesOf::containsKey)
                    .orElse("");
            pods.computeIfAbsent(cluster, name -> new ArrayList<>()).add(pod);
        }
        Map<String, NodeSnapshot> stored = new HashMap<>();
        snapshot.nodes().forEach(node -> stored.put(node.name(), node));
        int largest = snapshot.nodes().stream()
                .mapToInt(node -> node.adapters().stream()
                        .mapToInt(AdapterSnapshot::virtualFunctions)
                        .sum())
                .max()
                .orElse(0);
        Map<String, String> hostnames = hostnames(snapshot.kubernetesNodes());
        Map<String, ClusterPods> byCluster = new HashMap<>();
        pods.forEach((cluster, some) -> {
            List<Optional<String>> resources = resourcesOf.getOrDefault(cluster, List.of());
            NavigableMap<String, String> others = new TreeMap<>(clusterOfResource);
            resources.stream().flatMap(Optional::stream).forEach(others::remove);
            byCluster.put(
                    cluster,
                    new ClusterPods(List.copyOf(some), resources, others, hostnames, stored, largest, snapshot.now()));
        });
        return byCluster;
    }

    /** A name that two Nodes have names neither: a pod that is opened to one could be bound to the other. */
    private static Map<String, String> hostnames(Map<String, KubernetesNode> nodes) {
        Map<String, String> hostnames = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        nodes.forEach((name, node) -> node.hostname().ifPresent(hostname -> {
            hostnames.put(name, hostname);
            counts.merge(hostname, 1, Integer::sum);
        }));
        hostnames.values().removeIf(hostname -> counts.getOrDefault(hostname, 0) > 1);
        return hostnames;
    }

    /** Nothing is decided for a pod whose AccelNetVM can't be read, nor where not all pods are known: they may be open to anything. */
    private static boolean isUnsure(PodSnapshot pod, ClusterSnapshot snapshot) {
        return pod.vm().filter(snapshot.unreadable()::contains).isPresent()
                || pod.requests().keySet().stream().anyMatch(snapshot.unlisted()::contains);
    }

    /** No pods. */
    static ClusterPods none(Instant now) {
        return new ClusterPods(List.of(), List.of(), new TreeMap<>(), Map.of(), Map.of(), 0, now);
    }

    /**
     * How many virtual functions of the cluster the pod requests. Those of resources that are no known pool's count for the pool whose resource
     * isn't known, or where there is no cluster. What no node has isn't told apart: anybody may request any number.
     */
    RequestedFunctions requested(PodSnapshot pod) {
        List<Integer> ofPools = new ArrayList<>();
        for (int pool = 0; pool < Math.max(1, resources.size()); pool++) {
            ofPools.add((int) Math.min(largest + 1L, requests(pod, pool)));
        }
        return new RequestedFunctions(ofPools);
    }

    private long requests(PodSnapshot pod, int pool) {
        Optional<String> resource = pool < resources.size() ? resources.get(pool) : Optional.empty();
        if (resources.subList(0, Math.min(pool, resources.size())).contains(resource)) {
            return 0;
        }
        return resource.map(name -> (long) pod.requests().getOrDefault(name, 0))
                .orElseGet(() -> pod.requests().entrySet().stream()
                        .filter(request -> !resources.contains(Optional.of(request.getKey())))
                        .mapToLong(Map.Entry::getValue)
                        .sum());
    }

    /**
     * Another pod that is the VM, or becomes it before this one does.
     *
     * @param ofVm the pods of the VM
     */
    Optional<PodSnapshot> otherRun(PodSnapshot pod, List<PodSnapshot> ofVm) {
        return ofVm.stream()
                .filter(other -> other.purpose() == PodSnapshot.Purpose.RUN
                        && !other.equals(pod)
                        && (!(other.stage() instanceof Gated) || ORDER.compare(other, pod) < 0))
                .findFirst();
    }

    /** What is said of a pod while another one is the VM. */
    static String isStillThere(PodSnapshot other) {
        return "Pod " + other.name() + " of the same VM is still there. This one starts when it is gone.";
    }

    /** The pods of each VM. */
    Map<VmId, List<PodSnapshot>> ofVms() {
        Map<VmId, List<PodSnapshot>> ofVms = new HashMap<>();
        all.forEach(pod -> pod.vm()
                .ifPresent(
                        vm -> ofVms.computeIfAbsent(vm, id -> new ArrayList<>()).add(pod)));
        return ofVms;
    }

    /** The name by which the rules of pods know a node; empty if none can name it. */
    Optional<String> hostname(String node) {
        return Optional.ofNullable(hostnames.get(node))
                .filter(name -> Optional.ofNullable(stored.get(node))
                        .filter(NodeSnapshot::standsForKubernetesNode)
                        .isPresent());
    }

    /** Whether the ledger that is stored has all of it, whatever else it says of it. */
    boolean isStored(Assignment has) {
        Optional<NodeSnapshot> node = Optional.ofNullable(stored.get(has.node()));
        return node.isPresent()
                && has.entries().stream()
                        .allMatch(entry ->
                                node.get().ledger().stream().anyMatch(written -> isSame(node.get(), written, entry)));
    }

    private static boolean isSame(NodeSnapshot node, LedgerEntry written, LedgerEntry entry) {
        return written.vm().equals(entry.vm())
                && written.uid().equals(entry.uid())
                && written.virtualFunction() == entry.virtualFunction()
                && Hardware.adapter(node, written.adapter()).equals(Hardware.adapter(node, entry.adapter()));
    }

    /**
     * What is said of a pod that requests what another cluster promises as well; empty for others. Its VM has nothing there, and what it
     * took would be missing where it was promised. While a resource of the cluster itself isn't known, none can be told from it.
     */
    Optional<String> requestsOfOthers(PodSnapshot pod) {
        return otherClusters.entrySet().stream()
                .filter(other -> !resources.isEmpty()
                        && resources.stream().allMatch(Optional::isPresent)
                        && pod.requests().containsKey(other.getKey()))
                .findFirst()
                .map(other -> "The pod requests virtual functions of " + other.getKey()
                        + " too, which are kept for VMs of cluster " + other.getValue()
                        + ". A VM can have those of one cluster. Take the others away from it, or use another resource"
                        + " for them.");
    }

    /**
     * What is said of a pod that requests more than its VM has.
     *
     * @param pool of which it requests more
     * @param has how many virtual functions of the pool the VM has
     */
    String requestsTooMuch(PodSnapshot pod, VmId vm, int pool, int has) {
        return requestsTooMuch(
                requests(pod, pool), resources.size() > 1 ? resources.get(pool) : Optional.empty(), vm, has);
    }

    /**
     * The same in numbers.
     *
     * @param resource the one of which these are; empty: of all
     */
    static String requestsTooMuch(long requested, Optional<String> resource, VmId vm, int has) {
        return "The pod requests "
                + Phrases.count((int) Math.min(Integer.MAX_VALUE, requested), "virtual function")
                + resource.map(name -> " of " + name).orElse("")
                + ", and AccelNetVM " + vm
                + " has " + has + (resource.isPresent() ? " of these" : "")
                + ". Its conditions say why it hasn't more.";
    }

    /** What is said of a pod that can't be opened, as its VM's node can't be named or is down. */
    String unavailable(String node, boolean down) {
        return "The VM's virtual functions are on node " + node
                + (down
                        ? ", which is down. The VM starts when the node is up, or when it gets others elsewhere."
                        : ", and there is no Kubernetes Node of this name with a label kubernetes.io/hostname of its own, by"
                                + " which a pod could be bound to it. Give the Node its label, or set spec.hostType of AccelNetNode "
                                + node + " to KubernetesNode.");
    }

    /** What is said of a pod that no AccelNetVM is for. */
    String ofNobody(PodSnapshot pod) {
        List<String> its = resources.stream()
                .flatMap(Optional::stream)
                .distinct()
                .filter(pod.requests()::containsKey)
                .toList();
        String functions = "The pod requests virtual functions" + (its.isEmpty() ? "" : " of " + Phrases.list(its));
        return pod.purpose() == Purpose.RUN
                ? functions + ", and no AccelNetVM is for its VM. Create an AccelNetVM in namespace " + pod.namespace()
                        + " whose spec.virtualMachineRef names the VirtualMachine, or give the VirtualMachine the label"
                        + " accelnet.io/performance. A VirtualMachineInstance of no VirtualMachine can't have any."
                : functions
                        + ", which are kept for VMs of AccelNetVMs. Take the request away, or use another resource.";
    }
}
