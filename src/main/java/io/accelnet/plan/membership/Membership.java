package io.accelnet.plan.membership;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.prerequisite.ClusterChecks;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides which node is a member of which cluster. Members are the nodes that the cluster's selector matches, up or down, less those
 * that it leaves out as unsupported, and those that stand for a Kubernetes Node that never was there. A node that two clusters
 * select stays with the one whose VMs are in its ledger, else it goes to the older, else to the one with the lower name.
 *
 * <p>A member that matches no more is leaving: it stays a member for some time, since labels and facts that are gone may be back in
 * a moment, and as long as VMs of the cluster have virtual functions on it. Left at once, it would let the cluster promise to
 * others what it owes when the node is back.
 */
public final class Membership {
    /** The order in which clusters are planned: the oldest first. */
    public static final Comparator<ClusterDefinition> ORDER =
            Comparator.comparing(ClusterDefinition::created).thenComparing(ClusterDefinition::name);

    private final Map<String, String> clusterOfNode = new HashMap<>();
    private final Map<String, String> selectedBy = new HashMap<>();
    private final Map<String, SortedMap<String, Contest>> contested = new HashMap<>();
    private final Map<String, Leaving> leaving = new HashMap<>();
    private final Map<String, SortedSet<String>> awaited = new HashMap<>();
    private final Map<String, ClusterDefinition> clusters = new LinkedHashMap<>();
    private final IntentOwnership intents;
    private final Map<String, NodeHealth> health;
    private final Function<String, List<LedgerEntry>> ledgers;
    private final Instant now;
    private final Duration leavingTime;

    /**
     * A node that several clusters select.
     *
     * @param owner the cluster to which it belongs
     * @param others those that select it too
     */
    public record Contest(String owner, List<String> others) {
        public Contest {
            others = List.copyOf(others);
        }
    }

    /**
     * Decides for every node of a snapshot.
     *
     * @param health each node's health, by name
     * @param ledgers the entries of a node's ledger, which {@code LedgerRepair} has put right
     * @param leavingTime how long a node that is leaving stays a member at least
     */
    public Membership(
            ClusterSnapshot snapshot,
            IntentOwnership intents,
            Map<String, NodeHealth> health,
            Function<String, List<LedgerEntry>> ledgers,
            Duration leavingTime) {
        this.intents = intents;
        this.health = health;
        this.ledgers = ledgers;
        // Statuses have whole seconds: what is written must be what is read.
        this.now = snapshot.now().truncatedTo(ChronoUnit.SECONDS);
        this.leavingTime = leavingTime;
        snapshot.clusters().stream().sorted(ORDER).forEach(cluster -> clusters.put(cluster.name(), cluster));
        for (NodeSnapshot node : snapshot.nodes()) {
            settle(node);
        }
    }

    /** The cluster that the node is a member of, be it leaving or not. */
    public Optional<String> clusterOf(String node) {
        return Optional.ofNullable(clusterOfNode.get(node));
    }

    /** The cluster that selects the node, even if it leaves it out as unsupported. */
    public Optional<String> selectedBy(String node) {
        return Optional.ofNullable(selectedBy.get(node));
    }

    /** How the node leaves its cluster; empty if it doesn't. */
    public Optional<Leaving> leaving(String node) {
        return Optional.ofNullable(leaving.get(node));
    }

    /** The nodes that the cluster selects and that are no members, as there never was a Kubernetes Node of their name. */
    public SortedSet<String> awaitedBy(String cluster) {
        return awaited.getOrDefault(cluster, new TreeSet<>());
    }

    /** The nodes that become members of this cluster when they have left another one, by name. */
    public SortedMap<String, Leaving> joining(String cluster) {
        SortedMap<String, Leaving> joining = new TreeMap<>();
        leaving.forEach((node, found) -> {
            if (found.next().equals(Optional.of(cluster))) {
                joining.put(node, found);
            }
        });
        return joining;
    }

    /** When members leave next that nothing but time keeps; empty if none does. */
    public Optional<Instant> again() {
        return leaving.values().stream()
                .filter(each -> !each.overdue())
                .map(Leaving::until)
                .min(Comparator.naturalOrder());
    }

    /** The nodes that this cluster and others select, by name. */
    public SortedMap<String, Contest> contestedBy(String cluster) {
        return contested.getOrDefault(cluster, new TreeMap<>());
    }

