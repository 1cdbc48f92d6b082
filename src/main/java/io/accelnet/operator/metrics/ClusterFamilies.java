package io.accelnet.operator.metrics;

import io.accelnet.operator.metrics.PlanFigures.OfCluster;
import io.accelnet.operator.metrics.PlanFigures.OfCondition;
import io.accelnet.operator.metrics.PlanFigures.OfVms;
import io.accelnet.plan.Level;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.ReserveSums.PoolSums;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The gauges of clusters. */
final class ClusterFamilies {
    private final GaugeFamily functions = new GaugeFamily(
            "accelnet_cluster_virtual_functions",
            "Virtual functions on members that are up, by what they are for. The states add up to the capacity.",
            "cluster",
            "pool",
            "state");
    private final GaugeFamily nodes =
            new GaugeFamily("accelnet_cluster_nodes", "Members of the cluster, by how they are.", "cluster", "state");
    private final GaugeFamily ratio = new GaugeFamily(
            "accelnet_cluster_node_reserve_ratio",
            "The share of the nodes that may be down at once: spec.nodeReservePercentage divided by 100.",
            "cluster");
    private final GaugeFamily toTolerate = new GaugeFamily(
            "accelnet_cluster_failures_to_tolerate", "How many members may be down at once.", "cluster");
    private final GaugeFamily toleratedNow = new GaugeFamily(
            "accelnet_cluster_failures_tolerated_now", "How many more members may fail now.", "cluster");
    private final GaugeFamily vms = new GaugeFamily(
            "accelnet_cluster_vms",
            "AccelNetVMs that name the cluster, by what has become of them. The cluster is empty for all whose cluster"
                    + " doesn't exist.",
            "cluster",
            "outcome");
    private final GaugeFamily vmsByReason = new GaugeFamily(
            "accelnet_cluster_vms_by_reason",
            "The same by the reason of the VM's condition Ready. There is no series for 0 VMs.",
            "cluster",
            "outcome",
            "reason");
    private final GaugeFamily headroom = new GaugeFamily(
            "accelnet_cluster_headroom_vms",
            "How many more VMs of this level with one network adapter, which belongs to this pool, would be admitted.",
            "cluster",
            "pool",
            "performance");
    private final GaugeFamily headroomExact = new GaugeFamily(
            "accelnet_cluster_headroom_exact",
            "1: the headroom is exact. 0: so many VMs would be admitted, and maybe more.",
            "cluster",
            "pool");
    private final GaugeFamily migrations = new GaugeFamily(
            "accelnet_cluster_migration_headroom_vms",
            "How many of the VMs that run could be migrated at once now.",
            "cluster");
    private final GaugeFamily migrationsExact = new GaugeFamily(
            "accelnet_cluster_migration_headroom_exact",
            "1: the migration headroom is exact. 0: so many VMs could be migrated, and maybe more.",
            "cluster");
    private final GaugeFamily unmanagedPods = new GaugeFamily(
            "accelnet_cluster_unmanaged_pods",
            "Pods of no admitted VM that have virtual functions of the cluster's pools.",
            "cluster");
    private final GaugeFamily unmanagedFunctions = new GaugeFamily(
            "accelnet_cluster_unmanaged_virtual_functions",
            "The virtual functions that pods of no admitted VM have.",
            "cluster");
    private final GaugeFamily conditions = new GaugeFamily(
            "accelnet_cluster_status_condition",
            "1 for the status that the condition has.",
            "cluster",
            "condition",
            "status");
    private final GaugeFamily reasons = new GaugeFamily(
            "accelnet_cluster_status_condition_reason",
            "1 for the reason that the condition has.",
            "cluster",
            "condition",
            "reason");
    private final GaugeFamily variants = new GaugeFamily(
            "accelnet_cluster_host_variants",
            "How many different values the fact has on the members, for the adapter of the pool for which it has most. 1:"
                    + " the hosts are alike. 0: no host states it.",
            "cluster",
            "pool",
            "fact");

