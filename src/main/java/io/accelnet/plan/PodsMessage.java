package io.accelnet.plan;

import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.ledger.PodUses;
import io.accelnet.plan.ledger.TakenFunction;
import io.accelnet.plan.ledger.WorkingLedgers;
import io.accelnet.plan.outcome.ClusterPlan.UnmanagedPods;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names the pods that have virtual functions which no ledger gives to their VMs. Pods of all namespaces are named: this is for objects
 * that only administrators read.
 */
public final class PodsMessage {
    private PodsMessage() {}

    /** The condition of a node; empty if nobody looks at pods there. */
    static Optional<Finding> ofNode(NodeSnapshot node, WorkingLedgers ledgers) {
        return ledgers.uses().observesNode(node.name())
                ? Optional.of(finding(List.of(node.name()), ledgers, false))
                : Optional.empty();
    }

    /**
     * The condition of a cluster; empty if none of its intents names a resource.
     *
     * @param members its nodes
     */
    public static Optional<Finding> ofCluster(String cluster, Collection<String> members, WorkingLedgers ledgers) {
        if (ledgers.uses().isUnlisted(cluster)) {
            return Optional.of(Finding.unknown(
                    ConditionType.PODS_MANAGED,
                    Reason.PENDING,
                    "Waiting until all pods are listed: until then nobody is admitted."));
        }
        return ledgers.uses().observesSome(cluster) ? Optional.of(finding(members, ledgers, true)) : Optional.empty();
    }

    /**
     * How many pods of no admitted VM there are on a cluster's members, and what they have. Empty if none of its intents names a
     * resource, or not all pods are known.
     *
     * @param members its nodes
     */
    public static Optional<UnmanagedPods> unmanaged(
            String cluster, Collection<String> members, WorkingLedgers ledgers) {
        if (ledgers.uses().isUnlisted(cluster) || !ledgers.uses().observesSome(cluster)) {
            return Optional.empty();
        }
        Set<String> pods = new HashSet<>();
        int functions = 0;
        for (String node : members) {
            for (TakenFunction function : ledgers.usedBesides(node)) {
                Optional<PodSnapshot> pod = function.pod().filter(its -> isOfNobody(its, ledgers));
                pod.map(PodSnapshot::uid).ifPresent(pods::add);
                functions += pod.isPresent() ? 1 : 0;
            }
        }
        return Optional.of(new UnmanagedPods(pods.size(), functions));
    }

    private static Finding finding(Collection<String> nodes, WorkingLedgers ledgers, boolean namesNodes) {
        SortedMap<String, SortedMap<String, Integer>> ofNobody = new TreeMap<>();
        SortedMap<String, SortedMap<String, Integer>> outliving = new TreeMap<>();
        SortedSet<VmId> countedTwice = new TreeSet<>();
        for (String node : nodes) {
            for (TakenFunction function : ledgers.usedBesides(node)) {
                function.pod().ifPresent(pod -> {
                    (isOfNobody(pod, ledgers) ? ofNobody : outliving)
                            .computeIfAbsent(
                                    name(pod) + (namesNodes ? " on node " + node : ""), each -> new TreeMap<>())
                            .merge(resource(node, function, ledgers), 1, Integer::sum);
                    countedTwice.addAll(mayCountTwice(pod, node, ledgers));
                });
            }
        }
        ConditionType type = ConditionType.PODS_MANAGED;
        if (ofNobody.isEmpty() && outliving.isEmpty()) {
            return Finding.holds(
                    type, Reason.PASSED, "Whatever virtual functions pods have, a ledger gives them to their VMs.");
        }
        return Finding.fails(
                type,
                Reason.UNMANAGED_PODS,
                sentence(ofNobody, " of no admitted VM ")
                        + (ofNobody.isEmpty() || outliving.isEmpty() ? "" : " ")
                        + sentence(outliving, " of VMs whose place is elsewhere ")
                        + " Nobody else gets these virtual functions until the pods are gone."
                        + twice(countedTwice.stream().map(VmId::toString).toList()));
    }

