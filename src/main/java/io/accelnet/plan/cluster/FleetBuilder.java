package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Promise;
import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.Hardware;
import io.accelnet.plan.ledger.TakenFunction;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.PoolFleet;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Reserve;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Builds the {@link Reserve} of a cluster: its nodes as hosts, and the ports of its intents with what is left on them for its VMs. */
final class FleetBuilder {
    private final ClusterView view;
    private final ClusterTiers tiers;
    private final Set<VmId> own;
    private final boolean poolsMatter;
    private final WorkBudget work;

    /**
     * A builder.
     *
     * @param vms the cluster's VMs
     * @param unserved those of them that the reserve doesn't count: what they have is as in the hand of others
     * @param work counts what questions to the fleets cost
     */
    FleetBuilder(ClusterView view, ClusterTiers tiers, List<VmSnapshot> vms, Set<VmId> unserved, WorkBudget work) {
        this.view = view;
        this.tiers = tiers;
        this.poolsMatter = poolsMatter(view, vms);
        this.own = vms.stream()
                .map(VmSnapshot::id)
                .filter(vm -> !unserved.contains(vm))
                .collect(Collectors.toUnmodifiableSet());
        this.work = work;
    }

    /** The cluster's nodes as they are, without VMs. */
    Reserve empty() {
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
    Reserve empty(boolean up, boolean inUse, Set<String> left) {
        int failures = view.failuresToTolerate(view.members().size() - left.size());
        List<Host> hosts = view.memberList().stream()
                .filter(node -> !left.contains(node.name()))
                .map(node -> host(node, up, inUse, Optional.empty()))
                .toList();
        return poolsMatter
                ? PoolFleet.of(tiers.all(), failures, view.pools().all().size(), hosts, work)
                : Fleet.of(tiers.all(), failures, hosts, work);
    }

    /** Whether it matters from which pool or port a virtual function comes. A cluster in which it doesn't has the simpler reserve. */
    private static boolean poolsMatter(ClusterView view, List<VmSnapshot> vms) {
        return view.pools().several()
                || vms.stream()
                        .anyMatch(vm -> view.asksForDifferentPorts(vm)
                                || vm.memory()
                                        .promised()
                                        .filter(Promise::differentPorts)
                                        .isPresent()
                                || vm.memory().differentPorts()
                                || view.ledgers()
                                        .assignment(vm.id())
                                        .filter(Assignment::differentPorts)
                                        .isPresent());
    }

    /**
     * A member as it is.
     *
     * @param having a VM that has what its pod has there; what no entry says is free for it
     */
    Host host(NodeSnapshot node, Optional<VmId> having) {
        return host(node, false, false, having);
    }

    private Host host(NodeSnapshot node, boolean up, boolean inUse, Optional<VmId> having) {
        return new Host(
                node.name(),
                !up && view.isDown(node.name()),
                !inUse && view.isCordoned(node.name()),
                view.membership()
                        .leaving(node.name())
                        .filter(leaving -> !inUse || leaving.overdue())
                        .isPresent(),
                ports(node, up, having));
    }

    /**
     * How many virtual functions the members that are up have which others have, of the ports that count: pods that no ledger entry of
     * the cluster's VMs is for, and VMs that aren't the cluster's.
     */
    int usedByOthers() {
        return IntStream.range(0, view.pools().all().size())
                .map(this::usedByOthers)
                .sum();
    }

    /** The same of one pool. */
    int usedByOthers(int pool) {
        int used = 0;
        for (NodeSnapshot node : view.memberList()) {
            if (!view.isDown(node.name())) {
                for (Port port : ports(node, false, Optional.empty())) {
                    int there = Hardware.adapter(node, port.name())
                            .map(adapter -> Hardware.supply(node, adapter))
                            .orElse(0);
                    used += port.pool() == pool
                                    && port.maxQueuePairsPerFunction()
                                            >= tiers.all().queuePairs(0)
                            ? there - port.virtualFunctions()
                            : 0;
                }
            }
        }
        return used;
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
    private List<Port> ports(NodeSnapshot node, boolean allUp, Optional<VmId> having) {
        List<Port> ports = new ArrayList<>();
        for (AdapterSnapshot adapter : node.adapters()) {
            int there = allUp ? Hardware.functions(node, adapter) : Hardware.supply(node, adapter);
            if (there > 0 && view.pools().contains(adapter)) {
                ports.add(port(node, adapter, there, having));
            }
        }
        return ports;
    }

    /**
     * What is left of a port for the cluster's VMs. What pods have beside the entries of their VMs isn't, as long as the pod is there.
     * Of such a virtual function nobody has said how many queue pairs it takes: it is taken to have an equal share of its port's, as
     * drivers divide them, and no less than its VM's level asks for.
     */
    private Port port(NodeSnapshot node, AdapterSnapshot adapter, int there, Optional<VmId> having) {
        Map<Integer, Integer> queuePairs = new HashMap<>();
        for (LedgerEntry entry : view.ledgers().of(node.name()).entries()) {
            if (IntentAdapters.same(entry.adapter(), adapter.name()) && !own.contains(entry.vm())) {
                queuePairs.put(entry.virtualFunction(), entry.queuePairs());
            }
        }
        String key = IntentAdapters.key(adapter.name());
        for (TakenFunction function : view.ledgers().usedBesides(node.name())) {
            if (having.isEmpty() || !function.vm().equals(having)) {
                int its = Math.max(function.queuePairs(), share(adapter));
                Stream.concat(Stream.of(function.slot()), function.others().stream())
                        .filter(slot -> slot.port().equals(key))
                        .forEach(slot -> queuePairs.merge(slot.number(), its, Math::max));
            }
        }
        int functions = there;
        int budget = adapter.queuePairs().orElse(Port.UNBOUNDED);
        for (Map.Entry<Integer, Integer> used : queuePairs.entrySet()) {
            if (Hardware.has(node, adapter, used.getKey())) {
                functions--;
                budget = budget == Port.UNBOUNDED ? budget : budget - used.getValue();
            }
        }
        return new Port(
                adapter.name(),
                Math.max(0, functions),
                Math.max(0, budget),
                adapter.maxQueuePairsPerFunction().orElse(Port.UNBOUNDED),
                view.pools().of(adapter).orElse(0));
    }

    private static int share(AdapterSnapshot adapter) {
        return adapter.queuePairs().isEmpty() || adapter.virtualFunctions() == 0
                ? 0
                : Math.ceilDiv(adapter.queuePairs().getAsInt(), adapter.virtualFunctions());
    }
}
