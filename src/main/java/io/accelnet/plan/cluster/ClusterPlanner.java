package io.accelnet.plan.cluster;

import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.WorkingLedgers;
import io.accelnet.plan.membership.IntentOwnership;
import io.accelnet.plan.membership.Membership;
import io.accelnet.plan.membership.NodeHealth;
import io.accelnet.plan.membership.Pools;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.prerequisite.ClusterChecks;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.ClusterIntents;
import io.accelnet.plan.vm.VmChecks;
import io.accelnet.plan.vm.VmOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans one cluster. First it decides: {@link AssignmentRenewal}, {@link FailoverPlacement}, {@link HaltedVms}, {@link InPlaceChanges} and
 * {@link NewVmAdmission} write what they decide into the ledgers. VMs that are admitted come first, so no step takes anything from
 * them for a VM that is new; before all, {@link MadeAnew} looks at AccelNetVMs that were deleted and created again. Then it explains:
 * {@link RefusalExplainer} says why a VM was refused and what would help, and {@link ClusterReport} says how the reserve stands. That
 * may take longer than deciding, and the ledgers don't wait for it.
 */
public final class ClusterPlanner {
    private final PlanContext context;
    private final PodDecisions pods = new PodDecisions();

    private ClusterPlanner(PlanContext context) {
        this.context = context;
    }

    /**
     * A planner for one cluster.
     *
     * @param definition the cluster
     * @param vms its VMs, in the order in which they are served
     * @param pods the pods that it decides for
     * @param snapshot everything else that is known
     * @param intents which intent has which adapters
     * @param membership which node is a member of which cluster
     * @param health each node's health, by name
     * @param ledgers all ledgers, which {@code LedgerRepair} has put right; the plan is written into them
     * @param work counts what questions to reserves cost
     */
    public static ClusterPlanner of(
            ClusterDefinition definition,
            List<VmSnapshot> vms,
            Optional<ClusterPods> pods,
            ClusterSnapshot snapshot,
            IntentOwnership intents,
            Membership membership,
            Map<String, NodeHealth> health,
            WorkingLedgers ledgers,
            WorkBudget work) {
        SequencedMap<String, NodeSnapshot> members = members(definition, snapshot, membership);
        Pools pools = Pools.of(definition, intents);
        ClusterView view = new ClusterView(
                definition,
                PoolsInUse.of(pools, definition, vms, snapshot.nodes(), ledgers),
                members,
                membership,
                leftOut(definition, snapshot.nodes(), membership),
                health,
                checks(definition, snapshot, intents, membership),
                intents.plans().keySet(),
                snapshot.namespaceLabels(),
                ledgers);
        ClusterBudget budget = new ClusterBudget(work, snapshot.clusters().size(), members.size());
        return new ClusterPlanner(
                new PlanContext(view, vms, pods.orElseGet(() -> ClusterPods.none(snapshot.now())), budget));
    }

    /** What the checks of a cluster find. */
    public static ClusterChecks checks(
            ClusterDefinition definition, ClusterSnapshot snapshot, IntentOwnership intents, Membership membership) {
        SequencedMap<String, NodeSnapshot> members = members(definition, snapshot, membership);
        List<NodeSnapshot> staying = members.values().stream()
                .filter(node -> membership.leaving(node.name()).isEmpty())
                .toList();
        ClusterChecks checks = ClusterChecks.of(definition, Pools.of(definition, intents), staying);
        return staying.isEmpty() && !members.isEmpty() ? checks.withAllMembersLeaving() : checks;
    }

    private static SequencedMap<String, NodeSnapshot> members(
            ClusterDefinition definition, ClusterSnapshot snapshot, Membership membership) {
        SequencedMap<String, NodeSnapshot> members = new LinkedHashMap<>();
        snapshot.nodes().stream()
                .filter(node -> membership.clusterOf(node.name()).equals(Optional.of(definition.name())))
                .sorted(Comparator.comparing(NodeSnapshot::name))
                .forEach(node -> members.put(node.name(), node));
        return members;
    }

