package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The nodes on which a pod may start that isn't planned there, those with most free virtual functions first: where most is free, most of
 * all else is likely to be free too, and kube-scheduler finds a node at its first try.
 */
final class NodesByRoom {
    private record Room(String node, int free) {}

    private static final Comparator<Room> ORDER =
            Comparator.comparingInt(Room::free).reversed().thenComparing(Room::node);

    private final PlanContext context;
    private final ClusterView view;
    private final TreeSet<Room> rooms = new TreeSet<>(ORDER);
    private final Map<String, Room> byNode = new HashMap<>();
    private final List<String> unsettled = new ArrayList<>();

    private NodesByRoom(PlanContext context) {
        this.context = context;
        this.view = context.view();
    }

    /** Those on which pods may be bound as soon as they are open. */
    static NodesByRoom settled(PlanContext context) {
        NodesByRoom nodes = new NodesByRoom(context);
        nodes.takingVms().filter(node -> context.takesPods(node.name())).forEach(node -> {
            if (nodes.isSettled(node)) {
                nodes.add(node.name());
            } else {
                nodes.unsettled.add(node.name());
            }
        });
        return nodes;
    }

    /** All that take VMs. */
    static NodesByRoom all(PlanContext context) {
        NodesByRoom nodes = new NodesByRoom(context);
        nodes.takingVms().forEach(node -> nodes.add(node.name()));
        return nodes;
    }

    private Stream<NodeSnapshot> takingVms() {
        return view.memberList().stream().filter(node -> view.takesVms(node.name()));
    }

    /** Whether nodes are left out, since their stored ledgers don't say yet what this plan makes of them. */
    boolean leavesOutUnsettled() {
        return !unsettled.isEmpty();
    }

    /**
     * Where a pod may be bound as soon as it is open, the ledger must be right. If a VM is about to move there or away, another plan
     * comes when that is stored.
     */
    private boolean isSettled(NodeSnapshot node) {
        List<LedgerEntry> now = view.ledgers().of(node.name()).entries();
        Set<LedgerEntry> stored =
                new HashSet<>(Optional.ofNullable(context.pods().stored().get(node.name()))
                        .map(NodeSnapshot::ledger)
                        .orElse(List.of()));
        return stored.size() == now.size()
                && stored.containsAll(now)
                && (!view.ledgers().movesVms() || now.stream().allMatch(entry -> isHere(entry, node.name())));
    }

    private boolean isHere(LedgerEntry entry, String node) {
        return view.ledgers()
                .assignment(entry.vm())
                .map(Assignment::node)
                .filter(elsewhere -> !elsewhere.equals(node))
                .isEmpty();
    }

    private void add(String node) {
        Room room = new Room(node, context.fleet().freeOn(node));
        rooms.add(room);
        byNode.put(node, room);
    }

    /** What is free on a node has changed. */
    void changed(String node) {
        Optional.ofNullable(byNode.remove(node)).ifPresent(room -> {
            rooms.remove(room);
            add(node);
        });
    }

    /**
     * The nodes on which a VM could start.
     *
     * @param may only on these
     * @param last on these only after all others
     * @param most so many
     */
    List<String> candidates(Demand demand, Predicate<String> may, Set<String> last, int most) {
        List<String> first = new ArrayList<>();
        List<String> afterwards = new ArrayList<>();
        for (Room room : rooms) {
            if (room.free() < demand.virtualFunctions() || first.size() == most) {
                break;
            }
            if (may.test(room.node()) && hasRoom(room.node(), demand)) {
                (last.contains(room.node()) ? afterwards : first).add(room.node());
            }
        }
        first.addAll(afterwards.subList(0, Math.min(afterwards.size(), most - first.size())));
        return first;
    }

    /** What is free of all pools together says little of each: a node with too little of one is none of so many. */
    private boolean hasRoom(String node, Demand demand) {
        return !view.definition().hasPools() || context.hasRoom(node, demand);
    }
}
