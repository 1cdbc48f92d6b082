package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.PodsMessage;
import io.accelnet.plan.membership.Leaving;
import io.accelnet.plan.membership.LeavingMessage;
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
import java.util.StringJoiner;
import java.util.TreeMap;

/** The last step of a cluster's plan: says in the cluster's status what was decided. */
final class ClusterReport {
    private final PlanContext context;
    private final ClusterView view;
    private final RefusalExplainer explainer;

    ClusterReport(PlanContext context, RefusalExplainer explainer) {
        this.context = context;
        this.explainer = explainer;
        this.view = context.view();
    }

    /** The cluster's status. */
    ClusterPlan plan() {
        ReserveReport reserve = new ReserveReport(context, explainer);
        List<Finding> findings = new ArrayList<>();
        view.checks().reports().stream().map(CheckReport::finding).forEach(findings::add);
        findings.add(reserve.held());
        SortedMap<String, Contest> contested =
                view.membership().contestedBy(view.definition().name());
        Finding exclusive = exclusive(contested);
        findings.add(exclusive);
        findings.add(membershipSettled());
        Optional<Finding> pods =
                PodsMessage.ofCluster(view.definition().name(), view.members().keySet(), view.ledgers());
        pods.ifPresent(findings::add);
        HostDifferences.finding(view.pools(), view.staying()).ifPresent(findings::add);
        List<Finding> relevant = findings.stream()
                .filter(finding -> finding.type() != exclusive.type() || lacksNodes(contested))
                .filter(finding ->
                        finding.type() != ConditionType.PODS_MANAGED && finding.type() != ConditionType.HOSTS_ALIKE)
                .toList();
        return new ClusterPlan(
                Optional.of(reserve.sums()),
                new MigrationCount(context).sums(),
                PodsMessage.unmanaged(view.definition().name(), view.members().keySet(), view.ledgers()),
                tally(),
                view.checks().reports().stream().map(CheckReport::tally).toList(),
                Readiness.summarise(
                        findings,
                        relevant,
                        progress(relevant, reserve),
                        "Accelerated Networking is enabled on "
                                + Phrases.count(view.members().size(), "node") + ", with a reserve for "
                                + Phrases.count(view.failuresToTolerate(), "failure") + "."));
    }

    /** Whether nodes that the cluster selects are another's. That others select nodes of this cluster takes nothing from it. */
    private boolean lacksNodes(SortedMap<String, Contest> contested) {
        return contested.values().stream()
                .anyMatch(contest -> !contest.owner().equals(view.definition().name()));
    }

    private Finding exclusive(SortedMap<String, Contest> contested) {
        ConditionType type = ConditionType.NODES_EXCLUSIVE;
        if (contested.isEmpty()) {
            return Finding.holds(type, Reason.PASSED, "No other cluster selects a node of this one.");
        }
        return Finding.fails(
                type,
                Reason.NODE_IN_ANOTHER_CLUSTER,
                sentences(contested)
                        + " A node is a member of one cluster: change spec.nodeSelector of one of the two.");
    }

    /**
     * What the cluster waits for: new nodes, and nodes that are down, in maintenance or leaving, come and go without a change by
     * the user; all else doesn't.
     */
    private Progress progress(List<Finding> findings, ReserveReport reserve) {
        return Readiness.worst(findings)
                .map(worst -> switch (worst.reason()) {
                    case NO_NODES, PENDING, TOO_MANY_NODES_DOWN, LEAVING -> Progress.RECONCILING;
                    case RESERVE_VIOLATED, RESERVE_NOT_PROVEN -> reserve.progress();
                    default -> Progress.STALLED;
                })
                .orElse(Progress.DONE);
    }

    private Finding membershipSettled() {
        SortedMap<String, Leaving> leaving = view.leaving();
        if (!leaving.isEmpty()) {
            return LeavingMessage.ofCluster(
                    leaving, node -> view.ledgers().of(node).entries());
        }
        String cluster = view.definition().name();
        List<String> joining = List.copyOf(view.membership().joining(cluster).keySet());
        List<String> awaited = List.copyOf(view.membership().awaitedBy(cluster));
        return Finding.holds(
                ConditionType.MEMBERSHIP_SETTLED,
                Reason.PASSED,
                "No member is leaving."
                        + (joining.isEmpty()
                                ? ""
                                : " To come, when they have left another cluster: " + Phrases.list(joining) + ".")
                        + (awaited.isEmpty()
                                ? ""
                                : " Selected and no members, as there never was a Kubernetes Node of their name: "
                                        + Phrases.list(awaited) + "."));
    }

    /** One sentence for each other cluster that selects nodes of this one, and for each whose nodes this one selects. */
    private String sentences(SortedMap<String, Contest> contested) {
        SortedMap<String, List<String>> intruders = new TreeMap<>();
        SortedMap<String, List<String>> owners = new TreeMap<>();
        contested.forEach((node, contest) -> {
            if (contest.owner().equals(view.definition().name())) {
                contest.others().forEach(other -> add(intruders, other, node));
            } else {
                add(owners, contest.owner(), node);
            }
        });
        StringJoiner sentences = new StringJoiner(" ");
        intruders.forEach((other, nodes) ->
                sentences.add("Cluster " + other + " selects members of this one too: " + Phrases.list(nodes) + "."));
        owners.forEach((owner, nodes) ->
                sentences.add("This cluster selects members of cluster " + owner + ": " + Phrases.list(nodes) + "."));
        return sentences.toString();
    }

    private static void add(SortedMap<String, List<String>> nodes, String cluster, String node) {
        nodes.computeIfAbsent(cluster, key -> new ArrayList<>()).add(node);
    }

    private VmTally tally() {
        int admitted = 0;
        int without = 0;
        int waiting = 0;
        int refused = 0;
        for (VmSnapshot vm : context.vms()) {
            VmOutcome outcome = context.outcome(vm);
            if (isAdmitted(outcome)) {
                admitted++;
                without += outcome instanceof VmOutcome.Without ? 1 : 0;
            } else if (isWaiting(outcome) && !context.checks(vm).failed()) {
                waiting++;
            } else {
                refused++;
            }
        }
        return new VmTally(context.vms().size(), admitted, without, waiting, refused);
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
