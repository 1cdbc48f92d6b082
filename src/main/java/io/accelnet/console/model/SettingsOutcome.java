package io.accelnet.console.model;

import io.accelnet.cli.change.ConsequenceText;
import io.accelnet.cli.change.Consequences;
import io.accelnet.cli.report.Mark;
import io.accelnet.console.action.SettingsProposal;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.ReserveSums;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/**
 * What other settings of a cluster would do to whom, as the tab Settings shows it.
 *
 * @param proposal the settings
 * @param forecast what the planner answers; empty if it can't be asked
 */
public record SettingsOutcome(SettingsProposal proposal, Optional<Forecast> forecast) {
    /**
     * What the planner answers.
     *
     * @param sentence the most important of it, to be read out
     * @param mark whether all is as it should be then
     * @param bar the virtual functions of the cluster then
     * @param lines all of it, as the verb set says it
     * @param losers how many VMs would lose something
     */
    public record Forecast(String sentence, Mark mark, Bar bar, List<Line> lines, int losers) {
        public Forecast {
            lines = List.copyOf(lines);
        }

        /** What becomes of a cluster. */
        public static Forecast of(Consequences consequences) {
            Optional<ClusterPlan> plan = consequences.clusterPlan();
            StringWriter text = new StringWriter();
            try (PrintWriter out = new PrintWriter(text)) {
                new ConsequenceText(out).print(consequences);
            }
            int losers = consequences.losers();
            boolean good = losers == 0 && plan.map(Forecast::isHeld).orElse(false);
            return new Forecast(
                    plan.map(Forecast::words).orElse("The cluster is gone. ") + losing(losers),
                    good ? Mark.GOOD : Mark.BAD,
                    bar(
                            plan.flatMap(ClusterPlan::reserve),
                            plan.map(ClusterPlan::enabled).orElse(false)),
                    Line.of(text.toString()),
                    losers);
        }

        private static String words(ClusterPlan plan) {
            String failures = plan.reserve()
                    .map(sums -> sums.failuresToTolerate() + " of " + Phrases.count(sums.nodes(), "node")
                            + " may be down at once. ")
                    .orElse("");
            String reserve = !plan.enabled()
                    ? "The prerequisites don't hold: nobody new is admitted. "
                    : isHeld(plan) ? "The reserve holds. " : "The reserve doesn't hold: nobody new is admitted. ";
            ClusterPlan.VmTally counts = plan.counts();
            return failures + reserve + counts.admitted() + " of " + Phrases.count(counts.total(), "VM")
                    + Phrases.agree(counts.admitted(), " is", " are") + " admitted. ";
        }

        private static String losing(int losers) {
            return losers == 0
                    ? "No VM loses anything."
                    : Phrases.count(losers, "VM") + Phrases.agree(losers, " loses", " lose") + " something.";
        }

        private static boolean isHeld(ClusterPlan plan) {
            return plan.enabled()
                    && plan.conditions().stream()
                            .noneMatch(finding ->
                                    finding.type() == ConditionType.RESERVE_HELD && finding.truth() != Truth.TRUE);
        }

        private static Bar bar(Optional<ReserveSums> reserve, boolean enabled) {
            Bar.Builder bar = new Bar.Builder();
            reserve.ifPresent(sums -> {
                bar.add("used", "used", sums.used());
                if (enabled) {
                    bar.add("reserved", "held back for failures", sums.reserved())
                            .add("available", "available", sums.available());
                } else {
                    bar.add("free", "free", sums.free());
                }
                bar.add("maintenance", "in maintenance", sums.inMaintenance())
                        .add("leaving", "on nodes that are leaving", sums.leaving())
                        .add("others", "used by others", sums.usedByOthers());
            });
            return bar.build();
        }
    }

    /** What is known of these settings. */
    public static SettingsOutcome of(SettingsProposal proposal) {
        return new SettingsOutcome(proposal, proposal.consequences().map(Forecast::of));
    }

    /** The most important of it, to be read out. */
    public String sentence() {
        return forecast.map(Forecast::sentence).or(proposal::unforeseen).orElse("");
    }
}
