package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.PortPolicy;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.ledger.PortMatch;
import io.accelnet.plan.ledger.Slot;
import io.accelnet.plan.ledger.WorkingLedgers;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.Leaving;
import io.accelnet.plan.membership.Membership;
import io.accelnet.plan.membership.NodeHealth;
import io.accelnet.plan.membership.Pools;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.prerequisite.ClusterChecks;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.ClusterIntents;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is known of a cluster while its plan is made. Only the ledgers change meanwhile.
 *
 * @param definition the AccelNetCluster
 * @param pools what each intent has; while one doesn't exist, the adapters that the cluster's ledger entries name
 * @param members the member nodes, those that are leaving among them, ordered by name
 * @param membership which node is a member of which cluster, and which are leaving
 * @param leftOut the nodes that it selects and leaves out as unsupported
 * @param health the health of every node, members or not, by name
 * @param checks the prerequisites
 * @param existingIntents the names of all NetworkIntents that exist, of this cluster or not
 * @param namespaceLabels the labels of each namespace
 * @param ledgers all ledgers
 */
record ClusterView(
        ClusterDefinition definition,
        Pools pools,
        SequencedMap<String, NodeSnapshot> members,
        Membership membership,
        Set<String> leftOut,
        Map<String, NodeHealth> health,
        ClusterChecks checks,
        Set<String> existingIntents,
        Map<String, Map<String, String>> namespaceLabels,
        WorkingLedgers ledgers)
        implements ClusterIntents {

    /** Whether it isn't known yet which pods have virtual functions of the cluster. */
    boolean isUnlisted() {
        return ledgers.uses().isUnlisted(definition.name());
    }

    /** k: how many members may be down at once. */
    int failuresToTolerate() {
        return failuresToTolerate(members.size());
    }

    /** The same if there were so many members. */
    int failuresToTolerate(int number) {
        return number * definition.nodeReservePercentage() / 100;
    }

    /** Those of the leaving members that nothing but time keeps. */
    Set<String> leavingByTime() {
        return leaving().entrySet().stream()
                .filter(each -> !each.getValue().overdue())
                .map(Map.Entry::getKey)
                .filter(node -> ledgers.of(node).entries().stream()
                        .noneMatch(entry -> entry.cluster().equals(definition.name())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The highest percentage at which k is no more than this. */
    int highestPercentage(int failures) {
        int nodes = Math.max(1, members.size());
        return (int) Math.min(99, ((failures + 1) * 100L - 1) / nodes);
    }

    int nodesDown() {
        return downNodes().size();
    }

    /** The members that are down, by name. */
    List<String> downNodes() {
        return members.keySet().stream().filter(this::isDown).toList();
    }

    /** The members that are leaving, by name. */
    SortedMap<String, Leaving> leaving() {
        SortedMap<String, Leaving> leaving = new TreeMap<>();
        members.keySet().forEach(node -> membership.leaving(node).ifPresent(found -> leaving.put(node, found)));
        return leaving;
    }

    boolean isLeaving(String node) {
        return isMember(node) && membership.leaving(node).isPresent();
    }

    /** The members that aren't leaving. */
    List<NodeSnapshot> staying() {
        return members.values().stream()
                .filter(node -> membership.leaving(node.name()).isEmpty())
                .toList();
    }

    boolean isMember(String node) {
        return members.containsKey(node);
    }

    /** What is said of a node that is no member. */
    String whyNoMember(String node) {
        return leftOut.contains(node)
                ? "is left out by cluster " + definition.name()
                        + (isKnownToBeUnsupported(node)
                                ? " as unsupported"
                                : ", as it isn't known whether it is supported")
                : "is no member of cluster " + definition.name();
    }

    private boolean isKnownToBeUnsupported(String node) {
        return ledgers.node(node)
                .filter(found -> ClusterChecks.support(definition, pools, found) == Truth.UNKNOWN)
                .isEmpty();
    }

    /** What would make a node a member. */
    String whatMakesMember(String node) {
        return leftOut.contains(node)
                ? (isKnownToBeUnsupported(node) ? "mend" : "state") + " what the conditions of AccelNetNode " + node
                        + " name"
                : "let spec.nodeSelector of the cluster select the node";
    }

    Optional<NodeSnapshot> member(String node) {
        return Optional.ofNullable(members.get(node));
    }

    /** Whether a node is down; one that doesn't exist is neither up nor down. */
    boolean isDown(String node) {
        NodeHealth found = health.get(node);
        return found != null && found.down();
    }

    boolean isUp(String node) {
        NodeHealth found = health.get(node);
        return found != null && !found.down();
    }

    boolean isCordoned(String node) {
        NodeHealth found = health.get(node);
        return found != null && found.cordoned();
    }

    /** Whether VMs may start there, as far as there is room. */
    boolean takesVms(String node) {
        return !isDown(node) && !isCordoned(node) && !isLeaving(node);
    }

    /** The node that the VM reports it runs on. A report of a node that is down, or that has no AccelNetNode, doesn't count. */
    Optional<String> validReport(VmSnapshot vm) {
        return vm.facts().flatMap(VmFacts::reportedNode).filter(this::isUp);
    }

    /**
     * The node from which a VM counts as displaced. That ends when the node is up again or no member any more. If the VM still
     * reports the node, it doesn't end: the node may come back without room, and then the VM keeps its assignment elsewhere.
     */
    Optional<String> displacedFrom(VmSnapshot vm, Optional<String> node) {
        Optional<String> reported = vm.facts().flatMap(VmFacts::reportedNode);
        return node.filter(from -> (isMember(from) && isDown(from)) || reported.equals(Optional.of(from)));
    }

    /** Whether the cluster may use the entry's virtual function: it isn't lost, its adapter is one of the intent's, and no other pod has it. */
    boolean isOfIntent(String node, LedgerEntry entry) {
        NodeSnapshot found = members.get(node);
        return found != null
                && Hardware.adapter(found, entry.adapter())
                        .filter(adapter ->
                                pools.contains(adapter) && Hardware.has(found, adapter, entry.virtualFunction()))
                        .isPresent()
                && !ledgers.isTaken(node, entry);
    }

    /** The port of a virtual function that the cluster counts. */
    Optional<AdapterSnapshot> portOf(String node, Slot slot) {
        return member(node)
                .flatMap(found -> Hardware.adapter(found, slot.port())
                        .filter(adapter -> pools.contains(adapter)
                                && !adapter.linkDown()
                                && Hardware.has(found, adapter, slot.number())));
    }

    boolean isOfIntent(Assignment assignment) {
        return assignment.entries().stream().allMatch(entry -> isOfIntent(assignment.node(), entry));
    }

    /** Whether the cluster counts the entry's virtual function: it may use it, and the link of its adapter isn't down. */
    boolean isSupply(String node, LedgerEntry entry) {
        return isOfIntent(node, entry) && !isLinkDown(node, entry);
    }

    boolean isOnSupply(Assignment assignment) {
        return assignment.entries().stream().allMatch(entry -> isSupply(assignment.node(), entry));
    }

    /** Whether the link of an adapter is down on which the assignment has a virtual function. */
    boolean isLinkDown(Assignment assignment) {
        return assignment.entries().stream().anyMatch(entry -> isLinkDown(assignment.node(), entry));
    }

    private boolean isLinkDown(String node, LedgerEntry entry) {
        return ledgers.node(node)
                .filter(found -> Hardware.linkDown(found, entry))
                .isPresent();
    }

    /** The adapters of the intent that would give something if their link weren't down, on members that are up, by node. */
    SortedMap<String, List<String>> linksDown() {
        SortedMap<String, List<String>> down = new TreeMap<>();
        for (String node : members.keySet()) {
            List<String> names = linksDown(node);
            if (!names.isEmpty()) {
                down.put(node, names);
            }
        }
        return down;
    }

    /** The same on one node. */
    List<String> linksDown(String node) {
        NodeSnapshot member = members.get(node);
        if (member == null || isDown(node)) {
            return List.of();
        }
        return member.adapters().stream()
                .filter(adapter ->
                        adapter.linkDown() && pools.contains(adapter) && Hardware.functions(member, adapter) > 0)
                .map(AdapterSnapshot::name)
                .toList();
    }

    /**
     * Whether the VFs are on former adapters, which the cluster used before its intent changed. The documentation treats such a
     * change as disabling and enabling the cluster. Until the VM is admitted on the new adapters, the reserve doesn't count it, and it
     * comes last in a failover.
     */
    boolean isOnFormerAdapters(Assignment assignment) {
        return isMember(assignment.node())
                && !isLost(assignment)
                && assignment.entries().stream().noneMatch(entry -> isOfIntent(assignment.node(), entry));
    }

    /** Whether a virtual function of the assignment is gone from the hardware, or in another's hand. */
    boolean isLost(Assignment assignment) {
        return assignment.entries().stream().anyMatch(entry -> isLost(assignment.node(), entry));
    }

    boolean isLost(String node, LedgerEntry entry) {
        return ledgers.node(node).map(found -> Hardware.lost(found, entry)).orElse(true)
                || ledgers.isTaken(node, entry);
    }

    boolean allows(String namespace) {
        return definition.namespaces().matches(namespaceLabels.getOrDefault(namespace, Map.of()));
    }

    /** From which ports the VM asks for its virtual functions. */
    PortPolicy portPolicy(VmSnapshot vm) {
        return vm.portPolicy().orElse(definition.portPolicy());
    }

    @Override
    public Map<String, String> held(VmSnapshot vm, String node, Map<String, String> ports) {
        Map<String, String> named = asked(vm);
        if (!pools.several() && named.isEmpty()) {
            return Map.of();
        }
        Map<String, String> intents = new HashMap<>();
        ports.forEach((networkAdapter, port) -> {
            OptionalInt pool = ledgers.node(node)
                    .flatMap(found -> Hardware.adapter(found, port))
                    .map(pools::of)
                    .orElseGet(() -> pools.ofName(port));
            if (pool.isEmpty()) {
                Optional.ofNullable(named.get(networkAdapter)).ifPresent(intent -> intents.put(networkAdapter, intent));
            } else if (pool.getAsInt() > 0) {
                intents.put(networkAdapter, pools.intent(pool.getAsInt()));
            }
        });
        return intents;
    }

    @Override
    public Map<String, String> asked(VmSnapshot vm) {
        return ofOthers(vm.facts().map(VmFacts::intents).orElse(Map.of()));
    }

    @Override
    public Map<String, String> ofOthers(Map<String, String> named) {
        if (named.isEmpty() || !named.containsValue(definition.intentName())) {
            return named;
        }
        Map<String, String> others = new HashMap<>(named);
        others.values().removeIf(definition.intentName()::equals);
        return others;
    }

    @Override
    public boolean asksForDifferentPorts(VmSnapshot vm) {
        return portPolicy(vm) == PortPolicy.DIFFERENT && needsSeveralOfOnePool(vm);
    }

    /** Whether two network adapters of the VM belong to one pool. */
    boolean needsSeveralOfOnePool(VmSnapshot vm) {
        Map<String, String> intents = asked(vm);
        Set<String> known = new HashSet<>();
        return vm.facts().map(VmFacts::networkAdapters).orElse(List.of()).stream()
                .anyMatch(name -> !known.add(intents.getOrDefault(name, "")));
    }

    /**
     * How many of these network adapters belong to each pool; those whose intent isn't the cluster's belong to none.
     *
     * @param intents the intent of each that belongs to another than the first
     */
    List<Integer> perPool(List<String> networkAdapters, Map<String, String> intents) {
        if (intents.isEmpty()) {
            return List.of(networkAdapters.size());
        }
        Integer[] counts = new Integer[pools.all().size()];
        Arrays.fill(counts, 0);
        for (String name : networkAdapters) {
            OptionalInt pool =
                    Optional.ofNullable(intents.get(name)).map(pools::of).orElse(OptionalInt.of(0));
            pool.ifPresent(each -> counts[each]++);
        }
        return List.of(counts);
    }

    /**
     * Which network adapters belong on which ports of a node.
     *
     * @param intents the intent of each that belongs to another than the first
     */
    PortMatch match(String node, Map<String, String> intents) {
        if (!pools.several()) {
            return PortMatch.ANY;
        }
        Map<String, String> intentOfPort = new HashMap<>();
        ledgers.node(node)
                .ifPresent(found -> found.adapters()
                        .forEach(adapter -> pools.of(adapter)
                                .ifPresent(pool -> intentOfPort.put(
                                        IntentAdapters.key(adapter.name()), pool == 0 ? "" : pools.intent(pool)))));
        return new PortMatch(intents, intentOfPort);
    }

    List<NodeSnapshot> memberList() {
        return List.copyOf(members.values());
    }
}
