package io.accelnet.plan.membership;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/** Says of nodes that are leaving since when, why, until when, and who keeps them. */
public final class LeavingMessage {
    private static final int LISTED = 10;

    private LeavingMessage() {}

    /**
     * The node's condition.
     *
     * @param ledger the node's entries
     */
    public static Finding ofNode(String node, Leaving leaving, List<LedgerEntry> ledger) {
        String then = leaving.next()
                .map(next -> " After that it becomes a member of cluster " + next + ".")
                .orElse("");
        return finding(
                leaving.overdue(),
                "Node " + node + " has been leaving cluster " + leaving.cluster() + " since " + leaving.since()
                        + ", as "
                        + why(leaving) + ". "
                        + (leaving.overdue()
                                ? kept("It", leaving, ledger)
                                : "It counts as a member until " + leaving.until()
                                        + ", and after that while VMs of the cluster have virtual functions on it.")
                        + then);
    }

    /**
     * The cluster's condition.
     *
     * @param leaving the nodes that are leaving it, by name; at least one
     * @param ledgers the entries of a node
     */
    public static Finding ofCluster(SortedMap<String, Leaving> leaving, Function<String, List<LedgerEntry>> ledgers) {
        List<String> sentences = new ArrayList<>();
        leaving.forEach((node, found) -> sentences.add(
                found.overdue()
                        ? kept("Node " + node, found, ledgers.apply(node))
                        : "Node " + node + " has been leaving since " + found.since() + ", as " + why(found)
                                + "; it counts as a member until " + found.until() + "."));
        String more = sentences.size() > LISTED
                ? " " + Phrases.count(sentences.size() - LISTED, "more node")
                        + (sentences.size() == LISTED + 1 ? " is" : " are") + " leaving."
                : "";
        return finding(
                leaving.values().stream().anyMatch(Leaving::overdue),
                String.join(" ", sentences.stream().limit(LISTED).toList()) + more
                        + " Nobody new is put there, and what is free there doesn't count as reserve.");
    }

    private static Finding finding(boolean overdue, String message) {
        return Finding.fails(
                ConditionType.MEMBERSHIP_SETTLED, overdue ? Reason.LEAVING_IN_USE : Reason.LEAVING, message);
    }

    private static String why(Leaving leaving) {
        return switch (leaving.why()) {
            case NOT_SELECTED -> "spec.nodeSelector of the cluster doesn't match its labels";
            case UNSUPPORTED -> "it is unsupported now, and spec.unsupportedNodes of the cluster is Exclude";
            case NOT_KNOWN ->
                "it isn't known now whether it is supported, and spec.unsupportedNodes of the cluster is Exclude";
            case OF_OTHER_CLUSTER -> "another cluster selects it too, and has a better claim";
        };
    }

    private static String kept(String who, Leaving leaving, List<LedgerEntry> ledger) {
        List<String> vms = ledger.stream()
                .filter(entry -> entry.cluster().equals(leaving.cluster()))
                .map(LedgerEntry::vm)
                .distinct()
                .sorted()
                .map(VmId::toString)
                .toList();
        if (vms.isEmpty()) {
            return who + " leaves now.";
        }
        return who + " should have left at " + leaving.until() + ", and still gives virtual functions to "
                + Phrases.list(vms) + ". Move "
                + (vms.size() == 1 ? "this VM to another node" : "these VMs to other nodes")
                + " (by spec.virtualMachine.nodeName, where an AccelNetVM states its VM's facts), or let the cluster take the"
                + " node back.";
    }
}
