package io.accelnet.plan;

import io.accelnet.plan.cluster.ClusterPlanner;
import io.accelnet.plan.cluster.ClusterPods;
import io.accelnet.plan.cluster.PodDecisions;
import io.accelnet.plan.cluster.PodsWithoutCluster;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.LedgerRepair;
import io.accelnet.plan.ledger.PodUses;
import io.accelnet.plan.ledger.WorkingLedgers;
import io.accelnet.plan.membership.IntentOwnership;
import io.accelnet.plan.membership.Membership;
import io.accelnet.plan.membership.NodeHealth;
import io.accelnet.plan.membership.Pools;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Decided;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.Plan.IntentPlan;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.prerequisite.ClusterChecks;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.ClusterIntents;
import io.accelnet.plan.vm.VmChecks;
import io.accelnet.plan.vm.VmOutcome;
import io.accelnet.plan.vm.VmReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the plan for a snapshot. It is a pure function: the same objects give the same plan, whatever their order in the snapshot.
 *
 * <p>First the ledgers are put right ({@link LedgerRepair}). Then each cluster is decided, the oldest first ({@link ClusterPlanner}):
 * from here on the ledgers, and with them the statuses of nodes ({@link NodeReport}), are final. At last the decisions are explained,
 * in the statuses of clusters and VMs ({@link VmReport}).
 */
public final class Planner {
    /** What is counted for a VM besides questions to reserves: its ledger entries, its checks, its conditions. */
    private static final long STEPS_PER_VM = 2_000;

    private static final long STEPS_PER_NODE = 2_000;

    /** The order in which VMs are served: the oldest first. */
    private static final Comparator<VmSnapshot> ORDER =
            Comparator.comparing(VmSnapshot::created).thenComparing(VmSnapshot::id);

    /** How long a node that is leaving stays a member at least, unless something else is said: longer than a labeller's restart. */
    public static final Duration LEAVING_TIME = Duration.ofMinutes(10);

    private final Duration leavingTime;

    /** A planner by whom a node that is leaving stays a member for {@link #LEAVING_TIME} at least. */
    public Planner() {
        this(LEAVING_TIME);
    }

    /**
     * A planner by whom a node that is leaving stays a member at least so long.
     *
     * @param leavingTime 0 or more
     */
    public Planner(Duration leavingTime) {
        this.leavingTime = leavingTime;
    }

    /** How long a node that is leaving stays a member at least. */
    public Duration leavingTime() {
        return leavingTime;
    }

    /** The plan for a snapshot. */
    public Plan plan(ClusterSnapshot snapshot) {
        return plan(snapshot, new WorkBudget());
    }

    /**
     * The plan for a snapshot, with a count of the work that it took.
     *
     * @param work what counts it
     */
    public Plan plan(ClusterSnapshot snapshot, WorkBudget work) {
        return decide(snapshot, work).explained();
    }

    /** The plan's decisions, for whoever writes the ledgers before the rest is worked out. */
    public Decided decide(ClusterSnapshot snapshot) {
        return decide(snapshot, new WorkBudget());
    }

    /** What the prerequisite checks find on each node, by cluster; as much of a plan as they need. */
    public SortedMap<String, ClusterChecks> prerequisites(ClusterSnapshot snapshot) {
        List<VmSnapshot> vms = snapshot.vms().stream().sorted(ORDER).toList();
        IntentOwnership intents = new IntentOwnership(snapshot.intents(), snapshot.nodes(), snapshot.kubernetesNodes());
        Map<String, NodeHealth> health = health(snapshot);
        WorkingLedgers ledgers = LedgerRepair.repair(snapshot, vms, PodUses.of(snapshot, intents), health);
        Membership membership = new Membership(
                snapshot, intents, health, node -> ledgers.of(node).entries(), leavingTime);
        SortedMap<String, ClusterChecks> checks = new TreeMap<>();
        snapshot.clusters()
                .forEach(cluster ->
                        checks.put(cluster.name(), ClusterPlanner.checks(cluster, snapshot, intents, membership)));
        return checks;
    }

