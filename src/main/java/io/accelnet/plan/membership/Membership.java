package io.accelnet.plan.membership;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.prerequisite.ClusterChecks;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides which node is a member of which cluster. Members are the nodes that the cluster's selector matches, up or down, less those
 * that it leaves out as unsupported. A node that two clusters select stays with the one whose VMs are in its ledger, else it goes to
 * the older, else to the one with the lower name.
 */
public final class Membership {
    /** The order in which clusters are planned: the oldest first. */
    public static final Comparator<ClusterDefinition> ORDER =
            Comparator.comparing(ClusterDefinition::created).thenComparing(ClusterDefinition::name);

    private final Map<String, String> clusterOfNode = new HashMap<>();
    private final Map<String, String> selectedBy = new HashMap<>();
    private final Map<String, SortedMap<String, Contest>> contested = new HashMap<>();

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
     * Decides for every node.
     *
     * @param ledgers the entries of a node's ledger, which {@code LedgerRepair} has put right
     */
    public Membership(
            List<ClusterDefinition> clusters,
            List<NodeSnapshot> nodes,
            IntentOwnership intents,
            Function<String, List<LedgerEntry>> ledgers) {
        List<ClusterDefinition> inOrder = clusters.stream().sorted(ORDER).toList();
        for (NodeSnapshot node : nodes) {
            List<ClusterDefinition> selecting = inOrder.stream()
                    .filter(cluster -> cluster.nodes().matches(node.labels()))
                    .toList();
            if (!selecting.isEmpty()) {
                settle(node, selecting, intents, ledgers);
            }
        }
    }

    /** The cluster that the node is a member of. */
    public Optional<String> clusterOf(String node) {
        return Optional.ofNullable(clusterOfNode.get(node));
    }

    /** The cluster that selects the node, even if it leaves it out as unsupported. */
    public Optional<String> selectedBy(String node) {
        return Optional.ofNullable(selectedBy.get(node));
    }

    /** The nodes that this cluster and others select, by name. */
    public SortedMap<String, Contest> contestedBy(String cluster) {
        return contested.getOrDefault(cluster, new TreeMap<>());
    }

    private void settle(
            NodeSnapshot node,
            List<ClusterDefinition> selecting,
            IntentOwnership intents,
            Function<String, List<LedgerEntry>> ledgers) {
        Set<String> holders = ledgers.apply(node.name()).stream()
                .map(LedgerEntry::cluster)
                .collect(Collectors.toCollection(TreeSet::new));
        ClusterDefinition owner = selecting.stream()
                .filter(cluster -> holders.contains(cluster.name()))
                .findFirst()
                .orElse(selecting.getFirst());
        if (selecting.size() > 1) {
            Contest contest = new Contest(
                    owner.name(),
                    selecting.stream()
                            .map(ClusterDefinition::name)
                            .filter(name -> !name.equals(owner.name()))
                            .toList());
            selecting.forEach(cluster -> contested
                    .computeIfAbsent(cluster.name(), key -> new TreeMap<>())
                    .put(node.name(), contest));
        }
        selectedBy.put(node.name(), owner.name());
        if (!owner.excludeUnsupported()
                || ClusterChecks.supports(owner, intents.adaptersOf(owner.intentName()), node)) {
            clusterOfNode.put(node.name(), owner.name());
        }
    }
}
