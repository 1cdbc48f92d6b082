package io.accelnet.console.model;

import io.accelnet.cli.report.Mark;
import io.accelnet.cli.scenario.Comparison;
import io.accelnet.cli.scenario.Comparison.Difference;
import io.accelnet.cli.scenario.Drain;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.cli.view.DrainAnswer;
import io.accelnet.cli.view.PlannedReserves;
import io.accelnet.console.action.Outages;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.VmPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who goes where if hosts fail, or one is drained.
 *
 * @param mark whether nobody is left without
 * @param sentence the most important of it, to be read out
 * @param changes what is different for whom; first who is left without
 * @param more how many more there are
 * @param reserves how the reserves of the hosts' clusters stand then, as the verbs say it
 */
public record Outage(Mark mark, String sentence, List<Change> changes, int more, List<Line> reserves) {
    /** So many VMs are told of; a host has hundreds at most, and ten hosts can fail. */
    static final int TOLD = 500;

    private static final int HOSTS_NAMED = 10;

    public Outage {
        changes = List.copyOf(changes);
        reserves = List.copyOf(reserves);
    }

    /**
     * What is different for a VM.
     *
     * @param vm its namespace and name
     * @param mark whether it has virtual functions then
     * @param what what is different
     * @param from the host where it has its virtual functions now
     * @param to the host where it has them then; empty: nowhere
     * @param why why it doesn't have what it asks for; empty if it does
     */
    public record Change(String vm, Mark mark, String what, String from, String to, String why) {
        private static Change of(Difference difference) {
            Optional<Finding> lacking = difference
                    .after()
                    .filter(plan -> VmState.of(plan) != VmState.ADMITTED)
                    .map(VmState::ready);
            return new Change(
                    difference.vm().toString(),
                    switch (difference.kind()) {
                        case ADMITTED, MOVED, CHANGED -> Mark.GOOD;
                        case KEPT -> Mark.OPEN;
                        case REFUSED, WITHOUT, REMOVED -> Mark.BAD;
                    },
                    difference.kind().word(),
                    difference.before().flatMap(VmPlan::node).orElse(""),
                    difference.after().flatMap(VmPlan::node).orElse(""),
                    lacking.map(finding -> finding.reason().wire() + ": " + finding.message())
                            .orElse(""));
        }
    }

    /** What becomes of VMs if hosts fail. */
    public static Outage of(Outages.Failure failure) {
        NavigableSet<String> hosts = failure.hosts();
        Comparison comparison =
                Comparison.between(failure.before().plan(), failure.after().plan(), hosts);
        String counts = Stream.of(Comparison.Kind.values())
                .filter(kind -> comparison.count(kind) > 0)
                .map(kind -> comparison.count(kind) + " " + kind.word())
                .collect(Collectors.joining(", "));
        return new Outage(
                comparison.count(Comparison.Kind.WITHOUT) == 0 ? Mark.GOOD : Mark.BAD,
                "If " + Phrases.list(List.copyOf(hosts), HOSTS_NAMED) + Phrases.agree(hosts.size(), " fails", " fail")
                        + ": " + (counts.isEmpty() ? "nothing changes" : counts) + ", " + comparison.unchanged()
                        + " as before.",
                comparison.differences().stream().map(Change::of).toList(),
                failure.after(),
                new PlannedReserves(failure.before()).clustersOf(hosts));
    }

    /** What becomes of VMs if a host is drained. */
    public static Outage of(String host, Drain drain) {
        List<String> clusters = new PlannedReserves(drain.before()).clustersOf(List.of(host));
        DrainAnswer answer = DrainAnswer.of(host, clusters, drain);
        List<Change> changes = new ArrayList<>();
        answer.staying()
                .forEach(vm -> changes.add(
                        new Change(vm.vm(), Mark.BAD, "finds no room", host, "", vm.reason() + ": " + vm.message())));
        answer.stopped()
                .forEach(vm -> changes.add(new Change(vm, Mark.OPEN, "stays, and doesn't run", host, host, "")));
        answer.moves()
                .forEach(vm ->
                        changes.add(new Change(vm.vm(), Mark.GOOD, Comparison.Kind.MOVED.word(), host, vm.to(), "")));
        return new Outage(
                answer.allIsWell() ? Mark.GOOD : Mark.BAD, answer.sentence(), changes, drain.after(), clusters);
    }

    private Outage(Mark mark, String sentence, List<Change> changes, SettledPlan after, List<String> clusters) {
        this(
                mark,
                sentence,
                changes.stream()
                        .sorted(Comparator.comparing(change -> change.mark() != Mark.BAD))
                        .limit(TOLD)
                        .toList(),
                Math.max(0, changes.size() - TOLD),
                Line.of(new PlannedReserves(after).text(clusters)));
    }
}
