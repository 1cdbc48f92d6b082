package io.accelnet.cli.view;

import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.report.ReserveText;
import io.accelnet.cli.report.TableText;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.ClusterDefinition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;

/** How the reserves of some clusters stand by a plan. */
public final class PlannedReserves {
    private final SettledPlan settled;

    /** By this plan. */
    public PlannedReserves(SettledPlan settled) {
        this.settled = settled;
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
        for (ClusterDefinition definition : settled.snapshot().clusters()) {
            if (!clusters.contains(definition.name())) {
                continue;
            }
            var plan = Objects.requireNonNull(settled.plan().clusters().get(definition.name()));
            plan.reserve()
                    .ifPresent(sums -> new ReserveText(out)
                            .print(definition.name(), definition.nodeReservePercentage(), plan.enabled(), sums));
            for (Finding finding : held(definition.name())) {
                Mark mark = Mark.of(finding.truth());
                List<String> lines = TableText.wrap(finding.message(), "    ");
                out.println("  " + colours.paint(mark.sign(), mark)
                        + lines.getFirst().substring(3));
                lines.stream().skip(1).forEach(out::println);
            }
            out.println();
        }
    }
}
