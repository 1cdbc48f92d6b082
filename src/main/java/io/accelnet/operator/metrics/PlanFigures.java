package io.accelnet.operator.metrics;

import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.metrics.HostVariants.HostFact;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.NodePlan.AdapterPlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.Plan.IntentPlan;
import io.accelnet.plan.outcome.PodPlans;
import io.accelnet.plan.outcome.PodReason;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan says of clusters and nodes, in numbers. Nothing else of the plan is kept: it may be large.
 *
 * @param clusters by name
 * @param vmsWithoutCluster all VMs whose cluster doesn't exist
 * @param nodes by name
 * @param waitingPods the pods that wait at the gate, by what they wait for
 */
record PlanFigures(
        List<OfCluster> clusters, OfVms vmsWithoutCluster, List<OfNode> nodes, Map<PodReason, Integer> waitingPods) {
    /** Adapters of no pool, or of which nobody can say of which. */
    static final String NO_POOL = "";

    /**
     * A cluster's.
     *
     * @param name its name
     * @param pools its pools by the names of their intents, in its order
     * @param nodeReservePercentage its spec's
     * @param reserve the numbers of its reserve
     * @param migrations how many VMs could be migrated, if that is known
     * @param unmanaged what pods of no admitted VM have, if that is known
     * @param nodes how many members are in each state
     * @param vms its VMs
     * @param conditions its conditions
     * @param variants how many values each fact has on its members, by pool
     */
    record OfCluster(
            String name,
            List<String> pools,
            int nodeReservePercentage,
            Optional<ReserveSums> reserve,
            Optional<ClusterPlan.MigrationSums> migrations,
            Optional<ClusterPlan.UnmanagedPods> unmanaged,
            Map<NodeState, Integer> nodes,
            OfVms vms,
            List<OfCondition> conditions,
            Map<String, Map<HostFact, Integer>> variants) {}

    /** A condition without its message, which may be long. Without a reason it isn't there, which means the same as False. */
    record OfCondition(ConditionType type, Finding.Truth truth, Optional<Reason> reason) {}

    /** How many VMs are in each state, by the reason of their Ready. */
    record OfVms(Map<VmState, Map<Reason, Integer>> numbers) {
        OfVms() {
            this(new EnumMap<>(VmState.class));
        }

        private void add(VmPlan plan) {
            Reason reason = Reason.PENDING;
            for (Finding finding : plan.conditions()) {
                if (finding.type() == ConditionType.READY) {
                    reason = finding.reason();
                }
            }
            numbers.computeIfAbsent(VmState.of(plan), state -> new EnumMap<>(Reason.class))
                    .merge(reason, 1, Integer::sum);
        }

        int of(VmState state) {
            return numbers.getOrDefault(state, Map.of()).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }
    }

    /**
     * A node's.
     *
     * @param name its name
     * @param cluster the cluster that it is a member of; empty if it is none
     * @param state how it is
     * @param generation of its AccelNetNode
     * @param functions its virtual functions, by pool
     */
    record OfNode(String name, String cluster, NodeState state, long generation, Map<String, OfFunctions> functions) {}

    /** How many virtual functions a cluster may use, how many VMs have, and how many can still be given. */
    record OfFunctions(int all, int used, int free) {
        private static final OfFunctions NONE = new OfFunctions(0, 0, 0);

        private OfFunctions with(AdapterPlan adapter) {
            return new OfFunctions(all + adapter.virtualFunctions(), used + adapter.used(), free + adapter.free());
        }
    }

    /** The figures of a plan. */
    static PlanFigures of(ClusterObjects objects, ClusterSnapshot snapshot, Plan plan, List<PodPlans.Note> notes) {
        Map<String, OfVms> vms = new HashMap<>();
        OfVms withoutCluster = new OfVms();
        plan.clusters().keySet().forEach(cluster -> vms.put(cluster, new OfVms()));
        for (VmSnapshot vm : snapshot.vms()) {
            Optional.ofNullable(plan.vms().get(vm.id())).ifPresent(vms.getOrDefault(vm.cluster(), withoutCluster)::add);
        }
        Map<PodReason, Integer> waiting = new EnumMap<>(PodReason.class);
        notes.forEach(note -> waiting.merge(note.reason(), 1, Integer::sum));
        return new PlanFigures(
                clusters(objects, snapshot, plan, vms), withoutCluster, nodes(objects, snapshot, plan), waiting);
    }

    private static List<OfCluster> clusters(
            ClusterObjects objects, ClusterSnapshot snapshot, Plan plan, Map<String, OfVms> vms) {
        HostVariants variants = new HostVariants(objects);
        Map<String, List<NodeSnapshot>> members =
                snapshot.nodes().stream().collect(Collectors.groupingBy(node -> clusterOf(plan, node.name())));
        List<OfCluster> figures = new ArrayList<>();
        for (ClusterDefinition cluster : snapshot.clusters()) {
            String name = cluster.name();
            List<NodeSnapshot> its = members.getOrDefault(name, List.of());
            Map<NodeState, Integer> states = new EnumMap<>(NodeState.class);
            its.forEach(node ->
                    planned(plan, node.name()).ifPresent(found -> states.merge(NodeState.of(found), 1, Integer::sum)));
            Map<String, Map<HostFact, Integer>> ofPools = new LinkedHashMap<>();
            cluster.intentNames().forEach(pool -> ofPools.put(pool, variants.of(adapters(plan, pool), its)));
            Optional.ofNullable(plan.clusters().get(name))
                    .ifPresent(decided -> figures.add(new OfCluster(
                            name,
                            cluster.intentNames(),
                            cluster.nodeReservePercentage(),
                            decided.reserve(),
                            decided.migrations(),
                            decided.unmanaged(),
                            states,
                            vms.getOrDefault(name, new OfVms()),
                            conditions(decided),
                            ofPools)));
        }
        figures.sort(Comparator.comparing(OfCluster::name));
        return figures;
    }

    /** What isn't there of Reconciling and Stalled is False. */
    private static List<OfCondition> conditions(ClusterPlan plan) {
        List<OfCondition> conditions = plan.conditions().stream()
                .map(finding -> new OfCondition(finding.type(), finding.truth(), Optional.of(finding.reason())))
                .collect(Collectors.toCollection(ArrayList::new));
        Set<ConditionType> there = conditions.stream().map(OfCondition::type).collect(Collectors.toSet());
        List.of(ConditionType.RECONCILING, ConditionType.STALLED).stream()
                .filter(type -> !there.contains(type))
                .forEach(type -> conditions.add(new OfCondition(type, Finding.Truth.FALSE, Optional.empty())));
        return conditions;
    }

    private static List<OfNode> nodes(ClusterObjects objects, ClusterSnapshot snapshot, Plan plan) {
        Map<String, Long> generations = new HashMap<>();
        objects.nodes()
                .forEach(node -> Optional.ofNullable(node.getMetadata().getGeneration())
                        .ifPresent(
                                generation -> generations.put(node.getMetadata().getName(), generation)));
        Map<String, List<String>> pools = snapshot.clusters().stream()
                .collect(Collectors.toMap(ClusterDefinition::name, ClusterDefinition::intentNames));
        List<OfNode> figures = new ArrayList<>();
        plan.nodes().forEach((name, decided) -> {
            String cluster = decided.cluster().orElse("");
            figures.add(new OfNode(
                    name,
                    cluster,
                    NodeState.of(decided),
                    generations.getOrDefault(name, 0L),
                    functions(decided, pools.getOrDefault(cluster, List.of()), plan)));
        });
        return figures;
    }

    private static Map<String, OfFunctions> functions(NodePlan node, List<String> pools, Plan plan) {
        Map<String, OfFunctions> functions = new LinkedHashMap<>();
        pools.forEach(pool -> functions.put(pool, OfFunctions.NONE));
        for (AdapterPlan adapter : node.adapters()) {
            String pool = pool(adapter, pools, plan);
            if (!pool.equals(NO_POOL) || adapter.used() > 0 || adapter.virtualFunctions() > 0) {
                functions.merge(pool, OfFunctions.NONE.with(adapter), (before, its) -> before.with(adapter));
            }
        }
        return functions;
    }

    /** While an intent doesn't exist, its cluster still has those of its adapters that are in use. */
    private static String pool(AdapterPlan adapter, List<String> pools, Plan plan) {
        Optional<String> named = pools.stream()
                .filter(pool -> isIn(adapter, adapters(plan, pool)))
                .findFirst();
        if (named.isPresent() || adapter.virtualFunctions() == 0) {
            return named.orElse(NO_POOL);
        }
        List<String> missing =
                pools.stream().filter(pool -> !plan.intents().containsKey(pool)).toList();
        return missing.size() == 1 ? missing.getFirst() : NO_POOL;
    }

    private static boolean isIn(AdapterPlan adapter, List<String> names) {
        return names.stream()
                .anyMatch(name -> IntentAdapters.same(name, adapter.name())
                        || adapter.altNames().stream().anyMatch(other -> IntentAdapters.same(name, other)));
    }

    /** The adapters that an intent has; none if it doesn't exist. */
    private static List<String> adapters(Plan plan, String intent) {
        return Optional.ofNullable(plan.intents().get(intent))
                .map(IntentPlan::adapters)
                .orElse(List.of());
    }

    private static Optional<NodePlan> planned(Plan plan, String node) {
        return Optional.ofNullable(plan.nodes().get(node));
    }

    private static String clusterOf(Plan plan, String node) {
        return planned(plan, node).flatMap(NodePlan::cluster).orElse("");
    }
}
