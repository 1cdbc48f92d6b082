package io.accelnet.plan.prerequisite;

import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Readiness;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The prerequisites of a cluster, in the order in which they are reported. A cluster is enabled while all of them hold. While it
 * isn't, no VM is admitted; VMs that have virtual functions keep them.
 *
 * @param reports what each check found
 * @param hyperthreading whether hyperthreading is on for all nodes; UNKNOWN while it is inconsistent or not stated
 */
public record ClusterChecks(List<CheckReport> reports, Fact hyperthreading) {
    private static final String ALL_LEAVING =
            "All members are leaving, and their checks don't count: MembershipSettled says why.";

    /** Checks a cluster with these members. */
    public static ClusterChecks of(
            ClusterDefinition cluster, Optional<IntentAdapters> intent, List<NodeSnapshot> members) {
        return new ClusterChecks(
                List.of(
                        CheckReport.of(
                                ConditionType.OPERATING_SYSTEM_SUPPORTED,
                                members.stream()
                                        .map(OperatingSystemCheck::check)
                                        .toList(),
                                "The operating system of every node supports Accelerated Networking."),
                        HyperthreadingCheck.check(members),
                        CheckReport.of(intentFound(cluster, intent)),
                        CheckReport.of(intentHasCompute(cluster, intent)),
                        sriov(cluster, intent, members),
                        CheckReport.of(
                                ConditionType.ENABLED,
                                members.stream()
                                        .map(node -> EnablementCheck.check(cluster.name(), node))
                                        .toList(),
                                "Nothing keeps the cluster from being enabled.")),
                HyperthreadingCheck.common(members));
    }

    /** The same for a cluster all of whose members are leaving: there is none yet whose checks count. */
    public ClusterChecks withAllMembersLeaving() {
        return new ClusterChecks(
                reports.stream()
                        .map(report -> report.finding().reason() == Reason.NO_NODES
                                ? new CheckReport(
                                        Finding.unknown(report.finding().type(), Reason.NO_NODES, ALL_LEAVING),
                                        report.tally())
                                : report)
                        .toList(),
                hyperthreading);
    }

    /** Whether a cluster that leaves unsupported nodes out would take this one. */
    public static boolean supports(ClusterDefinition cluster, Optional<IntentAdapters> intent, NodeSnapshot node) {
        return NodeChecks.passes(cluster, node, intent.orElse(IntentAdapters.NONE));
    }

    /** Whether every prerequisite holds. */
    public boolean enabled() {
        return reports.stream().allMatch(report -> report.finding().truth() == Truth.TRUE);
    }

    /** Of the prerequisites that don't hold, the one that the cluster's {@code Ready} shows; empty if all hold. */
    public Optional<Finding> foremostObstacle() {
        return Readiness.worst(reports.stream().map(CheckReport::finding).toList());
    }

    private static Finding intentFound(ClusterDefinition cluster, Optional<IntentAdapters> intent) {
        return intent.isPresent()
                ? Finding.holds(
                        ConditionType.INTENT_FOUND, Reason.PASSED, "NetworkIntent " + cluster.intentName() + " exists.")
                : Finding.fails(
                        ConditionType.INTENT_FOUND,
                        Reason.INTENT_NOT_FOUND,
                        "Intent validation: Failed. Intent " + cluster.intentName()
                                + " not found. Correct spec.intentName, or create a NetworkIntent of this name.");
    }

    private static Finding intentHasCompute(ClusterDefinition cluster, Optional<IntentAdapters> intent) {
        ConditionType type = ConditionType.INTENT_HAS_COMPUTE;
        if (intent.isEmpty()) {
            return Finding.unknown(type, Reason.PENDING, "Depends on IntentFound.");
        }
        return intent.get().types().contains(IntentType.COMPUTE)
                ? Finding.holds(type, Reason.PASSED, "The intent's types include Compute.")
                : Finding.fails(
                        type,
                        Reason.INTENT_TYPE_CHECK_FAILED,
                        "The selected intent " + cluster.intentName() + " does not have Compute capabilities. Add"
                                + " Compute to the types of the NetworkIntent, or name another intent in"
                                + " spec.intentName.");
    }

    private static CheckReport sriov(
            ClusterDefinition cluster, Optional<IntentAdapters> intent, List<NodeSnapshot> members) {
        ConditionType type = ConditionType.SRIOV_SUPPORTED;
        if (intent.isEmpty()) {
            return CheckReport.of(Finding.unknown(type, Reason.PENDING, "Depends on IntentFound."));
        }
        IntentAdapters adapters = intent.get();
        if (adapters.names().isEmpty()) {
            return CheckReport.of(Finding.fails(
                    type,
                    Reason.NO_ADAPTERS,
                    "Older intents keep every adapter of intent " + cluster.intentName()
                            + "; its status says which. Give it adapters of its own."));
        }
        List<CheckResult> results = new ArrayList<>();
        List<CheckResult> leftOut = new ArrayList<>();
        for (NodeSnapshot node : members) {
            AdapterChecks checks = AdapterChecks.of(node, adapters, cluster.excludeUnsupportedAdapters());
            results.addAll(checks.results());
            leftOut.addAll(checks.leftOut());
        }
        return CheckReport.of(
                type,
                results,
                leftOut.isEmpty()
                        ? "All adapters of the intent support SR-IOV on every node."
                        : "Every node has an adapter of the intent that supports SR-IOV. Left out, as spec.unsupportedAdapters"
                                + " says: " + AdapterChecks.list(leftOut) + ".");
    }
}
