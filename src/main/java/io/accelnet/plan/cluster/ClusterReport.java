package io.accelnet.plan.cluster;

import io.accelnet.plan.Words;
import io.accelnet.plan.membership.Membership.Contest;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ClusterPlan.VmTally;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Readiness;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.prerequisite.CheckReport;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.VmOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Puts what was decided for a cluster into the words of its status. */
final class ClusterReport {
    private final Workbench bench;
    private final ClusterView view;

    ClusterReport(Workbench bench) {
        this.bench = bench;
        this.view = bench.view();
    }

    /**
     * The answer for the cluster.
     *
     * @param contested nodes that another cluster selects too
     */
    ClusterPlan plan(SortedMap<String, Contest> contested) {
        ReserveReport reserve = new ReserveReport(bench);
        List<Finding> findings = new ArrayList<>();
        view.checks().reports().stream().map(CheckReport::finding).forEach(findings::add);
        findings.add(reserve.held());
        findings.add(exclusive(contested));
        return new ClusterPlan(
                Optional.of(reserve.sums()),
                tally(),
                view.checks().reports().stream().map(CheckReport::tally).toList(),
                Readiness.summarise(
                        findings,
                        progress(findings),
                        "Accelerated Networking is enabled on "
                                + Words.count(view.members().size(), "node") + ", with a reserve for "
                                + Words.count(view.failuresToTolerate(), "failure") + "."));
    }

    private Finding exclusive(SortedMap<String, Contest> contested) {
        ConditionType type = ConditionType.NODES_EXCLUSIVE;
        if (contested.isEmpty()) {
            return Finding.holds(type, Reason.PASSED, "No other cluster selects a node of this one.");
        }
        return Finding.fails(
                type,
                Reason.NODE_IN_ANOTHER_CLUSTER,
                ContestWords.sentences(view.definition().name(), contested)
                        + " A node is a member of one cluster: change spec.nodeSelector of one of the two.");
    }

    /** Nodes come, and nodes that are down come back; all else takes a change by the user. */
    private Progress progress(List<Finding> findings) {
        return Readiness.worst(findings)
                .map(worst -> switch (worst.reason()) {
                    case NO_NODES, PENDING, TOO_MANY_NODES_DOWN -> Progress.RECONCILING;
                    case RESERVE_VIOLATED, RESERVE_NOT_PROVEN ->
                        AllBack.progress(new AllBack(bench).reserveWouldHold());
                    default -> Progress.STALLED;
                })
                .orElse(Progress.DONE);
    }

    private VmTally tally() {
        int admitted = 0;
        int without = 0;
        int waiting = 0;
        int refused = 0;
        for (VmSnapshot vm : bench.vms()) {
            VmOutcome outcome = bench.outcome(vm).orElseThrow();
            if (isAdmitted(outcome)) {
                admitted++;
                without += outcome instanceof VmOutcome.Without ? 1 : 0;
            } else if (isWaiting(outcome) && !bench.checks(vm).failed()) {
                waiting++;
            } else {
                refused++;
            }
        }
        return new VmTally(bench.vms().size(), admitted, without, waiting, refused);
    }

    private static boolean isAdmitted(VmOutcome outcome) {
        return switch (outcome) {
            case VmOutcome.Served served -> true;
            case VmOutcome.ServedOtherwise served -> true;
            case VmOutcome.Without without -> true;
            case VmOutcome.Unmanaged unmanaged -> true;
            case VmOutcome.Waiting waiting -> false;
            case VmOutcome.Refused refused -> false;
        };
    }

    private static boolean isWaiting(VmOutcome outcome) {
        return switch (outcome) {
            case VmOutcome.Waiting waiting -> waiting.progress() == Progress.RECONCILING;
            case VmOutcome.Refused refused -> refused.progress() == Progress.RECONCILING;
            case VmOutcome.Served served -> false;
            case VmOutcome.ServedOtherwise served -> false;
            case VmOutcome.Without without -> false;
            case VmOutcome.Unmanaged unmanaged -> false;
        };
    }
}
