package io.accelnet.operator.apply;

import io.accelnet.api.schema.Bounds;
import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterStatus;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeStatus;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.AdapterStatus;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.AssignedFunction;
import io.accelnet.api.v1alpha1.CombinationHeadroom;
import io.accelnet.api.v1alpha1.FailedStart;
import io.accelnet.api.v1alpha1.IntentSummary;
import io.accelnet.api.v1alpha1.MigrationHeadroom;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentStatus;
import io.accelnet.api.v1alpha1.PoolReserve;
import io.accelnet.api.v1alpha1.PrerequisiteResult;
import io.accelnet.api.v1alpha1.PromisedFunctions;
import io.accelnet.api.v1alpha1.ReserveStatus;
import io.accelnet.api.v1alpha1.VmCounts;
import io.accelnet.api.v1alpha1.VmHeadroom;
import io.accelnet.operator.gather.AdapterIntents;
import io.accelnet.operator.gather.Levels;
import io.accelnet.operator.gather.PortPolicies;
import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ClusterPlan.CheckTally;
import io.accelnet.plan.outcome.ClusterPlan.VmTally;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.NodePlan.AdapterPlan;
import io.accelnet.plan.outcome.Plan.IntentPlan;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.ReserveSums.CombinationSums;
import io.accelnet.plan.outcome.ReserveSums.PoolSums;
import io.accelnet.plan.outcome.VmPlan;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status that each object should have. Equal to the one that it has when nothing has changed. */
public final class Statuses {
    private final ConditionMerger merger;

    /** Statuses whose conditions are merged by this. */
    public Statuses(ConditionMerger merger) {
        this.merger = merger;
    }

    /** Of a NetworkIntent. */
    public NetworkIntentStatus of(NetworkIntent intent, IntentPlan plan) {
        @Nullable NetworkIntentStatus status = intent.getStatus();
        return new NetworkIntentStatus(
                generation(intent),
                new IntentSummary(plan.types(), plan.named()),
                plan.adapters(),
                merge(intent, status == null ? List.of() : status.conditions(), plan.conditions()));
    }

    /** Of an AccelNetNode. */
    public AccelNetNodeStatus of(AccelNetNode node, NodePlan plan) {
        @Nullable AccelNetNodeStatus status = node.getStatus();
        return new AccelNetNodeStatus(
                generation(node),
                plan.cluster().orElse(null),
                plan.leavingSince().map(Instant::toString).orElse(null),
                plan.kubernetesNodeSeen() ? true : null,
                plan.virtualFunctions(),
                plan.used(),
                plan.free(),
                plan.adapters().stream().map(Statuses::adapter).toList(),
                plan.ledger().stream().sorted().map(Statuses::allocation).toList(),
                merge(node, status == null ? List.of() : status.conditions(), plan.conditions()));
    }

    /** Of an AccelNetCluster. */
    public AccelNetClusterStatus of(AccelNetCluster cluster, ClusterPlan plan) {
        @Nullable AccelNetClusterStatus status = cluster.getStatus();
        return new AccelNetClusterStatus(
                generation(cluster),
                plan.reserve().map(Statuses::reserve).orElse(null),
                plan.migrations()
                        .map(sums -> new MigrationHeadroom(sums.headroom(), sums.exact() ? null : true))
                        .orElse(null),
                counts(plan.counts()),
                plan.prerequisites().stream().map(Statuses::prerequisite).toList(),
                merge(cluster, status == null ? List.of() : status.conditions(), plan.conditions()));
    }

