package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Builds the {@link Fleet} of a cluster: its nodes as hosts, and the ports of the intent with what is left on them for its VMs. */
final class FleetBuilder {
    private final ClusterView view;
    private final ClusterTiers tiers;
    private final Set<VmId> own;
    private final WorkBudget work;

    /**
     * A builder.
     *
     * @param own the cluster's VMs
     * @param work counts what questions to the fleets cost
     */
    FleetBuilder(ClusterView view, ClusterTiers tiers, Set<VmId> own, WorkBudget work) {
        this.view = view;
        this.tiers = tiers;
        this.own = own;
        this.work = work;
    }

    /** The cluster's nodes as they are, without VMs. */
    Fleet empty() {
        return empty(false, false, Set.of());
    }

    /**
     * The cluster's nodes as they would be if some came back, without VMs.
     *
     * @param up whether those that are down are taken as up, and all links
     * @param inUse whether those in maintenance are taken as back from it, and those that are leaving as staying, unless only VMs
     *     keep them
     * @param left those that are taken as no members any more
     */
    Fleet empty(boolean up, boolean inUse, Set<String> left) {
        return Fleet.of(
                tiers.all(),
                view.failuresToTolerate(view.members().size() - left.size()),
                view.memberList().stream()
                        .filter(node -> !left.contains(node.name()))
                        .map(node -> new Host(
                                node.name(),
                                !up && view.isDown(node.name()),
                                !inUse && view.isCordoned(node.name()),
                                view.membership()
                                        .leaving(node.name())
                                        .filter(leaving -> !inUse || leaving.overdue())
                                        .isPresent(),
                                ports(node, up)))
                        .toList(),
                work);
    }

    /**
     * How many VFs of the assignment are on which port of the fleet. Those that are lost, or on other ports, don't count, nor do those
     * on ports without a link: such a port isn't in the fleet. So a VM that stays on it uses no supply, and is demand if its node
     * fails. A port whose link returns has more VFs free than the fleet knew of, which never takes room from anybody.
     */
    Map<String, Integer> functionsPerPort(Assignment assignment) {
        return functionsPerPort(assignment, entry -> view.isSupply(assignment.node(), entry));
    }

    /** The same in a fleet in which every link is up. */
    Map<String, Integer> functionsPerPortAllUp(Assignment assignment) {
        return functionsPerPort(assignment, entry -> view.isOfIntent(assignment.node(), entry));
    }

    private Map<String, Integer> functionsPerPort(Assignment assignment, Predicate<LedgerEntry> counts) {
        Map<String, Integer> functions = new TreeMap<>();
        Optional<NodeSnapshot> node = view.member(assignment.node());
        for (LedgerEntry entry : assignment.entries()) {
            if (counts.test(entry)) {
                node.flatMap(found -> Hardware.adapter(found, entry.adapter()))
                        .ifPresent(adapter -> functions.merge(adapter.name(), 1, Integer::sum));
            }
        }
        return functions;
    }

    /** Ports that give nothing aren't in the fleet: more virtual functions on them would help nobody. */
    private List<Port> ports(NodeSnapshot node, boolean allUp) {
        List<Port> ports = new ArrayList<>();
        for (AdapterSnapshot adapter : node.adapters()) {
            int there = allUp ? Hardware.functions(node, adapter) : Hardware.supply(node, adapter);
            if (there > 0 && view.adapters().contains(adapter)) {
                ports.add(port(node, adapter, there));
            }
        }
        return ports;
    }

    private Port port(NodeSnapshot node, AdapterSnapshot adapter, int there) {
        int functions = there;
        int budget = adapter.queuePairs().orElse(Port.UNBOUNDED);
        for (LedgerEntry entry : view.ledgers().of(node.name()).entries()) {
            if (IntentAdapters.same(entry.adapter(), adapter.name())
                    && Hardware.has(node, adapter, entry.virtualFunction())
                    && !own.contains(entry.vm())) {
                functions--;
                budget = budget == Port.UNBOUNDED ? budget : budget - entry.queuePairs();
            }
        }
        return new Port(
                adapter.name(),
                Math.max(0, functions),
                Math.max(0, budget),
                adapter.maxQueuePairsPerFunction().orElse(Port.UNBOUNDED));
    }
}
