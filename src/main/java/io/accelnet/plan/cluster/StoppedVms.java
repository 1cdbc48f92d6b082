package io.accelnet.plan.cluster;

import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * VMs that are stopped and don't wait for a start, by the node on which they are planned, and how much room there would be without them.
 * Many starts ask the same, so what was found is kept until somebody comes to the node or leaves it.
 */
final class StoppedVms {
    /** What it costs to look at a VM, or to take it out of the fleet and to enter it again. */
    static final long STEPS_PER_VM = 50;

    private final PlanContext context;
    private final WorkBudget work;
    /** By the node on which they were planned at first, the newest first. */
    private final SortedMap<String, List<VmSnapshot>> byNode;
    /** How many virtual functions they have on each node. */
    private final Map<String, Integer> functions = new HashMap<>();
    /** By the node. */
    private final Map<String, Map<Demand, Boolean>> room = new HashMap<>();

    StoppedVms(PlanContext context) {
        this.context = context;
        this.work = context.budget().work();
        this.byNode = find(context);
    }

    private static SortedMap<String, List<VmSnapshot>> find(PlanContext context) {
        Set<VmId> starting = new HashSet<>();
        context.pods().all().stream()
                .filter(pod -> pod.stage() instanceof Gated && pod.purpose() == Purpose.RUN)
                .forEach(pod -> pod.vm().ifPresent(starting::add));
        SortedMap<String, List<VmSnapshot>> found = new TreeMap<>();
        for (VmSnapshot vm : context.vms().reversed()) {
            context.assignment(vm)
                    .filter(has -> !has.isOfFormer(vm.uid())
                            && vm.isStopped()
                            && !starting.contains(vm.id())
                            && !context.isSettled(vm)
                            && context.halted().mayMove(vm))
                    .ifPresent(has -> found.computeIfAbsent(has.node(), node -> new ArrayList<>())
                            .add(vm));
        }
        return found;
    }

    /** The nodes to which a pod may be opened and that have some, by name. */
    List<String> nodes(PodSnapshot pod) {
        work.spend(byNode.size());
        return byNode.keySet().stream()
                .filter(node -> pod.mayGoTo(node) && context.takesPods(node))
                .toList();
    }

    /** Those on a node, the newest first. */
    List<VmSnapshot> on(String node) {
        return byNode.getOrDefault(node, List.of()).stream()
                .filter(vm -> context.assignment(vm)
                        .filter(has -> has.node().equals(node))
                        .isPresent())
                .toList();
    }

    /** What it costs to look at those on a node, or to take all of them out of the fleet. */
    long cost(String node) {
        return STEPS_PER_VM * byNode.getOrDefault(node, List.of()).size();
    }

    /** Whether so many virtual functions would be free on a node without them. */
    boolean mayDo(String node, Demand demand) {
        int theirs = functions.computeIfAbsent(node, this::functionsOn);
        return theirs > 0 && context.fleet().freeOn(node) + theirs >= demand.virtualFunctions();
    }

    private int functionsOn(String node) {
        work.spend(cost(node));
        return on(node).stream()
                .flatMap(vm -> context.assignment(vm).stream())
                .mapToInt(Assignment::size)
                .sum();
    }

    /**
     * Whether there would be room on a node without them. A VM that has something elsewhere doesn't matter to that.
     *
     * @param most what it may cost to find that out; if it costs more, the answer is no, and isn't kept
     */
    boolean wouldDo(String node, Demand demand, long most) {
        Map<Demand, Boolean> known = room.computeIfAbsent(node, each -> new HashMap<>());
        if (!known.containsKey(demand) && cost(node) > most) {
            return false;
        }
        return known.computeIfAbsent(demand, asked -> {
            work.spend(cost(node));
            return context.wouldHaveRoom(node, asked, on(node));
        });
    }

    /** VMs have come to these nodes, or have left them. */
    void changed(Collection<String> nodes) {
        functions.keySet().removeAll(nodes);
        room.keySet().removeAll(nodes);
    }
}
