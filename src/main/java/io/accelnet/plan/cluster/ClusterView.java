package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.ledger.Holding;
import io.accelnet.plan.ledger.Ledgers;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.NodeHealth;
import io.accelnet.plan.prerequisite.ClusterChecks;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What is known of a cluster while its plan is made; nothing here changes but the ledgers.
 *
 * @param definition what the administrator asks
 * @param adapters the adapters in use: the intent's, or while there is no intent those that the ledgers speak of
 * @param members the member nodes by name, in that order
 * @param health of every node there is, by name
 * @param checks the prerequisites
 * @param namespaceLabels the labels of each namespace
 * @param ledgers all ledgers
 */
record ClusterView(
        ClusterDefinition definition,
        IntentAdapters adapters,
        SequencedMap<String, NodeSnapshot> members,
        Map<String, NodeHealth> health,
        ClusterChecks checks,
        Map<String, Map<String, String>> namespaceLabels,
        Ledgers ledgers) {

    /** k: how many members may be down at once. */
    int failuresToTolerate() {
        return members.size() * definition.nodeReservePercentage() / 100;
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

    boolean isMember(String node) {
        return members.containsKey(node);
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

    /** The node that the VM says it runs on. What it says of a node that is down, or unknown, is void. */
    Optional<String> validReport(VmSnapshot vm) {
        return vm.facts().flatMap(VmFacts::reportedNode).filter(this::isUp);
    }

    /**
     * The node whence a VM counts as displaced: while that is a member and down; and for as long as the VM still reports it,
     * so that a report that was void takes nothing from the VM when the node comes back without room for it.
     */
    Optional<String> displacedFrom(VmSnapshot vm, Optional<String> node) {
        Optional<String> reported = vm.facts().flatMap(VmFacts::reportedNode);
        return node.filter(from -> (isMember(from) && isDown(from)) || reported.equals(Optional.of(from)));
    }

    /** Whether the cluster can give out what the entry takes: a virtual function that is there, of an adapter in use. */
    boolean isSupply(String node, LedgerEntry entry) {
        return isMember(node) && adapters.contains(entry.adapter()) && !isLost(node, entry);
    }

    boolean isOnSupply(Holding holding) {
        return holding.entries().stream().allMatch(entry -> isSupply(holding.node(), entry));
    }

    /**
     * Whether a VM sits on adapters that were the cluster's before its intent changed. That was a disable and an enable, and
     * until the VM has passed the latter the cluster owes it nothing: it is no part of the reserve, and comes last.
     */
    boolean isOnFormerAdapters(Holding holding) {
        return isMember(holding.node())
                && !isLost(holding)
                && holding.entries().stream().noneMatch(entry -> adapters.contains(entry.adapter()));
    }

    /** Whether part of what the VM has is gone from the hardware. */
    boolean isLost(Holding holding) {
        return holding.entries().stream().anyMatch(entry -> isLost(holding.node(), entry));
    }

    boolean isLost(String node, LedgerEntry entry) {
        return ledgers.node(node).map(found -> Hardware.lost(found, entry)).orElse(true);
    }

    boolean allows(String namespace) {
        return definition.namespaces().matches(namespaceLabels.getOrDefault(namespace, Map.of()));
    }

    List<NodeSnapshot> memberList() {
        return List.copyOf(members.values());
    }
}
