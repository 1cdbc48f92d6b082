package io.accelnet.plan;

import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.ledger.WorkingLedgers;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.Leaving;
import io.accelnet.plan.membership.LeavingMessage;
import io.accelnet.plan.membership.NodeHealth;
import io.accelnet.plan.membership.Pools;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.NodePlan.AdapterPlan;
import io.accelnet.plan.outcome.Readiness;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.prerequisite.NodeChecks;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.ClusterDefinition;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says in a node's status what was decided for it.
 *
 * <p>{@code Ready} says that the facts are accepted and the decision stands. Whether the host is up is {@code Available}, which
 * {@code Ready} doesn't depend on: tools that deploy wait for {@code Ready}, and a host that is down must not keep them from
 * delivering its repair. The checks count for {@code Ready} on a member only, whose cluster isn't enabled for them. A host that is
 * left out for them is no failed deployment either.
 */
final class NodeReport {
    private final NodeSnapshot node;
    private final NodeHealth health;
    private final Optional<Leaving> leaving;
    private final WorkingLedgers ledgers;

    NodeReport(NodeSnapshot node, NodeHealth health, Optional<Leaving> leaving, WorkingLedgers ledgers) {
        this.node = node;
        this.health = health;
        this.leaving = leaving;
        this.ledgers = ledgers;
    }

    /**
     * The node's status.
     *
     * @param cluster the cluster that it is a member of
     * @param selectedBy the cluster that selects it, even if that leaves it out as unsupported
     * @param pools the pools of that cluster
     * @param inUse the pools that the cluster counts: while an intent doesn't exist, with those of its adapters that are in use
     */
    NodePlan plan(
            Optional<String> cluster,
            Optional<ClusterDefinition> selectedBy,
            Optional<Pools> pools,
            Optional<Pools> inUse) {
        List<AdapterPlan> ports = node.adapters().stream()
                .map(adapter -> port(
                        adapter,
                        cluster.isPresent()
                                && inUse.filter(its -> its.contains(adapter)).isPresent()))
                .toList();
        List<Finding> checks = new ArrayList<>();
        checks.add(NodeChecks.operatingSystem(node));
        selectedBy
                .flatMap(selecting -> pools.filter(its -> !its.areEmpty())
                        .map(its -> NodeChecks.sriov(node, its, selecting.excludeUnsupportedAdapters())))
                .ifPresent(checks::add);
        selectedBy
                .flatMap(selecting -> NodeChecks.enablement(selecting.name(), node))
                .ifPresent(checks::add);
        List<Finding> findings = new ArrayList<>(checks);
        Optional<String> leftOutBy =
                selectedBy.map(ClusterDefinition::name).filter(name -> cluster.isEmpty() && health.seen());
        Finding membership = membership(cluster, leftOutBy, checks);
        findings.add(membership);
        PodsMessage.ofNode(node, ledgers).ifPresent(findings::add);
        PodsMessage.allocatable(node, ledgers).ifPresent(findings::add);
        findings.add(health.finding());
        return new NodePlan(
                cluster,
                leftOutBy,
                leaving.map(Leaving::since),
                node.standsForKubernetesNode() ? health.seen() : node.memory().kubernetesNodeSeen(),
                ports.stream().mapToInt(AdapterPlan::virtualFunctions).sum(),
                ports.stream().mapToInt(AdapterPlan::used).sum(),
                ports.stream().mapToInt(AdapterPlan::free).sum(),
                ports,
                ledgers.of(node.name()).entries(),
                Readiness.summarise(
                        findings,
                        relevant(cluster, checks, membership),
                        progress(cluster, checks, membership),
                        membership.message()));
    }

    private AdapterPlan port(AdapterSnapshot adapter, boolean inUse) {
        int functions = inUse ? Hardware.functions(node, adapter) : 0;
        int held = 0;
        int heldOfThese = 0;
        for (LedgerEntry entry : ledgers.of(node.name()).entries()) {
            if (IntentAdapters.same(entry.adapter(), adapter.name())) {
                held++;
                heldOfThese += inUse && Hardware.has(node, adapter, entry.virtualFunction()) ? 1 : 0;
            }
        }
        int heldByOthers = inUse ? heldByOthers(adapter) : 0;
        boolean gives = !health.down() && !health.cordoned() && leaving.isEmpty() && !adapter.linkDown();
        return new AdapterPlan(
                adapter.name(),
                adapter.altNames(),
                functions,
                held,
                gives ? Math.max(0, functions - heldOfThese - heldByOthers) : 0,
                NodeChecks.adapterFailure(node, adapter).or(() -> linkDown(adapter)));
    }

    /** What pods have of a port that no entry names. */
    private int heldByOthers(AdapterSnapshot adapter) {
        String key = IntentAdapters.key(adapter.name());
        return (int) ledgers.usedBesides(node.name()).stream()
                .flatMap(function -> Stream.concat(Stream.of(function.slot()), function.others().stream()))
                .filter(slot -> slot.port().equals(key)
                        && Hardware.has(node, adapter, slot.number())
                        && ledgers.of(node.name()).holder(key, slot.number()).isEmpty())
                .distinct()
                .count();
    }

    /** A link that is down fails no check: it is told all the same, as its adapter gives nothing. */
    private static Optional<Finding> linkDown(AdapterSnapshot adapter) {
        return Optional.of(adapter)
                .filter(AdapterSnapshot::linkDown)
                .map(port -> Finding.fails(
                        ConditionType.AVAILABLE,
                        Reason.LINK_DOWN,
                        "The link is down. While it is, the adapter gives no virtual functions: VMs that report this node keep"
                                + " what they have on it, the others get virtual functions elsewhere. Look at the cable"
                                + " and at the switch, and set linkState to Up when the link is."));
    }

    /** A node that is leaving is on its way to where its checks don't count. */
    private List<Finding> relevant(Optional<String> cluster, List<Finding> checks, Finding membership) {
        List<Finding> relevant = new ArrayList<>(cluster.isPresent() && leaving.isEmpty() ? checks : List.of());
        relevant.add(membership);
        return relevant;
    }

    private Progress progress(Optional<String> cluster, List<Finding> checks, Finding membership) {
        boolean defect = cluster.isPresent()
                && leaving.isEmpty()
                && checks.stream().anyMatch(finding -> finding.truth() != Truth.TRUE);
        return defect || membership.reason() == Reason.LEAVING_IN_USE ? Progress.STALLED : Progress.RECONCILING;
    }

    private Finding membership(Optional<String> cluster, Optional<String> leftOutBy, List<Finding> checks) {
        ConditionType type = ConditionType.MEMBERSHIP_SETTLED;
        if (!health.seen()) {
            return Finding.unknown(
                    type, health.finding().reason(), health.finding().message());
        }
        String failed = Readiness.worst(checks)
                .map(finding -> " " + finding.type().wire() + " says why.")
                .orElse("");
        return leaving.map(found -> LeavingMessage.ofNode(
                        node.name(), found, ledgers.of(node.name()).entries()))
                .orElseGet(() -> Finding.holds(
                        type,
                        Reason.PASSED,
                        cluster.map(name -> "The node is a member of cluster " + name + ".")
                                .or(() -> leftOutBy.map(name -> "Cluster " + name + " leaves the node out"
                                        + (checks.stream().anyMatch(check -> check.truth() == Truth.FALSE)
                                                ? " as unsupported."
                                                : ", as it isn't known whether it is supported.")
                                        + failed))
                                .orElse("No cluster selects the node.")));
    }
}