    /** The VMs on the node whose facts somebody states, and of which one may be the VM of this pod. */
    private static List<VmId> mayCountTwice(PodSnapshot pod, String node, WorkingLedgers ledgers) {
        if (pod.vm().isPresent() || pod.purpose() == Purpose.OTHER) {
            return List.of();
        }
        return ledgers.of(node).entries().stream()
                .map(LedgerEntry::vm)
                .filter(vm ->
                        vm.namespace().equals(pod.namespace()) && ledgers.uses().isDescribed(vm))
                .toList();
    }

    private static String twice(List<String> vms) {
        return vms.isEmpty()
                ? ""
                : " If one of these pods is the VM of AccelNetVM " + Phrases.list(vms)
                        + ", which " + Phrases.agree(vms.size(), "states its VM's facts", "state their VMs' facts")
                        + ", that VM's virtual functions count twice, in the ledger and here: name its VirtualMachine in"
                        + " spec.virtualMachineRef instead.";
    }

    private static boolean isOfNobody(PodSnapshot pod, WorkingLedgers ledgers) {
        return pod.vm().filter(vm -> ledgers.assignment(vm).isPresent()).isEmpty();
    }

    /** Under which resource it is handed out; nothing where a node has one. */
    private static String resource(String node, TakenFunction function, WorkingLedgers ledgers) {
        SortedMap<String, List<AdapterSnapshot>> resources = ledgers.uses().portsOfResources(node);
        return resources.size() < 2
                ? ""
                : ledgers.node(node)
                        .flatMap(
                                found -> Hardware.adapter(found, function.slot().port()))
                        .flatMap(port -> resources.entrySet().stream()
                                .filter(resource -> resource.getValue().contains(port))
                                .map(Map.Entry::getKey)
                                .findFirst())
                        .orElse("");
    }

    private static String sentence(SortedMap<String, SortedMap<String, Integer>> pods, String whose) {
        if (pods.isEmpty()) {
            return "";
        }
        List<String> each = pods.entrySet().stream()
                .map(pod -> pod.getKey() + " (" + counts(pod.getValue()) + ")")
                .toList();
        int functions = pods.values().stream()
                .flatMap(ofResources -> ofResources.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
        return Phrases.count(pods.size(), "pod") + whose + Phrases.agree(pods.size(), "has ", "have ")
                + Phrases.count(functions, "virtual function") + ": " + Phrases.list(each) + ".";
    }

    private static String counts(SortedMap<String, Integer> ofResources) {
        return Phrases.list(ofResources.entrySet().stream()
                .map(each -> each.getValue() + (each.getKey().isEmpty() ? "" : " of " + each.getKey()))
                .toList());
    }

    private static String name(PodSnapshot pod) {
        return pod.namespace() + "/" + pod.name();
    }

    /** Whether a Kubernetes Node and its AccelNetNode say the same number; empty if the Node doesn't say any. */
    static Optional<Finding> allocatable(NodeSnapshot node, WorkingLedgers ledgers) {
        ConditionType type = ConditionType.VIRTUAL_FUNCTIONS_ALLOCATABLE;
        return ledgers.uses()
                .differences(node.name())
                .map(differences -> differences.isEmpty()
                        ? Finding.holds(
                                type, Reason.PASSED, "Pods may have as many virtual functions as the adapters have.")
                        : Finding.fails(
                                type,
                                Reason.ALLOCATABLE_DIFFERS,
                                Phrases.list(differences.stream()
                                                .map(PodsMessage::difference)
                                                .toList())
                                        + ". The lower number counts. See whether the device plugin runs on the node, and"
                                        + " whether it hands out what the AccelNetNode states."));
    }

    private static String difference(PodUses.Difference difference) {
        return "The adapters have " + Phrases.count(difference.there(), "virtual function") + " of " + difference.name()
                + ", and status.allocatable of the Kubernetes Node says " + difference.allocatable();
    }
}