    private Decided decide(ClusterSnapshot snapshot, WorkBudget work) {
        List<VmSnapshot> vms = snapshot.vms().stream().sorted(ORDER).toList();
        IntentOwnership intents = new IntentOwnership(snapshot.intents(), snapshot.nodes(), snapshot.kubernetesNodes());
        Map<String, NodeHealth> health = health(snapshot);
        WorkingLedgers ledgers = LedgerRepair.repair(snapshot, vms, PodUses.of(snapshot, intents), health);
        Membership membership = new Membership(
                snapshot, intents, health, node -> ledgers.of(node).entries(), leavingTime);

        work.spend(STEPS_PER_VM * vms.size() + STEPS_PER_NODE * snapshot.nodes().size());
        SequencedMap<String, ClusterPlanner> planners = new LinkedHashMap<>();
        Map<String, Pools> poolsInUse = new HashMap<>();
        List<ClusterDefinition> clusters =
                snapshot.clusters().stream().sorted(Membership.ORDER).toList();
        Map<String, ClusterPods> pods = ClusterPods.byCluster(snapshot, clusters);
        Map<String, List<VmSnapshot>> vmsOf = vms.stream().collect(Collectors.groupingBy(VmSnapshot::cluster));
        for (ClusterDefinition cluster : clusters) {
            List<VmSnapshot> own =
                    Optional.ofNullable(vmsOf.remove(cluster.name())).orElse(List.of());
            ClusterPlanner planner = ClusterPlanner.of(
                    cluster,
                    own,
                    Optional.ofNullable(pods.get(cluster.name())),
                    snapshot,
                    intents,
                    membership,
                    health,
                    ledgers,
                    work);
            planner.decide();
            planners.put(cluster.name(), planner);
            poolsInUse.put(cluster.name(), planner.pools());
        }
        List<VmSnapshot> withoutCluster =
                vmsOf.values().stream().flatMap(List::stream).toList();
        SortedMap<String, NodePlan> nodes = nodePlans(snapshot, intents, membership, poolsInUse, health, ledgers);
        List<PodDecisions> ofPods = new ArrayList<>();
        planners.values().forEach(planner -> ofPods.add(planner.pods()));
        Optional.ofNullable(pods.get(""))
                .map(some -> PodsWithoutCluster.decide(some, withoutCluster, health, ledgers))
                .ifPresent(ofPods::add);
        PodPlans podPlans = PodDecisions.together(ofPods, Map.of());
        return new Decided(
                nodes,
                ledgers.movesVms(),
                podPlans,
                Stream.of(membership.again(), podPlans.again())
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder()),
                () -> explain(intents.plans(), nodes, planners, withoutCluster, ofPods, health, membership, ledgers));
    }

    private static Plan explain(
            Map<String, IntentPlan> intents,
            SortedMap<String, NodePlan> nodes,
            SequencedMap<String, ClusterPlanner> planners,
            List<VmSnapshot> withoutCluster,
            List<PodDecisions> ofPods,
            Map<String, NodeHealth> health,
            Membership membership,
            WorkingLedgers ledgers) {
        SortedMap<String, ClusterPlan> clusters = new TreeMap<>();
        List<Map.Entry<VmId, VmPlan>> vms = new ArrayList<>();
        planners.forEach((name, planner) -> {
            clusters.put(name, planner.explain());
            for (VmSnapshot vm : planner.vms()) {
                Optional<Assignment> assignment = ledgers.assignment(vm.id());
                VmPlan plan = VmReport.of(
                                vm,
                                planner.checks(vm),
                                planner.outcome(vm),
                                assignment,
                                unknownNode(vm, health),
                                assignment.map(ledgers::withoutLink).orElse(List.of()),
                                pciAddress(assignment, ledgers),
                                planner.intents(),
                                assignment
                                        .map(has -> remark(vm, has.node(), membership, ledgers)
                                                + planner.pods()
                                                        .hindrance(vm.id())
                                                        .map(words -> " " + words)
                                                        .orElse(""))
                                        .orElse(""))
                        .withFailedStarts(planner.pods().failedStarts(vm));
                vms.add(Map.entry(
                        vm.id(), planner.failoverRestricted(vm).map(plan::with).orElse(plan)));
            }
        });
        withoutCluster.forEach(vm -> vms.add(Map.entry(
                vm.id(),
                planWithoutCluster(vm, ledgers).withFailedStarts(vm.memory().failedStarts()))));
        Map<VmId, VmPlan> vmPlans = byName(vms);
        return new Plan(intents, nodes, clusters, vmPlans, PodDecisions.together(ofPods, vmPlans), membership.again());
    }

    /** A VM whose cluster doesn't exist keeps what it has, or waits for the cluster. */
    private static VmPlan planWithoutCluster(VmSnapshot vm, WorkingLedgers ledgers) {
        Optional<Assignment> assignment = ledgers.assignment(vm.id());
        VmChecks checks = VmChecks.of(
                vm,
                Fact.UNKNOWN,
                Finding.unknown(
                        ConditionType.PERFORMANCE_PROVISIONABLE,
                        Reason.PENDING,
                        "Depends on AccelNetCluster " + vm.cluster() + ", which doesn't exist."),
                Optional.empty(),
                false);
        VmOutcome waiting = new VmOutcome.Waiting(
                Reason.CLUSTER_NOT_FOUND,
                "Waiting for AccelNetCluster " + vm.cluster()
                        + " to be created. If another is meant, make this AccelNetVM anew: spec.clusterName can't be changed.",
                Progress.RECONCILING);
        VmOutcome outcome = assignment
                .map(has -> has.isOfFormer(vm.uid())
                        ? VmOutcome.keepingPlace(waiting, has)
                        : new VmOutcome.Unmanaged(vm.cluster()))
                .orElse(waiting);
        return VmReport.of(
                vm,
                checks,
                outcome,
                assignment,
                Optional.empty(),
                assignment.map(ledgers::withoutLink).orElse(List.of()),
                pciAddress(assignment, ledgers),
                ClusterIntents.NONE,
                "");
    }

    private static Function<LedgerEntry, Optional<String>> pciAddress(
            Optional<Assignment> assignment, WorkingLedgers ledgers) {
        return entry -> assignment.flatMap(has -> ledgers.pciAddress(has.node(), entry));
    }

    /** The plans of VMs, ordered by namespace and name. */
    private static Map<VmId, VmPlan> byName(List<Map.Entry<VmId, VmPlan>> plans) {
        plans.sort(Map.Entry.comparingByKey());
        Map<VmId, VmPlan> inOrder = LinkedHashMap.newLinkedHashMap(plans.size());
        plans.forEach(plan -> inOrder.put(plan.getKey(), plan.getValue()));
        return inOrder;
    }

    /** What a VM's user should know of the node that it is on. */
    private static String remark(VmSnapshot vm, String node, Membership membership, WorkingLedgers ledgers) {
        String leaving = membership
                .leaving(node)
                .filter(found -> found.cluster().equals(vm.cluster()))
                .map(found -> " Node " + node + " has been leaving the cluster since " + found.since()
                        + ": move the VM to another node, unless the cluster takes this one back.")
                .orElse("");
        boolean reported = vm.facts().flatMap(VmFacts::reportedNode).isPresent();
        boolean ofKubernetes =
                ledgers.node(node).filter(NodeSnapshot::standsForKubernetesNode).isPresent();
        return leaving
                + (ofKubernetes && !reported && vm.isDescribed()
                        ? " Nobody reports where the VM runs: if the Kubernetes Node " + node
                                + " isn't Ready for a moment, it gets others elsewhere, even if it runs on here. Have"
                                + " spec.virtualMachine.nodeName written by what starts the VM."
                        : "");
    }

    private static Optional<String> unknownNode(VmSnapshot vm, Map<String, NodeHealth> health) {
        return vm.facts().flatMap(VmFacts::reportedNode).filter(node -> !health.containsKey(node));
    }

    private static Map<String, NodeHealth> health(ClusterSnapshot snapshot) {
        Map<String, NodeHealth> health = new HashMap<>();
        for (NodeSnapshot node : snapshot.nodes()) {
            health.put(node.name(), NodeHealth.of(node, snapshot.kubernetesNodes()));
        }
        return health;
    }

    private static SortedMap<String, NodePlan> nodePlans(
            ClusterSnapshot snapshot,
            IntentOwnership intents,
            Membership membership,
            Map<String, Pools> poolsInUse,
            Map<String, NodeHealth> health,
            WorkingLedgers ledgers) {
        Map<String, ClusterDefinition> clusters =
                snapshot.clusters().stream().collect(Collectors.toMap(ClusterDefinition::name, Function.identity()));
        SortedMap<String, NodePlan> plans = new TreeMap<>();
        for (NodeSnapshot node : snapshot.nodes()) {
            Optional<String> selectedBy = membership.selectedBy(node.name());
            Optional<String> cluster = membership.clusterOf(node.name());
            Optional<Pools> pools = selectedBy.map(clusters::get).map(found -> Pools.of(found, intents));
            NodeHealth itsHealth = health.getOrDefault(node.name(), NodeHealth.of(node, snapshot.kubernetesNodes()));
            plans.put(
                    node.name(),
                    new NodeReport(node, itsHealth, membership.leaving(node.name()), ledgers)
                            .plan(cluster, selectedBy.map(clusters::get), pools, cluster.map(poolsInUse::get)));
        }
        return plans;
    }
}
