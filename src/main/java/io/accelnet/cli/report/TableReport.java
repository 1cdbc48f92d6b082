package io.accelnet.cli.report;

import io.accelnet.cli.scenario.Comparison;
import io.accelnet.cli.scenario.Comparison.ClusterDifference;
import io.accelnet.cli.scenario.Comparison.Difference;
import io.accelnet.cli.scenario.Fit;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.plan.Level;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For people: the reserve's arithmetic, who has what on each node, and what became of each VM and why. */
public final class TableReport {
    /** Of the VMs on one node: a line stays readable. */
    private static final int MOST_HOLDERS = 4;

    private final PrintWriter out;

    /** Writes to this. */
    public TableReport(PrintWriter out) {
        this.out = out;
    }

    /** Writes a report. */
    public void print(Report report) {
        Plan plan = report.settled().plan();
        Map<String, ClusterDefinition> definitions = report.settled().snapshot().clusters().stream()
                .collect(Collectors.toMap(ClusterDefinition::name, Function.identity()));
        LeftOutNodes leftOut = new LeftOutNodes(plan);
        plan.clusters()
                .forEach(
                        (name, cluster) -> cluster(name, cluster, Optional.ofNullable(definitions.get(name)), leftOut));
        nodes(plan);
        vms(report.settled().snapshot().vms(), plan);
        new VmReasons(plan).print(out);
        report.change().ifPresent(this::change);
        report.fit().ifPresent(fit -> fit.forEach(this::fit));
        summary(report, plan);
    }

    private void cluster(
            String name, ClusterPlan cluster, Optional<ClusterDefinition> definition, LeftOutNodes leftOut) {
        cluster.reserve()
                .ifPresent(sums -> new ReserveText(out)
                        .print(
                                name,
                                definition
                                        .map(ClusterDefinition::nodeReservePercentage)
                                        .orElse(0),
                                cluster.enabled(),
                                sums));
        leftOut.print(name, out);
        conditions(
                cluster.conditions(),
                definition.filter(ClusterDefinition::excludeUnsupportedAdapters).isPresent());
        out.println();
    }

    /**
     * Those that say what isn't well. What several say is printed once.
     *
     * @param leavesAdaptersOut whether the cluster leaves unsupported adapters out: the check that is True then says which
     */
    private void conditions(List<Finding> findings, boolean leavesAdaptersOut) {
        Map<String, List<String>> types = new LinkedHashMap<>();
        for (Finding finding : findings) {
            boolean sums = finding.type() == ConditionType.RECONCILING
                    || finding.type() == ConditionType.STALLED
                    || finding.type() == ConditionType.READY;
            boolean told = finding.truth() != Truth.TRUE
                    || (leavesAdaptersOut && finding.type() == ConditionType.SRIOV_SUPPORTED);
            if (told && !sums) {
                String said = finding.truth().wire() + ", " + finding.reason().wire() + ": " + finding.message();
                types.computeIfAbsent(said, first -> new ArrayList<>())
                        .add(finding.type().wire());
            }
        }
        types.forEach((said, of) -> TableText.wrap(
                        String.join(", ", of) + (of.size() == 1 ? " is " : " are ") + said, "  ")
                .forEach(out::println));
    }

    private void nodes(Plan plan) {
        Table table = new Table("NODE", "CLUSTER", "STATE", "VFS", "USED", "FREE", "WHO HAS WHAT");
        plan.nodes()
                .forEach((name, node) -> table.add(
                        name,
                        node.cluster().orElse(""),
                        state(node),
                        node.virtualFunctions(),
                        node.used(),
                        node.free(),
                        Phrases.list(TableText.holders(node.ledger()), MOST_HOLDERS)));
        print(table);
    }

    private static String state(NodePlan node) {
        List<String> withoutLink = node.adapters().stream()
                .filter(adapter -> adapter.failure()
                        .filter(failure -> failure.reason() == Reason.LINK_DOWN)
                        .isPresent())
                .map(NodePlan.AdapterPlan::name)
                .toList();
        return node.conditions().stream()
                        .filter(finding -> finding.type() == ConditionType.AVAILABLE)
                        .map(finding -> finding.reason().wire())
                        .findFirst()
                        .orElse("")
                + (withoutLink.isEmpty() ? "" : ", link down: " + Phrases.list(withoutLink));
    }

    private void vms(List<VmSnapshot> snapshots, Plan plan) {
        Map<VmId, VmSnapshot> known = snapshots.stream().collect(Collectors.toMap(VmSnapshot::id, Function.identity()));
        Table table = new Table(
                "NAMESPACE", "VM", "CLUSTER", "PERFORMANCE", "HELD", "NODE", "VIRTUAL FUNCTIONS", "OUTCOME", "REASON");
        plan.vms().forEach((id, vm) -> {
            @Nullable VmSnapshot asked = known.get(id);
            table.add(
                    id.namespace(),
                    id.name(),
                    asked == null ? "" : asked.cluster(),
                    asked == null ? "" : asked.level().label(),
                    TableText.level(vm.level()),
                    vm.node().orElse(""),
                    TableText.functions(vm),
                    VmState.of(vm).word(),
                    VmState.ready(vm).reason().wire());
        });
        print(table);
    }