    private void settle(NodeSnapshot node) {
        List<ClusterDefinition> selecting = clusters.values().stream()
                .filter(cluster -> cluster.nodes().matches(node.labels()))
                .toList();
        Set<String> holders = ledgers.apply(node.name()).stream()
                .map(LedgerEntry::cluster)
                .filter(clusters::containsKey)
                .collect(Collectors.toCollection(TreeSet::new));
        Optional<ClusterDefinition> owner = owner(node, selecting, holders);
        Optional<String> target = owner.filter(cluster -> isKnown(node))
                .filter(cluster -> !cluster.excludeUnsupported() || supports(cluster, node))
                .map(ClusterDefinition::name);
        Optional<String> present = node.memory()
                .cluster()
                .filter(clusters::containsKey)
                // A status from before this was noted: the ledger knows where the node was a member.
                .or(() -> clusters.keySet().stream()
                        .filter(cluster -> target.isEmpty() && holders.contains(cluster))
                        .findFirst());
        Optional<Leaving> leaves = present.filter(cluster -> !target.equals(Optional.of(cluster)))
                .map(cluster -> leaving(node, cluster, target, selecting))
                .filter(found -> !found.overdue() || holders.contains(found.cluster()));
        leaves.ifPresent(found -> leaving.put(node.name(), found));
        leaves.map(Leaving::cluster).or(() -> target).ifPresent(cluster -> clusterOfNode.put(node.name(), cluster));
        owner.ifPresent(cluster -> selectedBy.put(node.name(), cluster.name()));
        owner.filter(cluster -> !isKnown(node))
                .ifPresent(cluster -> awaited.computeIfAbsent(cluster.name(), name -> new TreeSet<>())
                        .add(node.name()));
        if (selecting.size() > 1) {
            contest(node, selecting, leaves.map(Leaving::cluster).or(() -> owner.map(ClusterDefinition::name)));
        }
    }

    /** Which of the clusters that select a node gets it. */
    private static Optional<ClusterDefinition> owner(
            NodeSnapshot node, List<ClusterDefinition> selecting, Set<String> holders) {
        Optional<String> present = node.memory().cluster();
        return selecting.stream()
                .filter(cluster -> holders.contains(cluster.name()))
                .min(Comparator.comparing(cluster -> !present.equals(Optional.of(cluster.name()))))
                .or(() -> selecting.stream().findFirst());
    }

    private boolean isKnown(NodeSnapshot node) {
        NodeHealth found = health.get(node.name());
        return found != null && found.seen();
    }

    private boolean supports(ClusterDefinition cluster, NodeSnapshot node) {
        return ClusterChecks.supports(cluster, Pools.of(cluster, intents), node);
    }

    /** A clock that was set back doesn't make it longer: whoever is leaving since a time to come is leaving since now. */
    private Leaving leaving(
            NodeSnapshot node, String cluster, Optional<String> target, List<ClusterDefinition> selecting) {
        Instant since = node.memory()
                .leavingSince()
                .filter(then -> node.memory().cluster().equals(Optional.of(cluster)) && !then.isAfter(now))
                .orElse(now);
        Instant until = since.plus(leavingTime);
        return new Leaving(cluster, cause(node, cluster, selecting), since, until, !now.isBefore(until), target);
    }

    private Leaving.Cause cause(NodeSnapshot node, String cluster, List<ClusterDefinition> selecting) {
        Optional<ClusterDefinition> selects =
                selecting.stream().filter(each -> each.name().equals(cluster)).findFirst();
        if (selects.isEmpty()) {
            return Leaving.Cause.NOT_SELECTED;
        }
        return selects.filter(ClusterDefinition::excludeUnsupported)
                .flatMap(each -> switch (ClusterChecks.support(each, Pools.of(each, intents), node)) {
                    case TRUE -> Optional.empty();
                    case FALSE -> Optional.of(Leaving.Cause.UNSUPPORTED);
                    case UNKNOWN -> Optional.of(Leaving.Cause.NOT_KNOWN);
                })
                .orElse(Leaving.Cause.OF_OTHER_CLUSTER);
    }

    private void contest(NodeSnapshot node, List<ClusterDefinition> selecting, Optional<String> owner) {
        Contest contest = new Contest(
                owner.orElseThrow(),
                selecting.stream()
                        .map(ClusterDefinition::name)
                        .filter(name -> !owner.equals(Optional.of(name)))
                        .toList());
        selecting.forEach(cluster -> contested
                .computeIfAbsent(cluster.name(), key -> new TreeMap<>())
                .put(node.name(), contest));
    }
}