    /** Of an AccelNetVM. */
    public AccelNetVMStatus of(AccelNetVM vm, VmPlan plan) {
        @Nullable AccelNetVMStatus status = vm.getStatus();
        return new AccelNetVMStatus(
                generation(vm),
                plan.admitted(),
                plan.node().orElse(null),
                plan.level().map(Levels::write).orElse(null),
                PortPolicies.held(plan.differentPorts()),
                plan.functions().stream()
                        .map(held -> new AssignedFunction(
                                held.networkAdapter(),
                                held.adapter(),
                                held.virtualFunction(),
                                held.queuePairs(),
                                held.pciAddress().orElse(null)))
                        .toList(),
                plan.promised()
                        .map(promise -> new PromisedFunctions(
                                Levels.write(promise.level()),
                                promise.networkAdapters(),
                                AdapterIntents.write(promise.intents()),
                                PortPolicies.held(promise.differentPorts())))
                        .orElse(null),
                plan.failedStarts().stream()
                        .map(failed ->
                                new FailedStart(failed.podUid(), failed.since().toString(), failed.nodes()))
                        .toList(),
                merge(vm, status == null ? List.of() : status.conditions(), plan.conditions()));
    }

    private List<Condition> merge(HasMetadata object, List<Condition> existing, List<Finding> findings) {
        return merger.merge(existing, findings, generation(object));
    }

    private static long generation(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L);
    }

    private static ReserveStatus reserve(ReserveSums sums) {
        List<String> worst = sums.worstNodes();
        return new ReserveStatus(
                sums.nodes(),
                sums.failuresToTolerate(),
                sums.nodesDown(),
                sums.failuresToleratedNow(),
                worst.subList(0, Math.min(Bounds.NAMED_NODES, worst.size())),
                worst.size(),
                sums.capacity(),
                sums.used(),
                sums.free(),
                sums.inMaintenance(),
                sums.leaving(),
                sums.usedByOthers() == 0 ? null : sums.usedByOthers(),
                sums.reserved(),
                sums.available(),
                headroom(sums.headroom(), sums.headroomIsExact()),
                sums.pools().stream().map(Statuses::pool).toList(),
                sums.combinations().stream().map(Statuses::combination).toList());
    }

    private static PoolReserve pool(PoolSums sums) {
        return new PoolReserve(
                sums.intent(),
                sums.capacity(),
                sums.used(),
                sums.free(),
                sums.inMaintenance(),
                sums.leaving() == 0 ? null : sums.leaving(),
                sums.usedByOthers() == 0 ? null : sums.usedByOthers(),
                sums.reserved(),
                sums.available(),
                headroom(sums.headroom(), sums.headroomIsExact()));
    }

    private static CombinationHeadroom combination(CombinationSums sums) {
        return new CombinationHeadroom(sums.intents(), headroom(sums.headroom(), sums.headroomIsExact()));
    }

    private static VmHeadroom headroom(Map<Level, Integer> headroom, boolean exact) {
        return new VmHeadroom(
                headroom.getOrDefault(Level.LOW, 0),
                headroom.getOrDefault(Level.MEDIUM, 0),
                headroom.getOrDefault(Level.HIGH, 0),
                exact ? null : true);
    }

    private static VmCounts counts(VmTally tally) {
        return new VmCounts(
                tally.total(), tally.admitted(), tally.withoutFunctions(), tally.waiting(), tally.refused());
    }

    private static PrerequisiteResult prerequisite(CheckTally tally) {
        return new PrerequisiteResult(tally.type().wire(), tally.passed(), tally.failed(), tally.unknown());
    }

    private static AdapterStatus adapter(AdapterPlan plan) {
        return new AdapterStatus(
                plan.name(),
                plan.virtualFunctions(),
                plan.used(),
                plan.free(),
                plan.failure().map(failure -> failure.reason().wire()).orElse(null),
                plan.failure().map(failure -> failure.message()).orElse(null));
    }

    private static Allocation allocation(LedgerEntry entry) {
        return new Allocation(
                entry.adapter(),
                entry.virtualFunction(),
                entry.vm().namespace(),
                entry.vm().name(),
                entry.uid(),
                entry.cluster(),
                entry.networkAdapter(),
                Levels.write(entry.level()),
                entry.queuePairs(),
                PortPolicies.held(entry.differentPorts()),
                entry.displacedFrom().orElse(null));
    }
}