    private void print(Table table) {
        if (!table.isEmpty()) {
            table.print(out);
            out.println();
        }
    }

    /** Writes what is different for whom. */
    public void change(Report.Change change) {
        Comparison comparison = change.comparison();
        String counts = Stream.of(Comparison.Kind.values())
                .filter(kind -> comparison.count(kind) > 0)
                .map(kind -> comparison.count(kind) + " " + kind.word())
                .collect(Collectors.joining(", "));
        out.println(change.cause() + ": " + (counts.isEmpty() ? "nothing changes" : counts) + ", "
                + comparison.unchanged() + " as before.");
        Table table = new Table("VM", "WHAT", "FROM", "TO", "REASON");
        for (Difference difference : comparison.differences()) {
            table.add(
                    difference.vm(),
                    difference.kind().word(),
                    difference.before().map(TableReport::place).orElse(""),
                    difference.after().map(TableReport::place).orElse(""),
                    difference
                            .after()
                            .filter(plan -> VmState.of(plan) != VmState.ADMITTED)
                            .map(plan -> VmState.ready(plan).reason().wire())
                            .orElse(""));
        }
        print(table);
        if (table.isEmpty()) {
            out.println();
        }
        Table clusters = new Table("CLUSTER", "WHAT", "FROM", "TO");
        for (ClusterDifference difference : comparison.clusters()) {
            clusters.add(difference.cluster(), difference.what(), difference.before(), difference.after());
        }
        print(clusters);
    }

    private static String place(VmPlan plan) {
        return plan.node()
                .map(node -> node + " " + TableText.level(plan.level()))
                .orElse("nowhere");
    }

    private void fit(String cluster, List<Fit.Row> rows) {
        out.println("What fits into cluster " + cluster + " in addition, at each nodeReservePercentage:");
        if (rows.stream().anyMatch(row -> !row.ofIntents().isEmpty())) {
            fitOfIntents(rows);
            return;
        }
        Table table = new Table("PERCENT", "FAILURES", "ADMITTED", "NOT ADMITTED", "RESERVE", "LOW", "MEDIUM", "HIGH");
        for (Fit.Row row : rows) {
            table.add(
                    percentages(row),
                    row.failures(),
                    row.admitted(),
                    row.others(),
                    row.held() ? "held" : "not held",
                    headroom(row, row.headroom(), Level.LOW),
                    headroom(row, row.headroom(), Level.MEDIUM),
                    headroom(row, row.headroom(), Level.HIGH));
        }
        print(table);
    }

    /** A line for each set of intents in which a VM may have one network adapter each. */
    private void fitOfIntents(List<Fit.Row> rows) {
        Table table = new Table(
                "PERCENT", "FAILURES", "ADMITTED", "NOT ADMITTED", "RESERVE", "INTENTS", "LOW", "MEDIUM", "HIGH");
        for (Fit.Row row : rows) {
            boolean first = true;
            for (Fit.OfIntents set : row.ofIntents()) {
                table.add(
                        first ? percentages(row) : "",
                        first ? row.failures() : "",
                        first ? row.admitted() : "",
                        first ? row.others() : "",
                        first ? (row.held() ? "held" : "not held") : "",
                        String.join(", ", set.intents()),
                        headroom(row, set.headroom(), Level.LOW),
                        headroom(row, set.headroom(), Level.MEDIUM),
                        headroom(row, set.headroom(), Level.HIGH));
                first = false;
            }
        }
        print(table);
    }

    private static String percentages(Fit.Row row) {
        return row.lowest() == row.highest() ? String.valueOf(row.lowest()) : row.lowest() + "-" + row.highest();
    }

    private static String headroom(Fit.Row row, Map<Level, Integer> headroom, Level level) {
        return headroom.getOrDefault(level, 0) + (row.headroomIsExact() ? "" : " or more");
    }

    private void summary(Report report, Plan plan) {
        Map<VmState, Integer> counts = new EnumMap<>(VmState.class);
        plan.vms().values().forEach(vm -> counts.merge(VmState.of(vm), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((state, count) -> parts.add(count + " " + state.word()));
        int total = plan.vms().size();
        out.println(Phrases.count(total, "VM") + (parts.isEmpty() ? "." : ": " + String.join(", ", parts) + "."));
        report.notes().forEach(note -> TableText.wrap(note, "").forEach(out::println));
    }
}
