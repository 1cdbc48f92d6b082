package io.accelnet.cli.view;

import io.accelnet.cli.report.Colours;
import io.accelnet.cli.report.Mark;
import io.accelnet.cli.report.Report;
import io.accelnet.cli.report.TableReport;
import io.accelnet.cli.report.TableText;
import io.accelnet.cli.scenario.Comparison;
import io.accelnet.cli.scenario.Drain;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Reason;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a node's VMs if it were drained.
 *
 * @param node the node
 * @param state what there is to know of it now: up, in maintenance, or down
 * @param clusters the clusters that it is a member of
 * @param moves who goes where
 * @param stopped who doesn't run, and is planned on the node still: there is room elsewhere for the day on which they start
 * @param staying who finds no room
 * @param reserveHolds whether the reserve holds meanwhile
 * @param unmanagedPods what pods have on it that no ledger knows of; null if there are none
 */
public record DrainAnswer(
        String node,
        String state,
        List<String> clusters,
        List<Move> moves,
        List<String> stopped,
        List<Stays> staying,
        boolean reserveHolds,
        @Nullable String unmanagedPods) {
    /**
     * A VM that goes elsewhere.
     *
     * @param vm its namespace and name
     * @param to the node to which it goes
     */
    public record Move(String vm, String to) {}

    /**
     * A VM that finds no room.
     *
     * @param vm its namespace and name
     * @param reason what would be said of it if the node failed
     * @param message the same for people
     */
    public record Stays(String vm, String reason, String message) {}

    /**
     * The answer.
     *
     * @param clusters those that the node is a member of
     */
    public static DrainAnswer of(String node, List<String> clusters, Drain drain) {
        List<Finding> conditions =
                Objects.requireNonNull(drain.before().plan().nodes().get(node)).conditions();
        return new DrainAnswer(
                node,
                conditions.stream()
                        .filter(finding -> finding.type() == ConditionType.AVAILABLE)
                        .map(finding -> finding.reason().wire())
                        .findFirst()
                        .orElse(Reason.PENDING.wire()),
                clusters,
                leaving(node, drain)
                        .filter(vm -> !place(vm, drain).equals(node))
                        .map(vm -> new Move(vm.toString(), place(vm, drain)))
                        .toList(),
                leaving(node, drain)
                        .filter(vm -> place(vm, drain).equals(node))
                        .map(VmId::toString)
                        .toList(),
                drain.staying().entrySet().stream()
                        .map(vm -> {
                            Finding ready = VmState.ready(vm.getValue());
                            return new Stays(
                                    vm.getKey().toString(), ready.reason().wire(), ready.message());
                        })
                        .toList(),
                new PlannedReserves(drain.after()).hold(clusters),
                conditions.stream()
                        .filter(finding ->
                                finding.type() == ConditionType.PODS_MANAGED && finding.truth() == Truth.FALSE)
                        .map(Finding::message)
                        .findFirst()
                        .orElse(null));
    }

    /** The VMs that have virtual functions on a node, and find some elsewhere. */
    private static Stream<VmId> leaving(String node, Drain drain) {
        return drain.before().plan().vms().entrySet().stream()
                .filter(vm -> vm.getValue().node().equals(Optional.of(node)))
                .map(Map.Entry::getKey)
                .filter(vm -> !drain.staying().containsKey(vm));
    }

    /** Where a VM is planned once the node is empty. */
    private static String place(VmId vm, Drain drain) {
        return Objects.requireNonNull(drain.after().plan().vms().get(vm)).node().orElse("");
    }

    /** Whether every VM finds room. */
    public boolean allIsWell() {
        return staying.isEmpty();
    }

    /** The same in a sentence. */
    public String sentence() {
        int all = moves.size() + stopped.size() + staying.size();
        return "Node " + node + " is " + state + " and has "
                + Phrases.count(all, "VM") + ": "
                + (all == 0
                        ? "nobody has virtual functions on it."
                        : moves.size() + Phrases.agree(moves.size(), " finds", " find")
                                + " virtual functions elsewhere, "
                                + (stopped.isEmpty()
                                        ? ""
                                        : stopped.size() + Phrases.agree(stopped.size(), " doesn't", " don't")
                                                + " run and can start elsewhere, ")
                                + staying.size() + Phrases.agree(staying.size(), " doesn't.", " don't."));
    }

    /** Writes it for people. */
    public void print(Drain drain, PrintWriter out, Colours colours) {
        Mark mark = staying.isEmpty() ? Mark.GOOD : Mark.BAD;
        out.println(colours.paint(mark.sign(), mark) + " " + sentence());
        out.println();
        if (!moves.isEmpty()) {
            new TableReport(out)
                    .change(new Report.Change(
                            "If " + node + " is drained",
                            Comparison.between(
                                    drain.before().plan(), drain.after().plan())));
        }
        for (Stays stays : staying) {
            out.println("If " + node + " failed, it would be said of " + stays.vm() + ", " + stays.reason() + ":");
            TableText.wrap(stays.message(), "  ").forEach(out::println);
        }
        if (!staying.isEmpty()) {
            out.println();
        }
        if (unmanagedPods != null) {
            TableText.wrap(unmanagedPods, "").forEach(out::println);
            out.println();
        }
        new PlannedReserves(drain.after()).print(clusters, out, colours);
    }
}
