package io.accelnet.plan.prerequisite;

import io.accelnet.plan.membership.Pools;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.HostFacts.OperatingSystem;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checks of one node, for a cluster and for the node's own status. */
public final class NodeChecks {
    private NodeChecks() {}

    /** Whether the operating system supports Accelerated Networking. */
    public static Finding operatingSystem(NodeSnapshot node) {
        return CheckReport.of(
                        ConditionType.OPERATING_SYSTEM_SUPPORTED,
                        List.of(OperatingSystemCheck.check(node)),
                        "The operating system supports Accelerated Networking.")
                .finding();
    }

    /**
     * Whether those adapters of the node that a cluster's intents name give virtual functions.
     *
     * @param leaveOut whether the cluster leaves out adapters that fail
     */
    public static Finding sriov(NodeSnapshot node, Pools pools, boolean leaveOut) {
        AdapterChecks checks = AdapterChecks.of(node, pools, leaveOut);
        String intents = pools.several() ? "intents" : "intent";
        return CheckReport.of(
                        ConditionType.SRIOV_SUPPORTED,
                        checks.results(),
                        checks.leftOut().isEmpty()
                                ? "All adapters of the " + intents + " support SR-IOV."
                                : "The adapters of the " + intents
                                        + " support SR-IOV, besides those that the cluster leaves out: "
                                        + AdapterChecks.list(checks.leftOut()) + ".")
                .finding();
    }

    /** Whether the cluster could be enabled on a Windows node; empty for other nodes, which need nothing for that. */
    public static Optional<Finding> enablement(String cluster, NodeSnapshot node) {
        return node.host().operatingSystem() == OperatingSystem.WINDOWS
                ? Optional.of(CheckReport.of(
                                ConditionType.ENABLED,
                                List.of(EnablementCheck.check(cluster, node)),
                                "The host has what it takes to enable Accelerated Networking on it.")
                        .finding())
                : Optional.empty();
    }

    /** What is wrong with one adapter, whether an intent names it or not; empty if nothing is. */
    public static Optional<Finding> adapterFailure(NodeSnapshot node, AdapterSnapshot adapter) {
        CheckResult result = SriovCheck.check(node, adapter);
        return result.truth() == Truth.TRUE
                ? Optional.empty()
                : Optional.of(Finding.fails(ConditionType.SRIOV_SUPPORTED, result.reason(), result.message()));
    }

    /** What all checks that look at one node say together: FALSE if one does, else UNKNOWN if one does. */
    static Truth support(ClusterDefinition cluster, NodeSnapshot node, Pools pools) {
        List<Truth> truths = Stream.concat(
                        Stream.of(OperatingSystemCheck.check(node), EnablementCheck.check(cluster.name(), node)),
                        AdapterChecks.of(node, pools, cluster.excludeUnsupportedAdapters()).results().stream())
                .map(CheckResult::truth)
                .toList();
        if (truths.contains(Truth.FALSE)) {
            return Truth.FALSE;
        }
        return truths.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.TRUE;
    }

    /** Whether the node passes every check that looks at one node. */
    static boolean passes(ClusterDefinition cluster, NodeSnapshot node, Pools pools) {
        return OperatingSystemCheck.check(node).truth() == Truth.TRUE
                && EnablementCheck.check(cluster.name(), node).truth() == Truth.TRUE
                && AdapterChecks.of(node, pools, cluster.excludeUnsupportedAdapters()).results().stream()
                        .allMatch(result -> result.truth() == Truth.TRUE);
    }
}
