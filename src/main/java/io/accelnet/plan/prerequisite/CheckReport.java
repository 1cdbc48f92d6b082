package io.accelnet.plan.prerequisite;

import io.accelnet.plan.outcome.ClusterPlan.CheckTally;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Reason;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a check found in a whole cluster.
 *
 * @param finding the cluster's condition
 * @param tally how many nodes or adapters passed, failed, or state too little
 * @param results what it found on each node or adapter, in this order; empty if it is of the cluster as a whole
 */
public record CheckReport(Finding finding, CheckTally tally, List<CheckResult> results) {
    /** What a check says while the cluster has no nodes. */
    public static final String NO_MEMBER =
            "No node is a member yet. Correct spec.nodeSelector if it leaves out the AccelNetNodes that there are, or create some. Where the"
                    + " operator discovers hosts, theirs appear by themselves.";

    private static final int LISTED = 10;

    /** Sums up the results of all nodes or adapters. The first failure gives the reason; the message lists up to ten. */
    static CheckReport of(ConditionType type, List<CheckResult> results, String passedMessage) {
        return new CheckReport(
                finding(type, results, passedMessage),
                tally(type, results),
                results.stream().sorted().toList());
    }

    /** A check of the cluster as a whole. */
    static CheckReport of(Finding finding) {
        return of(finding, List.of());
    }

    /**
     * A check of the cluster as a whole, to which each node contributes.
     *
     * @param results what each contributes
     */
    static CheckReport of(Finding finding, List<CheckResult> results) {
        boolean passed = finding.truth() == Truth.TRUE;
        boolean failed = finding.truth() == Truth.FALSE;
        return new CheckReport(
                finding,
                new CheckTally(finding.type(), passed ? 1 : 0, failed ? 1 : 0, passed || failed ? 0 : 1),
                results.stream().sorted().toList());
    }

    private static Finding finding(ConditionType type, List<CheckResult> results, String passedMessage) {
        for (Truth bad : List.of(Truth.FALSE, Truth.UNKNOWN)) {
            List<CheckResult> found = results.stream()
                    .filter(result -> result.truth() == bad)
                    .sorted()
                    .toList();
            if (!found.isEmpty()) {
                return new Finding(type, bad, found.getFirst().reason(), message(found));
            }
        }
        return results.isEmpty()
                ? Finding.unknown(type, Reason.NO_NODES, NO_MEMBER)
                : Finding.holds(type, Reason.PASSED, passedMessage);
    }

    private static String message(List<CheckResult> found) {
        CheckResult first = found.getFirst();
        if (found.size() == 1) {
            return first.message();
        }
        String listed = found.stream()
                .limit(LISTED)
                .map(result -> result.place() + " (" + result.brief() + ")")
                .collect(Collectors.joining(", "));
        String more = found.size() > LISTED ? " and " + (found.size() - LISTED) + " more" : "";
        return first.message() + " Found " + found.size() + " times: " + listed + more + ".";
    }

    private static CheckTally tally(ConditionType type, List<CheckResult> results) {
        return new CheckTally(
                type, count(results, Truth.TRUE), count(results, Truth.FALSE), count(results, Truth.UNKNOWN));
    }

    private static int count(List<CheckResult> results, Truth truth) {
        return (int) results.stream().filter(result -> result.truth() == truth).count();
    }
}