    /** The gauges of these clusters. */
    static Stream<MetricSnapshot> of(List<OfCluster> clusters, OfVms vmsWithoutCluster) {
        ClusterFamilies families = new ClusterFamilies();
        clusters.forEach(families::add);
        families.add("", vmsWithoutCluster);
        return families.all();
    }

    private void add(OfCluster cluster) {
        String name = cluster.name();
        for (NodeState state : NodeState.values()) {
            nodes.add(cluster.nodes().getOrDefault(state, 0), name, state.label());
        }
        ratio.add(cluster.nodeReservePercentage() / 100.0, name);
        cluster.reserve().ifPresent(reserve -> add(name, cluster.pools(), reserve));
        add(name, cluster.vms());
        cluster.migrations().ifPresent(its -> {
            migrations.add(its.headroom(), name);
            migrationsExact.add(its.exact(), name);
        });
        cluster.unmanaged().ifPresent(its -> {
            unmanagedPods.add(its.pods(), name);
            unmanagedFunctions.add(its.virtualFunctions(), name);
        });
        cluster.conditions().forEach(condition -> add(name, condition));
        cluster.variants()
                .forEach((pool, facts) ->
                        facts.forEach((fact, number) -> variants.add(number, name, pool, fact.label())));
    }

    private void add(String cluster, List<String> pools, ReserveSums reserve) {
        toTolerate.add(reserve.failuresToTolerate(), cluster);
        toleratedNow.add(reserve.failuresToleratedNow(), cluster);
        if (reserve.pools().isEmpty()) {
            add(
                    cluster,
                    new PoolSums(
                            pools.getFirst(),
                            reserve.capacity(),
                            reserve.used(),
                            reserve.free(),
                            reserve.inMaintenance(),
                            reserve.leaving(),
                            reserve.usedByOthers(),
                            reserve.reserved(),
                            reserve.available(),
                            reserve.headroom(),
                            reserve.headroomIsExact()));
        }
        reserve.pools().forEach(pool -> add(cluster, pool));
    }

    private void add(String cluster, PoolSums pool) {
        String intent = pool.intent();
        functions.add(pool.used(), cluster, intent, "used");
        functions.add(pool.reserved(), cluster, intent, "reserved");
        functions.add(pool.available(), cluster, intent, "available");
        functions.add(pool.inMaintenance(), cluster, intent, "in_maintenance");
        functions.add(pool.leaving(), cluster, intent, "leaving");
        functions.add(pool.usedByOthers(), cluster, intent, "used_by_others");
        for (Level level : Level.values()) {
            headroom.add(pool.headroom().getOrDefault(level, 0), cluster, intent, level.label());
        }
        headroomExact.add(pool.headroomIsExact(), cluster, intent);
    }

    private void add(String cluster, OfVms all) {
        for (VmState state : VmState.values()) {
            vms.add(all.of(state), cluster, state.label());
            all.numbers()
                    .getOrDefault(state, Map.of())
                    .forEach((reason, number) -> vmsByReason.add(number, cluster, state.label(), reason.wire()));
        }
    }

    private void add(String cluster, OfCondition condition) {
        for (Truth truth : Truth.values()) {
            conditions.add(
                    truth == condition.truth(),
                    cluster,
                    condition.type().wire(),
                    truth.name().toLowerCase(Locale.ROOT));
        }
        condition
                .reason()
                .ifPresent(reason -> reasons.add(1, cluster, condition.type().wire(), reason.wire()));
    }

    private Stream<MetricSnapshot> all() {
        return Stream.of(
                        functions,
                        nodes,
                        ratio,
                        toTolerate,
                        toleratedNow,
                        vms,
                        vmsByReason,
                        headroom,
                        headroomExact,
                        migrations,
                        migrationsExact,
                        unmanagedPods,
                        unmanagedFunctions,
                        conditions,
                        reasons,
                        variants)
                .map(GaugeFamily::snapshot);
    }
}
