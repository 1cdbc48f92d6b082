package io.accelnet.cli.view;

import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.report.Table;
import io.accelnet.cli.report.TableText;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.prerequisite.CheckReport;
import io.accelnet.plan.prerequisite.CheckResult;
import io.accelnet.plan.prerequisite.ClusterChecks;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The prerequisites of a cluster, which is there or not yet: what each check finds on each host.
 *
 * @param cluster the cluster; null if there is none yet
 * @param intents its intents
 * @param hold whether all checks pass
 * @param checks the checks, in the order in which the documentation has them
 */
public record Prerequisites(@Nullable String cluster, List<String> intents, boolean hold, List<Check> checks) {
    private static final int TOLD = 20;

    /**
     * A check.
     *
     * @param type its condition type
     * @param status True, False or Unknown
     * @param reason the documented code, or another reason
     * @param message why, and what to do
     * @param hosts what it found on each host or adapter; empty if it is of the cluster as a whole
     */
    public record Check(String type, String status, String reason, String message, List<Host> hosts) {
        private static Check of(CheckReport report) {
            return of(report.finding(), report.results().stream().map(Host::of).toList());
        }

        private static Check of(Finding finding, List<Host> hosts) {
            return new Check(
                    finding.type().wire(),
                    finding.truth().wire(),
                    finding.reason().wire(),
                    finding.message(),
                    hosts);
        }
    }

    /**
     * What a check found on a host.
     *
     * @param node the AccelNetNode
     * @param adapter the adapter, if the check is of adapters
     * @param status True, False or Unknown
     * @param reason the documented code, or another reason
     * @param message why, and what to do; null if it passed
     * @param brief the same in a few words
     */
    public record Host(
            String node,
            @Nullable String adapter,
            String status,
            String reason,
            @Nullable String message,
            @Nullable String brief) {
        private static Host of(CheckResult result) {
            return new Host(
                    result.node(),
                    result.adapter().orElse(null),
                    result.truth().wire(),
                    result.reason().wire(),
                    result.message().isEmpty() ? null : result.message(),
                    result.brief().isEmpty()
                                    || result.brief().equals(result.reason().wire())
                            ? null
                            : result.brief());
        }
    }

    /**
     * What the planner's checks found.
     *
     * @param cluster the cluster; empty if there is none yet
     * @param conditions what else is said of it; of that is told what decides which hosts are checked, if it isn't as it should be
     */
    public static Prerequisites of(
            Optional<String> cluster, List<String> intents, ClusterChecks found, List<Finding> conditions) {
        List<Check> checks =
                new ArrayList<>(found.reports().stream().map(Check::of).toList());
        conditions.stream()
                .filter(finding -> finding.type() == ConditionType.NODES_EXCLUSIVE
                        || finding.type() == ConditionType.MEMBERSHIP_SETTLED)
                .filter(finding -> finding.truth() != Truth.TRUE)
                .forEach(finding -> checks.add(Check.of(finding, List.of())));
        return new Prerequisites(cluster.orElse(null), intents, found.enabled(), checks);
    }

    /** Writes it for people. */
    public void print(PrintWriter out, Colours colours) {
        Mark mark = hold ? Mark.GOOD : Mark.BAD;
        out.println(colours.paint(mark.sign(), mark) + " "
                + (cluster == null ? "A cluster" : "Cluster " + cluster)
                + (intents.size() == 1 ? " of intent " : " of intents ") + String.join(", ", intents)
                + (hold ? ": all prerequisites hold." : ": not all prerequisites hold."));
        out.println();
        Table table = new Table("", "CHECK", "HOST", "ADAPTER", "CODE", "WHAT");
        for (Check check : checks) {
            if (check.hosts().isEmpty()) {
                table.add(Mark.of(check.status()), check.type(), "", "", check.reason(), "");
            }
            for (Host host : check.hosts()) {
                table.add(
                        Mark.of(host.status()),
                        check.type(),
                        host.node(),
                        host.adapter() == null ? "" : host.adapter(),
                        host.reason(),
                        host.brief() == null ? "" : host.brief());
            }
        }
        table.print(out, colours);
        List<Check> open = checks.stream()
                .filter(check -> !Truth.TRUE.wire().equals(check.status()))
                .toList();
        if (!open.isEmpty()) {
            out.println();
            out.println("What to do:");
            SequencedMap<String, List<Check>> together = open.stream()
                    .collect(Collectors.groupingBy(Check::message, LinkedHashMap::new, Collectors.toList()));
            together.values().forEach(same -> toDo(same, out));
        }
    }

    /** What each host needs; or, where it isn't for a host alone, what the check says of all. */
    private static void toDo(List<Check> same, PrintWriter out) {
        Check first = same.getFirst();
        out.println(
                "  " + same.stream().map(Check::type).collect(Collectors.joining(", ")) + ", " + first.reason() + ":");
        List<String> messages = first.hosts().stream()
                .flatMap(host -> Stream.ofNullable(host.message()))
                .distinct()
                .toList();
        (messages.isEmpty() ? List.of(first.message()) : messages)
                .stream()
                        .limit(TOLD)
                        .forEach(message -> TableText.wrap(message, "    ").forEach(out::println));
        if (messages.size() > TOLD) {
            out.println("    and " + (messages.size() - TOLD) + " more: -o json has all");
        }
    }
}
