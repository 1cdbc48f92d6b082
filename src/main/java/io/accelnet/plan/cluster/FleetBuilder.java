package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.ledger.Holding;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Translates a cluster into the terms of the reserve: hosts, ports, and what is in use. */
final class FleetBuilder {
    /** A second or a few: nobody's failover waits longer because somebody else asks for what is hard to tell. */
    private static final long MOST_EFFORT = 1_000_000;

    private final ClusterView view;
    private final TierScale scale;
    private final Set<VmId> own;

    /**
     * A builder.
     *
     * @param own the cluster's VMs
     */
    FleetBuilder(ClusterView view, TierScale scale, Set<VmId> own) {
        this.view = view;
        this.scale = scale;
        this.own = own;
    }

    /** The fleet as it is, with nobody in it. */
    Fleet empty() {
        return empty(false);
    }

    /** The fleet as it would be with every node that is down back, with nobody in it. */
    Fleet emptyWithAllBack() {
        return empty(true);
    }

    private Fleet empty(boolean allBack) {
        Fleet fleet = Fleet.of(
                scale.tiers(),
                view.failuresToTolerate(),
                view.memberList().stream()
                        .map(node -> new Host(
                                node.name(),
                                !allBack && view.isDown(node.name()),
                                view.isCordoned(node.name()),
                                ports(node)))
                        .toList());
        fleet.limitEffort(MOST_EFFORT);
        return fleet;
    }

    /** What of a holding is on ports of the fleet. */
    Map<String, Integer> functionsPerPort(Holding holding) {
        Map<String, Integer> functions = new TreeMap<>();
        Optional<NodeSnapshot> node = view.member(holding.node());
        for (LedgerEntry entry : holding.entries()) {
            if (view.isSupply(holding.node(), entry)) {
                node.flatMap(found -> Hardware.adapter(found, entry.adapter()))
                        .ifPresent(adapter -> functions.merge(adapter.name(), 1, Integer::sum));
            }
        }
        return functions;
    }

    private List<Port> ports(NodeSnapshot node) {
        List<Port> ports = new ArrayList<>();
        for (AdapterSnapshot adapter : node.adapters()) {
            if (view.adapters().contains(adapter.name())) {
                ports.add(port(node, adapter));
            }
        }
        return ports;
    }

    private Port port(NodeSnapshot node, AdapterSnapshot adapter) {
        int there = Hardware.functions(node, adapter);
        int functions = there;
        int budget = adapter.queuePairs().orElse(Port.UNBOUNDED);
        for (LedgerEntry entry : view.ledgers().of(node.name()).entries()) {
            if (IntentAdapters.same(entry.adapter(), adapter.name())
                    && entry.virtualFunction() < there
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
