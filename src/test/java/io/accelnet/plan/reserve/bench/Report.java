package io.accelnet.plan.reserve.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** The table at the end of a run: ours beside baselines and peers, reckoned from the results alone. */
final class Report {

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String INSTANCES = "instances";
    private static final String ENGINE = "AdmitAndRemove.engine";
    private static final String FLEET = "AdmitAndRemove.fleet";
    /** The size that targets for work on all VMs are meant for. */
    private static final int REFERENCE_NODES = 5_000;

    private static final double SECOND = 1e9;
    private static final double MILLI = 1e6;
    private static final double MICRO = 1e3;

    private final Samples samples;
    private final List<Row> rows = new ArrayList<>();

    private Report(Samples samples) {
        this.samples = samples;
    }

    static List<Row> rows(Samples samples) {
        Report report = new Report(samples);
        report.rates();
        report.baselines();
        report.costs();
        report.failures();
        report.upkeep();
        report.peers();
        return List.copyOf(report.rows);
    }

    private void rates() {
        Target target = Target.atLeast(3e6, perSecond -> Amount.rate(SECOND / perSecond));
        for (Sample ours : samples.of(ENGINE)) {
            DoubleFunction<String> rate = perSecond -> Amount.rate(SECOND / perSecond);
            alone("admit + remove", ours, SECOND / ours.nanos(), rate, target);
        }
        for (Sample ours : samples.of(FLEET)) {
            alone("admit + remove by name", ours, ours.nanos(), Amount::rate, Target.NONE);
        }
    }

    private void baselines() {
        beside("NodeScan.allNodes", "scan of all nodes", Target.atLeast(10, Amount::ratio));
        beside("NodeScan.usualShare", "scan of kube-scheduler's share", Target.NONE);
        beside("FromScratch.certificate", "from scratch", Target.NONE);
    }

    private void beside(String benchmark, String words, Target target) {
        for (Sample ours : samples.of(ENGINE)) {
            samples.beside(ours, benchmark).ifPresent(other -> {
                double ratio = other.nanos() / ours.nanos();
                rows.add(new Row(
                        "admit + remove, " + ours.cluster(),
                        Amount.rate(ours.nanos()),
                        words + ": " + Amount.rate(other.nanos()),
                        Amount.ratio(ratio),
                        target.words(),
                        target.met(ratio)));
            });
        }
    }

    private void costs() {
        for (Sample ours : samples.eachTimed(ENGINE)) {
            alone("admit + remove, p99", ours, ours.p99(), Amount::time, Target.atMost(MICRO, Amount::time));
        }
        for (Sample ours : samples.eachTimed(FLEET)) {
            alone("admit + remove by name, p99", ours, ours.p99(), Amount::time, Target.NONE);
        }
        for (Sample ours : samples.of(ENGINE)) {
            // What JMH itself allocates is spread over the operations and isn't quite nothing.
            Target nothing = Target.atMost(0.5, Amount::bytes);
            alone("admit + remove, allocated", ours, ours.more(ALLOCATED), Amount::bytes, nothing);
        }
        for (Sample ours : samples.of(FLEET)) {
            alone("admit + remove by name, allocated", ours, ours.more(ALLOCATED), Amount::bytes, Target.NONE);
        }
    }

    private void failures() {
        for (Sample ours : samples.of("OneNodeFails.fleet")) {
            Optional<Sample> rebuild = samples.beside(ours, "Rebuild.fleet");
            timed("one node fails", ours, rebuild, "rebuild alone", Target.atMost(100 * MICRO, Amount::time));
        }
        for (Sample ours : samples.of("ManyNodesFail.fleet")) {
            String measure = String.format(
                    Locale.ROOT,
                    "%,d fail at once, %,d VMs placed anew",
                    Scenario.failures(ours.nodes()),
                    Scenario.displacedAtMost(ours.nodes()));
            Optional<Sample> peer = samples.beside(ours, "FailuresByCpSat.manyNodesFail");
            timed(measure, ours, peer, "CP-SAT", atReference(ours, Target.atMost(50 * MILLI, Amount::time)));
        }
    }

