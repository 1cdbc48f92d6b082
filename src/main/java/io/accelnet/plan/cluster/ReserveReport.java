package io.accelnet.plan.cluster;

import io.accelnet.plan.Level;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.ReserveSums.CombinationSums;
import io.accelnet.plan.outcome.ReserveSums.PoolSums;
import io.accelnet.plan.outcome.Shortfall.Deficit;
import io.accelnet.plan.prerequisite.CheckReport;
import io.accelnet.plan.reserve.Sums;
import io.accelnet.plan.reserve.Verdict;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.vm.VmOutcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Says whether a cluster's reserve holds, and computes the numbers of {@code status.reserve}. */
final class ReserveReport {
    /** So many sets of pools a status has at most. */
    private static final int COMBINATIONS = 64;

    private final PlanContext context;
    private final RefusalExplainer explainer;
    private final ClusterView view;
    private final Sums sums;
    /** The nodes for want of which the reserve doesn't hold, once it is known whether it does. */
    private Optional<AbsentNodes.Lack> lack = Optional.empty();

    ReserveReport(PlanContext context, RefusalExplainer explainer) {
        this.context = context;
        this.explainer = explainer;
        this.view = context.view();
        long functions = view.members().values().stream()
                .flatMap(node -> node.adapters().stream())
                .mapToLong(AdapterSnapshot::virtualFunctions)
                .sum();
        this.sums = context.budget().numbers(functions, () -> context.fleet().sums());
    }

    ReserveSums sums() {
        int usedByOthers = context.fleets().usedByOthers();
        return new ReserveSums(
                sums.hosts(),
                sums.failures(),
                sums.down(),
                Math.min(sums.failuresTolerated(), Math.max(0, sums.failures() - sums.down())),
                sums.worstHosts(),
                sums.capacity() + usedByOthers,
                sums.used(),
                sums.free(),
                sums.cordoned(),
                sums.leaving(),
                usedByOthers,
                sums.free() - available(),
                available(),
                levels(sums.headroom()),
                sums.headroomIsExact() || !view.checks().enabled(),
                IntStream.range(0, sums.pools().size()).mapToObj(this::pool).toList(),
                sums.combinations().stream()
                        .limit(COMBINATIONS)
                        .map(set -> new CombinationSums(
                                set.pools().stream().map(view.pools()::intent).toList(),
                                levels(set.headroom()),
                                sums.headroomIsExact() || !view.checks().enabled()))
                        .toList());
    }

    private PoolSums pool(int number) {
        Sums.OfPool pool = sums.pools().get(number);
        int usedByOthers = context.fleets().usedByOthers(number);
        int available = view.checks().enabled() ? pool.free() - pool.reserved() : 0;
        return new PoolSums(
                view.pools().intent(number),
                pool.capacity() + usedByOthers,
                pool.used(),
                pool.free(),
                pool.cordoned(),
                pool.leaving(),
                usedByOthers,
                pool.free() - available,
                available,
                levels(pool.headroom()),
                sums.headroomIsExact() || !view.checks().enabled());
    }

    private int available() {
        return view.checks().enabled() ? sums.free() - sums.reserved() : 0;
    }

