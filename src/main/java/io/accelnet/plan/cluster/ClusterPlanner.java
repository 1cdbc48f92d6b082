package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.ledger.Ledgers;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.IntentOwnership;
import io.accelnet.plan.membership.Membership;
import io.accelnet.plan.membership.Membership.Contest;
import io.accelnet.plan.membership.NodeHealth;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.prerequisite.ClusterChecks;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.VmChecks;
import io.accelnet.plan.vm.VmOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plans one cluster: who has a promise keeps it, then what they want changed, then who is new. The ledgers are what changes.
 */
public final class ClusterPlanner {
    private final Workbench bench;
    private final SortedMap<String, Contest> contested;

    private ClusterPlanner(Workbench bench, SortedMap<String, Contest> contested) {
        this.bench = bench;
        this.contested = contested;
    }

    /**
     * A planner for one cluster.
     *
     * @param definition the cluster
     * @param vms its VMs, in the order in which they are served
     * @param snapshot everything else that is known
     * @param intents which intent has which adapters
     * @param membership which node is a member of which cluster
     * @param health of each node
     * @param ledgers all ledgers, in order; the plan is written into them
     */
    public static ClusterPlanner of(
            ClusterDefinition definition,
            List<VmSnapshot> vms,
            ClusterSnapshot snapshot,
            IntentOwnership intents,
            Membership membership,
            Map<String, NodeHealth> health,
            Ledgers ledgers) {
        SequencedMap<String, NodeSnapshot> members = new LinkedHashMap<>();
        snapshot.nodes().stream()
                .filter(node -> membership.clusterOf(node.name()).equals(Optional.of(definition.name())))
                .sorted(Comparator.comparing(NodeSnapshot::name))
                .forEach(node -> members.put(node.name(), node));
        Optional<IntentAdapters> intent = intents.adaptersOf(definition.intentName());
        ClusterView view = new ClusterView(
                definition,
                intent.orElseGet(() -> adaptersInUse(definition.name(), snapshot.nodes(), ledgers)),
                members,
                health,
                ClusterChecks.of(definition, intent, List.copyOf(members.values())),
                snapshot.namespaceLabels(),
                ledgers);
        return new ClusterPlanner(new Workbench(view, vms), membership.contestedBy(definition.name()));
    }

    /** Makes the plan. */
    public ClusterPlan plan() {
        List<VmSnapshot> incumbents = new ArrayList<>();
        List<VmSnapshot> newcomers = new ArrayList<>();
        for (VmSnapshot vm : bench.vms()) {
            (Incumbents.isIncumbent(bench, vm) ? incumbents : newcomers).add(vm);
        }
        new Rescue(bench).place(new Incumbents(bench).serve(incumbents));
        Quotas quotas = new Quotas(bench.view(), bench.vms());
        Shortages shortages = new Shortages(bench);
        Explanations explanations = new Explanations(bench);
        new Changes(bench, quotas, shortages, explanations).serve(incumbents);
        new Newcomers(bench, quotas, shortages, explanations).serve(newcomers);
        return new ClusterReport(bench).plan(contested);
    }

    /** What became of a VM. */
    public VmOutcome outcome(VmSnapshot vm) {
        return bench.outcome(vm).orElseThrow();
    }

    /** The adapters whose virtual functions the cluster counts. */
    public IntentAdapters adapters() {
        return bench.view().adapters();
    }

    /** What a VM's checks found. */
    public VmChecks checks(VmSnapshot vm) {
        return bench.checks(vm);
    }

    /** While the intent doesn't exist nobody is admitted, but failover goes on, over the adapters that are in use. */
    private static IntentAdapters adaptersInUse(String cluster, List<NodeSnapshot> nodes, Ledgers ledgers) {
        SortedMap<String, String> names = new TreeMap<>();
        for (NodeSnapshot node : nodes) {
            for (LedgerEntry entry : ledgers.of(node.name()).entries()) {
                if (entry.cluster().equals(cluster)) {
                    names.putIfAbsent(IntentAdapters.key(entry.adapter()), entry.adapter());
                }
            }
        }
        return new IntentAdapters(Set.of(), List.copyOf(names.values()));
    }
}