    private void upkeep() {
        for (Sample ours : samples.of("Rebuild.engine")) {
            Target target = atReference(ours, Target.atMost(100 * MILLI, Amount::time));
            alone("rebuild from all assignments", ours, ours.nanos(), Amount::time, target);
        }
        for (Sample ours : samples.of("Rebuild.fleet")) {
            alone("rebuild by name", ours, ours.nanos(), Amount::time, Target.NONE);
        }
        for (Sample ours : samples.of("Memory.engine")) {
            Target target = atReference(ours, Target.atMost(16e6, Amount::bytes));
            alone("memory", ours, ours.more("bytes"), Amount::bytes, target);
        }
        for (Sample ours : samples.of("Memory.fleet")) {
            alone("memory by name", ours, ours.more("bytes"), Amount::bytes, Target.NONE);
        }
    }

    private static Target atReference(Sample ours, Target target) {
        return ours.nodes() == REFERENCE_NODES ? target : Target.NONE;
    }

    private void peers() {
        Target hspaceTarget = Target.atLeast(200_000, Amount::ratio);
        for (Sample ours : samples.of("FillForOneFailure.engine")) {
            timed("fill for one failure", ours, roomy(ours), "Ganeti hspace, nodes of 16 GiB", hspaceTarget);
            timed("fill for one failure", ours, tight(ours), "Ganeti hspace, nodes of 15 GiB + 1 MiB", Target.NONE);
        }
        for (Sample ours : samples.of("FillForOneFailure.fleet")) {
            timed("fill for one failure by name", ours, roomy(ours), "Ganeti hspace, nodes of 16 GiB", Target.NONE);
            roomy(ours).ifPresent(other -> same("instances found", ours, other));
            tight(ours).ifPresent(other -> same("instances found", ours, other));
        }
        Target timefoldTarget = Target.atLeast(2_000, Amount::ratio);
        for (Sample ours : samples.of("FillFromEmpty.engine")) {
            timed("place 40 VMs per node", ours, timefold(ours), "Timefold", timefoldTarget);
        }
        for (Sample ours : samples.of("FillFromEmpty.fleet")) {
            timed("place 40 VMs per node by name", ours, timefold(ours), "Timefold", Target.NONE);
        }
        for (Sample other : samples.of("ReserveByCpSat.anyOneNodeFails")) {
            samples.beside(other, "FromScratch.certificate")
                    .ifPresent(ours ->
                            timed("does it survive, from scratch", ours, Optional.of(other), "CP-SAT", Target.NONE));
        }
    }

    private Optional<Sample> roomy(Sample ours) {
        return samples.beside(ours, "FillForOneFailure.hspaceRoomy");
    }

    private Optional<Sample> tight(Sample ours) {
        return samples.beside(ours, "FillForOneFailure.hspace");
    }

    private Optional<Sample> timefold(Sample ours) {
        return samples.beside(ours, "FillFromEmpty.timefold");
    }

    private void same(String measure, Sample ours, Sample other) {
        double mine = ours.more(INSTANCES);
        double theirs = other.more(INSTANCES);
        rows.add(new Row(
                measure + ", " + ours.cluster(),
                Amount.number(mine),
                "Ganeti hspace: " + Amount.number(theirs),
                Amount.ratio(mine / theirs),
                "the same",
                mine == theirs ? "yes" : "**no**"));
    }

    private void alone(String measure, Sample ours, double value, DoubleFunction<String> unit, Target target) {
        rows.add(
                new Row(measure + ", " + ours.cluster(), unit.apply(value), "", "", target.words(), target.met(value)));
    }

    /** A target in times is for the ratio, another for our own time. */
    private void timed(String measure, Sample ours, Optional<Sample> other, String words, Target target) {
        double ratio = other.map(sample -> sample.nanos() / ours.nanos()).orElse(Double.NaN);
        rows.add(new Row(
                measure + ", " + ours.cluster(),
                Amount.time(ours.nanos()),
                other.map(sample -> words + ": " + Amount.time(sample.nanos())).orElse(""),
                other.isPresent() ? Amount.ratio(ratio) : "",
                target.words(),
                target.met(target.atLeast() ? ratio : ours.nanos())));
    }
}