    /** How many more VMs of each level would be admitted: none while a prerequisite doesn't hold. */
    private Map<Level, Integer> levels(List<Integer> ofTiersOffered) {
        Map<Level, Integer> headroom = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            headroom.put(
                    level,
                    view.checks().enabled()
                            ? ofTiersOffered.get(context.tiers()
                                    .all()
                                    .offered()
                                    .indexOf(context.tiers().tier(level)))
                            : 0);
        }
        return headroom;
    }

    /** What the cluster waits for if the reserve doesn't hold. */
    Progress progress() {
        return AbsentNodes.progress(lack);
    }

    /** The condition {@code ReserveHeld}. It is about the VMs that are admitted, so it can hold while nobody new is. */
    Finding held() {
        Finding reserve = reserve();
        String paused = reserve.truth() != Truth.TRUE || view.checks().enabled()
                ? ""
                : " Nobody is admitted, as long as a prerequisite doesn't hold.";
        return new Finding(
                reserve.type(), reserve.truth(), reserve.reason(), reserve.message() + paused + restricted());
    }

    /** The reserve knows nothing of VMs' own rules. */
    private String restricted() {
        int restricted = (int) context.vms().stream()
                .filter(context.restrictions()::isRestricted)
                .filter(vm -> switch (context.outcome(vm)) {
                    case VmOutcome.Served _, VmOutcome.ServedOtherwise _, VmOutcome.Without _ -> true;
                    case VmOutcome.Waiting _, VmOutcome.Refused _, VmOutcome.Unmanaged _ -> false;
                })
                .count();
        return restricted == 0
                ? ""
                : " " + Phrases.count(restricted, "VM") + Phrases.agree(restricted, " has", " have")
                        + " node rules of " + Phrases.agree(restricted, "its", "their")
                        + " own (FailoverRestricted): the reserve can't see to it that "
                        + Phrases.agree(restricted, "it", "they") + " can run wherever it keeps virtual functions.";
    }

    private Finding reserve() {
        ConditionType type = ConditionType.RESERVE_HELD;
        if (view.members().isEmpty()) {
            return Finding.unknown(type, Reason.NO_NODES, CheckReport.NO_MEMBER);
        }
        Verdict verdict = context.fleet().verdict();
        if (sums.down() > sums.failures()) {
            return tooManyDown(verdict);
        }
        if (!(verdict instanceof Verdict.Holds)) {
            lack = explainer.absentNodes().breakingReserve();
        }
        return switch (verdict) {
            case Verdict.Violated violated -> violated(violated);
            case Verdict.Unproven unproven ->
                Finding.unknown(
                        type,
                        Reason.RESERVE_NOT_PROVEN,
                        "It can't be shown that any " + tolerated()
                                + " may fail, nor the opposite. Nobody is admitted until it can."
                                + lack.map(nodes -> " It can't only while " + nodes.words() + ".")
                                        .orElse(""));
            case Verdict.Holds holds -> holds();
        };
    }

    private Finding violated(Verdict.Violated violated) {
        ConditionType type = ConditionType.RESERVE_HELD;
        Optional<Deficit> worst =
                violated.shortage().map(shortage -> RefusalMessages.deficit(shortage, context.tiers(), view));
        String shortBy = worst.map(deficit -> " As it is, " + DeficitMessage.sentence(fewest().orElse(deficit), worst))
                .orElse("");
        if (lack.isPresent()) {
            return Finding.fails(
                    type,
                    Reason.RESERVE_VIOLATED,
                    "The reserve for " + tolerated() + " doesn't hold while "
                            + lack.get().words() + "." + shortBy
                            + lacking(violated)
                            + " Nobody loses anything, and nobody is admitted until it holds again: once "
                            + lack.get().ending() + ".");
        }
        return Finding.fails(
                type,
                Reason.RESERVE_VIOLATED,
                "The reserve for " + tolerated() + " doesn't hold." + shortBy + lacking(violated)
                        + RefusalMessages.linksDown(view)
                        + " Nobody loses anything, and nobody is admitted until it holds again: add virtual functions or"
                        + " nodes, delete AccelNetVMs, or lower spec.nodeReservePercentage"
                        + (violated.withoutFunctions().isEmpty() ? " to at most " + percentageThatHolds() : "") + ".");
    }

    private Optional<Deficit> fewest() {
        return context.fleet()
                .fewestFailures()
                .map(shortage -> RefusalMessages.deficit(shortage, context.tiers(), view));
    }

    private int percentageThatHolds() {
        return view.highestPercentage(sums.down() + sums.failuresTolerated());
    }

    /** More nodes are down than the reserve is for. No VM is admitted then, even if every displaced VM has virtual functions. */
    private Finding tooManyDown(Verdict verdict) {
        String lacking = verdict instanceof Verdict.Violated violated ? lacking(violated) : "";
        return Finding.fails(
                ConditionType.RESERVE_HELD,
                Reason.TOO_MANY_NODES_DOWN,
                sums.down() + " of " + Phrases.count(sums.hosts(), "node") + Phrases.agree(sums.down(), " is", " are")
                        + " down (" + Phrases.list(view.downNodes()) + "), and the reserve is for " + sums.failures()
                        + "."
                        + lacking
                        + " Nobody is admitted until no more are down than that. Bring nodes back"
                        + (lacking.isEmpty() ? "." : "; VMs without virtual functions then get theirs."));
    }

    private static String lacking(Verdict.Violated violated) {
        int without = violated.withoutFunctions().size();
        return without == 0
                ? ""
                : " " + Phrases.count(without, "VM") + Phrases.agree(without, " has", " have")
                        + " been promised virtual functions and can have none now.";
    }

    private Finding holds() {
        ConditionType type = ConditionType.RESERVE_HELD;
        int percentage = view.definition().nodeReservePercentage();
        if (sums.failures() == 0) {
            return percentage == 0
                    ? Finding.holds(type, Reason.HELD, "Nothing is held back, as spec.nodeReservePercentage is 0.")
                    : Finding.holds(
                            type,
                            Reason.NO_WHOLE_NODE_HELD_BACK,
                            percentage + "% of " + Phrases.count(sums.hosts(), "node")
                                    + " is less than one node: nothing is held back, and no failure is provided for. Add"
                                    + " nodes" + (sums.hosts() > 1 ? ", or raise spec.nodeReservePercentage." : "."));
        }
        return Finding.holds(
                type,
                Reason.HELD,
                sums.down() == 0
                        ? "Any " + tolerated() + " may fail, and every VM " + except()
                                + "still has its virtual functions."
                        : "The reserve is for " + Phrases.count(sums.failures(), "failure") + ". "
                                + Phrases.count(sums.down(), "node") + Phrases.agree(sums.down(), " is", " are")
                                + " down, and every VM " + except() + "has its virtual functions. "
                                + (sums.down() == sums.failures()
                                        ? "The reserve is used up: no further node may fail."
                                        : Phrases.count(sums.failures() - sums.down(), "more node") + " may fail."));
    }

    /** VMs that run where they can have none at the moment: the reserve is for them too, and they have none all the same. */
    private String except() {
        int without = (int) context.vms().stream()
                .filter(vm -> context.outcome(vm) instanceof VmOutcome.Without)
                .count();
        return without == 0
                ? ""
                : "but " + without + ", which " + Phrases.agree(without, "has", "have") + " none where "
                        + Phrases.agree(without, "it runs", "they run") + " now, ";
    }

    private String tolerated() {
        return sums.failures() + " of " + Phrases.count(sums.hosts(), "node");
    }
}
