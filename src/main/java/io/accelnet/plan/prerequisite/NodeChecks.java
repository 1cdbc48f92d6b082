package io.accelnet.plan.prerequisite;

import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.HostFacts.OperatingSystem;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** Whether those adapters of the node that an intent names give virtual functions. */
    public static Finding sriov(NodeSnapshot node, IntentAdapters adapters) {
        return CheckReport.of(
                        ConditionType.SRIOV_SUPPORTED,
                        adapterResults(node, adapters),
                        "All adapters of the intent support SR-IOV.")
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

    /** Whether the node passes every check that looks at one node. */
    static boolean passes(String cluster, NodeSnapshot node, IntentAdapters adapters) {
        return OperatingSystemCheck.check(node).truth() == Truth.TRUE
                && EnablementCheck.check(cluster, node).truth() == Truth.TRUE
                && adapterResults(node, adapters).stream().allMatch(result -> result.truth() == Truth.TRUE);
    }

    static List<CheckResult> adapterResults(NodeSnapshot node, IntentAdapters adapters) {
        List<CheckResult> results = new ArrayList<>();
        for (String name : adapters.names()) {
            results.add(node.adapters().stream()
                    .filter(adapter -> IntentAdapters.same(adapter.name(), name))
                    .findFirst()
                    .map(adapter -> SriovCheck.check(node, adapter))
                    .orElseGet(() -> SriovCheck.missing(node, name)));
        }
        return results;
    }
}
