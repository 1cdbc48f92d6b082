package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.ledger.WorkingLedgers;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.IntentOwnership;
import io.accelnet.plan.membership.Membership;
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
 * Plans one cluster in five steps: {@link AssignmentRenewal}, {@link FailoverPlacement}, {@link InPlaceChanges},
 * {@link NewVmAdmission} and {@link ClusterReport}. VMs that are admitted come first, so no step takes anything from them for a
 * VM that is new. Each step writes what it decides into the ledgers. Before all, {@link MadeAnew} looks at AccelNetVMs that
 * were deleted and created again.
 */
public final class ClusterPlanner {
    private final PlanContext context;

    private ClusterPlanner(PlanContext context) {
        this.context = context;
    }

    /**
     * A planner for one cluster.
     *
     * @param definition the cluster
     * @param vms its VMs, in the order in which they are served
     * @param snapshot everything else that is known
     * @param intents which intent has which adapters
     * @param membership which node is a member of which cluster
     * @param health each node's health, by name
     * @param ledgers all ledgers, which {@code LedgerRepair} has put right; the plan is written into them
     */
    public static ClusterPlanner of(
            ClusterDefinition definition,
            List<VmSnapshot> vms,
            ClusterSnapshot snapshot,
            IntentOwnership intents,
            Membership membership,
            Map<String, NodeHealth> health,
            WorkingLedgers ledgers) {
        SequencedMap<String, NodeSnapshot> members = new LinkedHashMap<>();
        snapshot.nodes().stream()
                .filter(node -> membership.clusterOf(node.name()).equals(Optional.of(definition.name())))
                .sorted(Comparator.comparing(NodeSnapshot::name))
                .forEach(node -> members.put(node.name(), node));
        Optional<IntentAdapters> intent = intents.adaptersOf(definition.intentName());
        List<NodeSnapshot> staying = members.values().stream()
                .filter(node -> membership.leaving(node.name()).isEmpty())
                .toList();
        ClusterChecks checks = ClusterChecks.of(definition, intent, staying);
        ClusterView view = new ClusterView(
                definition,
                intent.orElseGet(() -> adaptersInUse(definition.name(), snapshot.nodes(), ledgers)),
                members,
                membership,
                health,
                staying.isEmpty() && !members.isEmpty() ? checks.withAllMembersLeaving() : checks,
                snapshot.namespaceLabels(),
                ledgers);
        return new ClusterPlanner(new PlanContext(view, vms));
    }

    /** Goes through the five steps. */
    public ClusterPlan plan() {
        List<VmSnapshot> admitted = new ArrayList<>();
        List<VmSnapshot> newVms = new ArrayList<>();
        for (VmSnapshot vm : context.vms()) {
            (AssignmentRenewal.isAdmitted(context, vm) ? admitted : newVms).add(vm);
        }
        MadeAnew madeAnew = MadeAnew.takeOver(context);
        List<VmSnapshot> displaced = new AssignmentRenewal(context).renew(admitted);
        new FailoverPlacement(context).place(displaced);
        madeAnew.settleOthers();
        NamespaceQuotas quotas = new NamespaceQuotas(context.view(), context.vms());
        RefusalMessages messages = new RefusalMessages(context);
        ExplanationCache explanations = new ExplanationCache(context);
        new InPlaceChanges(context, quotas, messages, explanations).apply(admitted);
        new NewVmAdmission(context, quotas, messages, explanations).admit(newVms);
        return new ClusterReport(context).plan();
    }

    /** What was decided for a VM. */
    public VmOutcome outcome(VmSnapshot vm) {
        return context.outcome(vm).orElseThrow();
    }

    /** The adapters whose virtual functions the cluster counts. */
    public IntentAdapters adapters() {
        return context.view().adapters();
    }

    /** What a VM's checks found. */
    public VmChecks checks(VmSnapshot vm) {
        return context.checks(vm);
    }

    /** The adapters that count while the intent doesn't exist. No VM is admitted then, but failover goes on with what is in use. */
    private static IntentAdapters adaptersInUse(String cluster, List<NodeSnapshot> nodes, WorkingLedgers ledgers) {
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
