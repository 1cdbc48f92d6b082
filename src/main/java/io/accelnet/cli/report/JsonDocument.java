package io.accelnet.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.accelnet.cli.scenario.Comparison;
import io.accelnet.cli.scenario.Fit;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A report as Jackson writes it: the components of the records are the fields, in this order. What there isn't is null, and has no
 * field.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JsonDocument(
        List<ClusterJson> clusters,
        List<NodeJson> nodes,
        List<VmJson> vms,
        @Nullable ChangeJson change,
        List<String> notes) {

    static JsonDocument of(Report report) {
        Plan plan = report.settled().plan();
        return new JsonDocument(
                list(
                        plan.clusters().entrySet(),
                        cluster -> ClusterJson.of(
                                cluster.getKey(),
                                cluster.getValue(),
                                report.fit().flatMap(rows -> Optional.ofNullable(rows.get(cluster.getKey()))))),
                list(plan.nodes().entrySet(), node -> NodeJson.of(node.getKey(), node.getValue())),
                list(plan.vms().entrySet(), vm -> VmJson.of(vm.getKey(), vm.getValue())),
                report.change().map(ChangeJson::of).orElse(null),
                report.notes());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClusterJson(
            String name,
            @Nullable ReserveJson reserve,
            VirtualMachinesJson virtualMachines,
            List<ConditionJson> conditions,
            @Nullable List<FitJson> fit) {
        private static ClusterJson of(String name, ClusterPlan plan, Optional<List<Fit.Row>> fit) {
            return new ClusterJson(
                    name,
                    plan.reserve().map(ReserveJson::of).orElse(null),
                    VirtualMachinesJson.of(plan.counts()),
                    list(plan.conditions(), ConditionJson::of),
                    fit.map(rows -> list(rows, FitJson::of)).orElse(null));
        }
    }

    record ReserveJson(
            int nodes,
            int failuresToTolerate,
            int nodesDown,
            int failuresToleratedNow,
            List<String> worstNodes,
            int capacity,
            int used,
            int free,
            int inMaintenance,
            int reserved,
            int available,
            Map<String, Integer> headroom) {
        private static ReserveJson of(ReserveSums sums) {
            return new ReserveJson(
                    sums.nodes(),
                    sums.failuresToTolerate(),
                    sums.nodesDown(),
                    sums.failuresToleratedNow(),
                    sums.worstNodes(),
                    sums.capacity(),
                    sums.used(),
                    sums.free(),
                    sums.inMaintenance(),
                    sums.reserved(),
                    sums.available(),
                    byLevel(sums.headroom()));
        }
    }

    record VirtualMachinesJson(int total, int admitted, int withoutFunctions, int waiting, int refused) {
        private static VirtualMachinesJson of(ClusterPlan.VmTally counts) {
            return new VirtualMachinesJson(
                    counts.total(), counts.admitted(), counts.withoutFunctions(), counts.waiting(), counts.refused());
        }
    }

    record ConditionJson(String type, String status, String reason, String message) {
        private static ConditionJson of(Finding finding) {
            return new ConditionJson(
                    finding.type().wire(),
                    finding.truth().wire(),
                    finding.reason().wire(),
                    finding.message());
        }
    }

    record FitJson(
            int lowestPercentage,
            int highestPercentage,
            int failuresToTolerate,
            int admitted,
            int notAdmitted,
            boolean reserveHeld,
            Map<String, Integer> headroom) {
        private static FitJson of(Fit.Row row) {
            return new FitJson(
                    row.lowest(),
                    row.highest(),
                    row.failures(),
                    row.admitted(),
                    row.others(),
                    row.held(),
                    byLevel(row.headroom()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NodeJson(
            String name,
            @Nullable String cluster,
            int virtualFunctions,
            int used,
            int free,
            List<AdapterJson> adapters,
            List<AllocationJson> allocations,
            List<ConditionJson> conditions) {
        private static NodeJson of(String name, NodePlan plan) {
            return new NodeJson(
                    name,
                    plan.cluster().orElse(null),
                    plan.virtualFunctions(),
                    plan.used(),
                    plan.free(),
                    list(plan.adapters(), AdapterJson::of),
                    list(plan.ledger(), AllocationJson::of),
                    list(plan.conditions(), ConditionJson::of));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AdapterJson(
            String name,
            int virtualFunctions,
            int used,
            int free,
            @Nullable String reason,
            @Nullable String message) {
        private static AdapterJson of(NodePlan.AdapterPlan plan) {
            return new AdapterJson(
                    plan.name(),
                    plan.virtualFunctions(),
                    plan.used(),
                    plan.free(),
                    plan.failure().map(failure -> failure.reason().wire()).orElse(null),
                    plan.failure().map(Finding::message).orElse(null));
        }
    }

    record AllocationJson(
            String adapter,
            int virtualFunction,
            String namespace,
            String name,
            String networkAdapter,
            String performance,
            int queuePairs) {
        private static AllocationJson of(LedgerEntry entry) {
            return new AllocationJson(
                    entry.adapter(),
                    entry.virtualFunction(),
                    entry.vm().namespace(),
                    entry.vm().name(),
                    entry.networkAdapter(),
                    entry.level().label(),
                    entry.queuePairs());
        }
    }

    record VmJson(
            String namespace,
            String name,
            String outcome,
            String reason,
            String message,
            @JsonUnwrapped PlacementJson placement) {
        private static VmJson of(VmId id, VmPlan plan) {
            Finding ready = VmState.ready(plan);
            return new VmJson(
                    id.namespace(),
                    id.name(),
                    VmState.of(plan).name().toLowerCase(Locale.ROOT),
                    ready.reason().wire(),
                    ready.message(),
                    PlacementJson.of(plan));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlacementJson(
            @Nullable String nodeName, @Nullable String performance, List<FunctionJson> virtualFunctions) {
        private static PlacementJson of(VmPlan plan) {
            return new PlacementJson(
                    plan.node().orElse(null),
                    plan.level().map(Level::label).orElse(null),
                    list(plan.functions(), FunctionJson::of));
        }
    }

    record FunctionJson(String networkAdapter, String adapter, int virtualFunction, int queuePairs) {
        private static FunctionJson of(HeldFunction held) {
            return new FunctionJson(held.networkAdapter(), held.adapter(), held.virtualFunction(), held.queuePairs());
        }
    }

    record ChangeJson(String cause, int unchanged, List<DifferenceJson> vms) {
        private static ChangeJson of(Report.Change change) {
            return new ChangeJson(
                    change.cause(),
                    change.comparison().unchanged(),
                    list(change.comparison().differences(), DifferenceJson::of));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DifferenceJson(
            String namespace,
            String name,
            String what,
            @Nullable PlacementJson before,
            @Nullable PlacementJson after) {
        private static DifferenceJson of(Comparison.Difference difference) {
            return new DifferenceJson(
                    difference.vm().namespace(),
                    difference.vm().name(),
                    difference.kind().name().toLowerCase(Locale.ROOT),
                    difference.before().map(PlacementJson::of).orElse(null),
                    difference.after().map(PlacementJson::of).orElse(null));
        }
    }

    private static Map<String, Integer> byLevel(Map<Level, Integer> headroom) {
        Map<String, Integer> byLevel = new LinkedHashMap<>();
        for (Level level : Level.values()) {
            byLevel.put(level.label().toLowerCase(Locale.ROOT), headroom.getOrDefault(level, 0));
        }
        return byLevel;
    }

    private static <T, R> List<R> list(Collection<T> values, Function<T, R> each) {
        return values.stream().map(each).toList();
    }
}
