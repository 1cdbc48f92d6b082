package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.ExcludedNodes;
import io.accelnet.plan.snapshot.NodeNumbers;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which VMs can't run on each member of their cluster, by node rules of their own. The reserve counts virtual functions, and knows
 * nothing of such rules: what it keeps for such a VM may be where the VM can't run.
 */
final class FailoverRestrictions {
    private static final int NAMED = 20;

    private final Collection<String> members;
    /** Nearly always there is one: the VMs of a snapshot share the numbers of nodes. */
    private final Map<NodeNumbers, Members> numbered = new HashMap<>();

    /**
     * The members.
     *
     * @param numbers the numbers of those that have one
     * @param others those that have none, as nothing is known of their labels: no rule excludes them
     */
    private record Members(BitSet numbers, List<String> others) {}

    /**
     * For the VMs of one cluster.
     *
     * @param members its members, by name and in the order of the names
     */
    FailoverRestrictions(Collection<String> members) {
        this.members = members;
    }

    /** Whether the VM's rules exclude members. */
    boolean isRestricted(VmSnapshot vm) {
        return excludedMembers(rules(vm)) > 0;
    }

    /** Whether the VM's rules exclude this node. */
    static boolean excludes(VmSnapshot vm, String node) {
        return rules(vm).contains(node);
    }

    /** The condition of a VM whose rules exclude members; empty for others. */
    Optional<Finding> of(VmSnapshot vm) {
        ExcludedNodes excluded = rules(vm);
        int without = excludedMembers(excluded);
        return without == 0 ? Optional.empty() : Optional.of(finding(excluded, members.size() - without));
    }

    private Finding finding(ExcludedNodes excluded, int allowed) {
        String rules = "The VirtualMachine's nodeSelector or required node affinity allows ";
        String message;
        if (allowed == 0) {
            message = rules + "none of the cluster's " + Phrases.count(members.size(), "node")
                    + ": the VM can't run on any of them.";
        } else {
            Members all = numbered(excluded);
            List<String> names = Stream.concat(
                            excluded.others(all.numbers(), NAMED).stream(),
                            all.others().stream().limit(NAMED))
                    .sorted()
                    .limit(NAMED)
                    .toList();
            String more = allowed > NAMED ? " and " + (allowed - NAMED) + " more" : "";
            message = rules + allowed + " of the cluster's " + Phrases.count(members.size(), "node") + ": "
                    + String.join(", ", names) + more
                    + ". The reserve doesn't know that: if these nodes fail, the VM may get virtual functions where it can't"
                    + " run.";
        }
        return Finding.holds(ConditionType.FAILOVER_RESTRICTED, Reason.EXCLUDED_BY_NODE_RULES, message);
    }

    private int excludedMembers(ExcludedNodes excluded) {
        return excluded.among(numbered(excluded).numbers());
    }

    private Members numbered(ExcludedNodes excluded) {
        return numbered.computeIfAbsent(excluded.numbers(), numbers -> {
            Set<String> known = Set.copyOf(numbers.names());
            return new Members(
                    numbers.of(members),
                    members.stream().filter(node -> !known.contains(node)).toList());
        });
    }

    private static ExcludedNodes rules(VmSnapshot vm) {
        return vm.virtualMachine() instanceof VirtualMachine.Resolved resolved
                ? resolved.excluded()
                : ExcludedNodes.NONE;
    }
}