    private static Set<String> leftOut(ClusterDefinition definition, List<NodeSnapshot> nodes, Membership membership) {
        return nodes.stream()
                .map(NodeSnapshot::name)
                .filter(node -> membership.selectedBy(node).equals(Optional.of(definition.name()))
                        && membership.clusterOf(node).isEmpty()
                        && !membership.awaitedBy(definition.name()).contains(node))
                .collect(Collectors.toSet());
    }

    /** Decides for all VMs, and writes that into the ledgers. */
    public void decide() {
        List<VmSnapshot> admitted = new ArrayList<>();
        List<VmSnapshot> newVms = new ArrayList<>();
        for (VmSnapshot vm : context.vms()) {
            (AssignmentRenewal.isAdmitted(context, vm) ? admitted : newVms).add(vm);
        }
        MadeAnew madeAnew = MadeAnew.takeOver(context);
        AssignmentRenewal renewal = new AssignmentRenewal(context);
        List<VmSnapshot> displaced = renewal.renew(admitted);
        Set<VmId> askingAnew = renewal.askingAnew();
        admitted.removeIf(vm -> askingAnew.contains(vm.id()));
        context.lookAgain();
        new FailoverPlacement(context).place(displaced);
        context.budget().change(admitted.size(), () -> context.halted().leaveWhereTheyCannotStart(admitted));
        madeAnew.settleOthers();
        List<VmSnapshot> all = context.vms();
        NamespaceQuotas quotas = new NamespaceQuotas(
                context.view(),
                all.stream().filter(vm -> !askingAnew.contains(vm.id())).toList());
        context.budget().change(admitted.size(), () -> new InPlaceChanges(context, quotas).apply(admitted));
        context.lookAgain();
        context.fleet().forgetRefusals();
        Set<VmId> applying = new HashSet<>(askingAnew);
        newVms.forEach(vm -> applying.add(vm.id()));
        List<VmSnapshot> applicants =
                all.stream().filter(vm -> applying.contains(vm.id())).toList();
        context.budget().admit(applicants.size(), () -> new NewVmAdmission(context, quotas).admit(applicants));
        if (!context.pods().all().isEmpty()) {
            context.fleet().forgetRefusals();
            context.budget().open(context.pods().all().size(), () -> {
                PodOpening opening = new PodOpening(context, pods);
                opening.decide();
                new RefusedPods(context, pods, opening.migrationRoom()).decide(opening.needRoom());
            });
            context.fleet().forgetRefusals();
        }
    }

    /** What was decided for its pods. */
    public PodDecisions pods() {
        return pods;
    }

    /** Explains what was decided, and makes the cluster's status. The ledgers stay as they are. */
    public ClusterPlan explain() {
        RefusalExplainer explainer = new RefusalExplainer(context);
        context.budget().explainAll(context.vms().size(), () -> context.explain(explainer));
        return new ClusterReport(context, explainer).plan();
    }

    /** The cluster's VMs, in the order in which they are served. */
    public List<VmSnapshot> vms() {
        return context.vms();
    }

    /** What was decided for a VM, once it is explained. */
    public VmOutcome outcome(VmSnapshot vm) {
        return context.outcome(vm);
    }

    /** What a VM should know whose own rules keep it from members of the cluster. */
    public Optional<Finding> failoverRestricted(VmSnapshot vm) {
        return context.restrictions().of(vm);
    }

    /** The pools whose virtual functions the cluster counts. */
    public Pools pools() {
        return context.view().pools();
    }

    /** What it knows of the intents of network adapters. */
    public ClusterIntents intents() {
        return context.view();
    }

    /** What a VM's checks found. */
    public VmChecks checks(VmSnapshot vm) {
        return context.checks(vm);
    }
}
