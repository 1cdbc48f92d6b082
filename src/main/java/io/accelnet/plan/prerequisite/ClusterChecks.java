package io.accelnet.plan.prerequisite;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.membership.Pools;
import io.accelnet.plan.membership.Pools.Pool;
import io.accelnet.plan.outcome.ClusterPlan.CheckTally;
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
    public static ClusterChecks of(ClusterDefinition cluster, Pools pools, List<NodeSnapshot> members) {
        return new ClusterChecks(
                List.of(
                        CheckReport.of(
                                ConditionType.OPERATING_SYSTEM_SUPPORTED,
                                members.stream()
                                        .map(OperatingSystemCheck::check)
                                        .toList(),
                                "The operating system of every node supports Accelerated Networking."),
                        HyperthreadingCheck.check(members),
                        intentFound(pools),
                        intentHasCompute(pools),
                        sriov(cluster, pools, members),
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
                                        report.tally(),
                                        report.results())
                                : report)
                        .toList(),
                hyperthreading);
    }

    /** Whether a cluster that leaves unsupported nodes out would take this one. */
    public static boolean supports(ClusterDefinition cluster, Pools pools, NodeSnapshot node) {
        return NodeChecks.passes(cluster, node, pools);
    }

    /** Whether a node is supported by a cluster that leaves unsupported ones out; UNKNOWN while a fact for that isn't stated. */
    public static Truth support(ClusterDefinition cluster, Pools pools, NodeSnapshot node) {
        return NodeChecks.support(cluster, node, pools);
    }

    /** Whether every prerequisite holds. */
    public boolean enabled() {
        return reports.stream().allMatch(report -> report.finding().truth() == Truth.TRUE);
    }

    /** Of the prerequisites that don't hold, the one that the cluster's {@code Ready} shows; empty if all hold. */
    public Optional<Finding> foremostObstacle() {
        return Readiness.worst(reports.stream().map(CheckReport::finding).toList());
    }

    private static CheckReport intentFound(Pools pools) {
        ConditionType type = ConditionType.INTENT_FOUND;
        List<String> missing = pools.all().stream()
                .filter(pool -> pool.found().isEmpty())
                .map(Pool::intent)
                .toList();
        Optional<String> shared = pools.sharedResource();
        if (missing.isEmpty() && shared.isPresent()) {
            List<String> sharing = pools.all().stream()
                    .filter(pool -> pool.resource().equals(shared))
                    .map(Pool::intent)
                    .toList();
            return each(
                    Finding.fails(
                            type,
                            Reason.RESOURCE_SHARED,
                            "NetworkIntents " + Phrases.list(sharing) + " name the same resource, " + shared.get()
                                    + ": kubelet and the device plugin choose its virtual functions from the adapters of all of"
                                    + " them, so that nobody can say of which intent a VM gets one. Make a resource for each intent, or"
                                    + " one intent with all these adapters."),
                    pools,
                    sharing);
        }
        if (missing.isEmpty()) {
            return each(
                    Finding.holds(
                            type,
                            Reason.PASSED,
                            pools.several()
                                    ? "NetworkIntents " + Phrases.list(pools.intents()) + " exist."
                                    : "NetworkIntent " + pools.intent(0) + " exists."),
                    pools,
                    missing);
        }
        return each(
                Finding.fails(
                        type,
                        Reason.INTENT_NOT_FOUND,
                        "Intent validation: Failed. Intent " + Phrases.list(missing) + " not found. Correct "
                                + fields(pools, missing) + ", or create a NetworkIntent of this name."),
                pools,
                missing);
    }

    private static CheckReport intentHasCompute(Pools pools) {
        ConditionType type = ConditionType.INTENT_HAS_COMPUTE;
        if (pools.all().stream().anyMatch(pool -> pool.found().isEmpty())) {
            return CheckReport.of(Finding.unknown(type, Reason.PENDING, "Depends on IntentFound."));
        }
        List<String> without = pools.all().stream()
                .filter(pool -> !pool.adapters().types().contains(IntentType.COMPUTE))
                .map(Pool::intent)
                .toList();
        return each(
                without.isEmpty()
                        ? Finding.holds(
                                type,
                                Reason.PASSED,
                                pools.several()
                                        ? "The types of each intent include Compute."
                                        : "The intent's types include Compute.")
                        : Finding.fails(
                                type,
                                Reason.INTENT_TYPE_CHECK_FAILED,
                                "The selected intent " + Phrases.list(without)
                                        + " does not have Compute capabilities. Add"
                                        + " Compute to the types of the NetworkIntent, or name another intent in "
                                        + fields(pools, without) + "."),
                pools,
                without);
    }

    /** A check of each intent. */
    private static CheckReport each(Finding finding, Pools pools, List<String> failed) {
        return new CheckReport(
                finding,
                new CheckTally(finding.type(), pools.all().size() - failed.size(), failed.size(), 0),
                List.of());
    }

    /** The fields of the cluster's spec that name these intents. */
    private static String fields(Pools pools, List<String> intents) {
        boolean first = intents.contains(pools.intent(0));
        boolean further = intents.size() > (first ? 1 : 0);
        return (first ? "spec.intentName" : "")
                + (first && further ? " and " : "")
                + (further ? "spec.additionalIntentNames" : "");
    }

    private static CheckReport sriov(ClusterDefinition cluster, Pools pools, List<NodeSnapshot> members) {
        ConditionType type = ConditionType.SRIOV_SUPPORTED;
        if (pools.all().stream().anyMatch(pool -> pool.found().isEmpty())) {
            return CheckReport.of(Finding.unknown(type, Reason.PENDING, "Depends on IntentFound."));
        }
        List<String> bare = pools.all().stream()
                .filter(pool -> pool.adapters().names().isEmpty())
                .map(Pool::intent)
                .toList();
        if (!bare.isEmpty()) {
            return CheckReport.of(Finding.fails(
                    type,
                    Reason.NO_ADAPTERS,
                    "Older intents keep every adapter of intent " + Phrases.list(bare)
                            + "; its status says which. Give it adapters of its own."));
        }
        List<CheckResult> results = new ArrayList<>();
        List<CheckResult> leftOut = new ArrayList<>();
        for (NodeSnapshot node : members) {
            AdapterChecks checks = AdapterChecks.of(node, pools, cluster.excludeUnsupportedAdapters());
            results.addAll(checks.results());
            leftOut.addAll(checks.leftOut());
        }
        String intents = pools.several() ? "each intent" : "the intent";
        return CheckReport.of(
                type,
                results,
                leftOut.isEmpty()
                        ? "All adapters of " + intents + " support SR-IOV on every node."
                        : "Every node has an adapter of " + intents
                                + " that supports SR-IOV. Left out, as spec.unsupportedAdapters"
                                + " says: " + AdapterChecks.list(leftOut) + ".");
    }
}
