package io.accelnet.cli.view;

import io.accelnet.cli.manifest.Printable;
import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.report.ReserveText;
import io.accelnet.cli.report.TableText;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.ClusterDefinition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** How the reserves of some clusters stand by a plan. */
public final class PlannedReserves {
    private final SettledPlan settled;

    /** By this plan. */
    public PlannedReserves(SettledPlan settled) {
        this.settled = settled;
    }

    /** The clusters that these nodes are members of. */
    public List<String> clustersOf(Collection<String> nodes) {
        return nodes.stream()
                .flatMap(node -> Stream.ofNullable(settled.plan().nodes().get(node)))
                .flatMap(plan -> plan.cluster().stream())
                .distinct()
                .filter(settled.plan().clusters()::containsKey)
                .toList();
    }

    /** The conditions of these clusters that tell whether the reserve holds. */
    private List<Finding> held(String cluster) {
        return Objects.requireNonNull(settled.plan().clusters().get(cluster)).conditions().stream()
                .filter(finding -> finding.type() == ConditionType.RESERVE_HELD)
                .toList();
    }

    /** Whether the reserve of each of these clusters holds. */
    public boolean hold(List<String> clusters) {
        return clusters.stream()
                .flatMap(cluster -> held(cluster).stream())
                .allMatch(finding -> finding.truth() == Truth.TRUE || finding.reason() == Reason.NO_NODES);
    }

    /** Writes their sums, and what is said of them. */
    public void print(List<String> clusters, PrintWriter out, Colours colours) {
        for (ClusterDefinition definition : definitions(clusters)) {
            sums(definition, out);
            for (Finding finding : held(definition.name())) {
                Mark mark = Mark.of(finding);
                List<String> lines = TableText.wrap(finding.message(), "    ");
                out.println("  " + colours.paint(mark.sign(), mark)
                        + lines.getFirst().substring(3));
                lines.stream().skip(1).forEach(out::println);
            }
            out.println();
        }
    }

    /** The same as text, in which each sentence is one line, however long. */
    public String text(List<String> clusters) {
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            for (ClusterDefinition definition : definitions(clusters)) {
                sums(definition, out);
                held(definition.name())
                        .forEach(finding ->
                                out.println("  " + Mark.of(finding).sign() + " " + Printable.line(finding.message())));
            }
        }
        return text.toString();
    }

    private List<ClusterDefinition> definitions(List<String> clusters) {
        return settled.snapshot().clusters().stream()
                .filter(definition -> clusters.contains(definition.name()))
                .toList();
    }

    private void sums(ClusterDefinition definition, PrintWriter out) {
        ClusterPlan plan = Objects.requireNonNull(settled.plan().clusters().get(definition.name()));
        plan.reserve()
                .ifPresent(sums -> new ReserveText(out)
                        .print(definition.name(), definition.nodeReservePercentage(), plan.enabled(), sums));
    }
}
