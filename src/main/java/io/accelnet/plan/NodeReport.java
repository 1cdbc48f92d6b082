package io.accelnet.plan;

import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.ledger.WorkingLedgers;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.membership.NodeHealth;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.NodePlan.AdapterPlan;
import io.accelnet.plan.outcome.Readiness;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.prerequisite.NodeChecks;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final WorkingLedgers ledgers;

    NodeReport(NodeSnapshot node, NodeHealth health, WorkingLedgers ledgers) {
        this.node = node;
        this.health = health;
        this.ledgers = ledgers;
    }

    /**
     * The node's status.
     *
     * @param cluster the cluster that it is a member of
     * @param selectedBy the cluster that selects it, even if that leaves it out as unsupported
     * @param adapters of that cluster's intent
     * @param inUse the adapters that the cluster counts: its intent's, or while the intent doesn't exist those in use
     */
    NodePlan plan(
            Optional<String> cluster, Optional<String> selectedBy, IntentAdapters adapters, IntentAdapters inUse) {
        List<AdapterPlan> ports = node.adapters().stream()
                .map(adapter -> port(adapter, cluster.isPresent() && inUse.contains(adapter.name())))
                .toList();
        List<Finding> checks = new ArrayList<>();
        checks.add(NodeChecks.operatingSystem(node));
        if (selectedBy.isPresent() && !adapters.names().isEmpty()) {
            checks.add(NodeChecks.sriov(node, adapters));
        }
        selectedBy.flatMap(name -> NodeChecks.enablement(name, node)).ifPresent(checks::add);
        List<Finding> findings = new ArrayList<>(checks);
        findings.add(health.finding());
        return new NodePlan(
                cluster,
                ports.stream().mapToInt(AdapterPlan::virtualFunctions).sum(),
                ports.stream().mapToInt(AdapterPlan::used).sum(),
                ports.stream().mapToInt(AdapterPlan::free).sum(),
                ports,
                ledgers.of(node.name()).entries(),
                Readiness.summarise(
                        findings,
                        cluster.isPresent() ? checks : List.of(),
                        Progress.STALLED,
                        readyMessage(cluster, selectedBy, checks)));
    }

    private AdapterPlan port(AdapterSnapshot adapter, boolean inUse) {
        int functions = inUse ? Hardware.functions(node, adapter) : 0;
        int held = 0;
        int heldOfThese = 0;
        for (LedgerEntry entry : ledgers.of(node.name()).entries()) {
            if (IntentAdapters.same(entry.adapter(), adapter.name())) {
                held++;
                heldOfThese += entry.virtualFunction() < functions ? 1 : 0;
            }
        }
        boolean gives = !health.down() && !health.cordoned();
        return new AdapterPlan(
                adapter.name(),
                functions,
                held,
                gives ? functions - heldOfThese : 0,
                NodeChecks.adapterFailure(node, adapter));
    }

    private static String readyMessage(Optional<String> cluster, Optional<String> selectedBy, List<Finding> checks) {
        String failed = Readiness.worst(checks)
                .map(finding -> " " + finding.type().wire() + " says why.")
                .orElse("");
        return cluster.map(name -> "The node is a member of cluster " + name + ".")
                .or(() -> selectedBy.map(name -> "Cluster " + name + " leaves the node out as unsupported." + failed))
                .orElse("No cluster selects the node.");
    }
}
