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
import io.accelnet.plan.outcome.ReserveSums.PoolSums;
import io.accelnet.plan.outcome.Shortfall;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
                                percentage(report, cluster.getKey()),
                                cluster.getValue(),
                                report.fit().flatMap(rows -> Optional.ofNullable(rows.get(cluster.getKey()))))),
                list(plan.nodes().entrySet(), node -> NodeJson.of(node.getKey(), node.getValue())),
                vms(report),
                report.change().map(ChangeJson::of).orElse(null),
                report.notes());
    }

    private static int percentage(Report report, String cluster) {
        return report.settled().snapshot().clusters().stream()
                .filter(definition -> definition.name().equals(cluster))
                .mapToInt(ClusterDefinition::nodeReservePercentage)
                .findFirst()
                .orElseThrow();
    }

    private static List<VmJson> vms(Report report) {
        Map<VmId, VmPlan> plans = report.settled().plan().vms();
        Map<VmId, VmSnapshot> asked = report.settled().snapshot().vms().stream()
                .collect(Collectors.toMap(VmSnapshot::id, Function.identity()));
        return list(
                plans.entrySet(),
                vm -> VmJson.of(vm.getKey(), vm.getValue(), Optional.ofNullable(asked.get(vm.getKey()))));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClusterJson(
            String name,
            int nodeReservePercentage,
            @Nullable ReserveJson reserve,
            VirtualMachinesJson virtualMachines,
            List<ConditionJson> conditions,
            @Nullable List<FitJson> fit) {
        private static ClusterJson of(String name, int percentage, ClusterPlan plan, Optional<List<Fit.Row>> fit) {
            return new ClusterJson(
                    name,
                    percentage,
                    plan.reserve().map(ReserveJson::of).orElse(null),
                    VirtualMachinesJson.of(plan.counts()),
                    list(plan.conditions(), ConditionJson::of),
                    fit.map(rows -> list(rows, FitJson::of)).orElse(null));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
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
            int leaving,
            int usedByOthers,
            int reserved,
            int available,
            HeadroomJson headroom,
            @Nullable List<PoolJson> pools,
            @Nullable List<OfIntentsJson> combinations) {
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
                    sums.leaving(),
                    sums.usedByOthers(),
                    sums.reserved(),
                    sums.available(),
                    HeadroomJson.of(sums.headroom(), sums.headroomIsExact()),
                    sums.pools().isEmpty() ? null : list(sums.pools(), PoolJson::of),
                    sums.combinations().isEmpty()
                            ? null
                            : list(
                                    sums.combinations(),
                                    set -> new OfIntentsJson(
                                            set.intents(), HeadroomJson.of(set.headroom(), set.headroomIsExact()))));
        }
    }

    record PoolJson(
            String intentName,
            int capacity,
            int used,
            int free,
            int inMaintenance,
            int leaving,
            int usedByOthers,
            int reserved,
            int available,
            HeadroomJson headroom) {
        private static PoolJson of(PoolSums sums) {
            return new PoolJson(
                    sums.intent(),
                    sums.capacity(),
                    sums.used(),
                    sums.free(),
                    sums.inMaintenance(),
                    sums.leaving(),
                    sums.usedByOthers(),
                    sums.reserved(),
                    sums.available(),
                    HeadroomJson.of(sums.headroom(), sums.headroomIsExact()));
        }
    }

    /** VMs with one network adapter in each of these intents. */
    record OfIntentsJson(List<String> intentNames, HeadroomJson headroom) {}

    record VirtualMachinesJson(int total, int admitted, int withoutVirtualFunctions, int waiting, int refused) {
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

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FitJson(
            int lowestPercentage,
            int highestPercentage,
            int failuresToTolerate,
            int admitted,
            int notAdmitted,
            boolean reserveHeld,
            HeadroomJson headroom,
            @Nullable List<OfIntentsJson> ofIntents) {
        private static FitJson of(Fit.Row row) {
            return new FitJson(
                    row.lowest(),
                    row.highest(),
                    row.failures(),
                    row.admitted(),
                    row.others(),
                    row.held(),
                    HeadroomJson.of(row.headroom(), row.headroomIsExact()),
                    row.ofIntents().isEmpty()
                            ? null
                            : list(
                                    row.ofIntents(),
                                    set -> new OfIntentsJson(
                                            set.intents(), HeadroomJson.of(set.headroom(), row.headroomIsExact()))));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HeadroomJson(
            int low, int medium, int high, @Nullable Boolean atLeast) {
        private static HeadroomJson of(Map<Level, Integer> headroom, boolean exact) {
            return new HeadroomJson(
                    headroom.getOrDefault(Level.LOW, 0),
                    headroom.getOrDefault(Level.MEDIUM, 0),
                    headroom.getOrDefault(Level.HIGH, 0),
                    exact ? null : true);
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

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VmJson(
            String namespace,
            String name,
            @Nullable String clusterName,
            @Nullable String requestedPerformance,
            String outcome,
            String reason,
            String message,
            @JsonUnwrapped PlacementJson placement,
            @Nullable RemediesJson remedies) {
        private static VmJson of(VmId id, VmPlan plan, Optional<VmSnapshot> asked) {
            Finding ready = VmState.ready(plan);
            return new VmJson(
                    id.namespace(),
                    id.name(),
                    asked.map(VmSnapshot::cluster).orElse(null),
                    asked.map(vm -> vm.level().label()).orElse(null),
                    VmState.of(plan).name().toLowerCase(Locale.ROOT),
                    ready.reason().wire(),
                    ready.message(),
                    PlacementJson.of(plan),
                    plan.shortfall().map(RemediesJson::of).orElse(null));
        }
    }

    /** What would admit the VM: each by itself, the additions all together. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RemediesJson(
            @Nullable Integer nodeReservePercentage,
            @Nullable String performance,
            @Nullable String nodeName,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AdditionJson> additions) {
        private static RemediesJson of(Shortfall shortfall) {
            return new RemediesJson(
                    shortfall.nodeReservePercentage().isPresent()
                            ? shortfall.nodeReservePercentage().getAsInt()
                            : null,
                    shortfall.level().map(Level::label).orElse(null),
                    shortfall.node().orElse(null),
                    list(shortfall.additions(), AdditionJson::of));
        }
    }

    /** So much more on each of these adapters, or on a new one where none is named; of the intent, where there are several. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AdditionJson(@Nullable String intent, int virtualFunctions, int queuePairs, List<PlaceJson> places) {
        private static AdditionJson of(Shortfall.IntentAddition found) {
            Addition addition = found.addition();
            return new AdditionJson(
                    found.intent().orElse(null),
                    addition.virtualFunctions(),
                    addition.queuePairs(),
                    list(addition.places(), PlaceJson::of));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlaceJson(String node, @Nullable String adapter) {
        private static PlaceJson of(Addition.Place place) {
            return new PlaceJson(place.host(), place.port().orElse(null));
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

    record ChangeJson(String cause, int unchanged, List<DifferenceJson> vms, List<ClusterDifferenceJson> clusters) {
        private static ChangeJson of(Report.Change change) {
            return new ChangeJson(
                    change.cause(),
                    change.comparison().unchanged(),
                    list(change.comparison().differences(), DifferenceJson::of),
                    list(change.comparison().clusters(), ClusterDifferenceJson::of));
        }
    }

    record ClusterDifferenceJson(String name, String what, String before, String after) {
        private static ClusterDifferenceJson of(Comparison.ClusterDifference difference) {
            return new ClusterDifferenceJson(
                    difference.cluster(), difference.what(), difference.before(), difference.after());
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

    private static <T, R> List<R> list(Collection<T> values, Function<T, R> each) {
        return values.stream().map(each).toList();
    }
}
