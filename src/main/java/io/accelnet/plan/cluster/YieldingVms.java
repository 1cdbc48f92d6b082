package io.accelnet.plan.cluster;

import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.Grant;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * VMs that are stopped and don't wait for a start. They leave a node to which the pod of another VM is tied, for any other node that their
 * own rules leave. Each of them is asked for like an admission while that VM is nowhere, and then that VM as well, so that the reserve is
 * proven for the outcome; else all stay where they are. A VM with a pod never makes room for one: so two that want each other's place don't
 * exchange it without an end. Nor does one that is about to have a pod again, as when it is restarted: it may be tied to its node itself.
 */
final class YieldingVms {
    /** On so many nodes of one start it is tried, of so many that may do. */
    private static final int MOST_NODES = 8;

    /** What it costs to look at a VM, or to take it out of the fleet and to enter it again. */
    private static final long STEPS_PER_VM = 50;

    /** A VM that goes from where it is planned to another place. */
    private record Move(VmSnapshot vm, Assignment from, Entitlement held, Decision.Admitted to) {}

    private final PlanContext context;
    private final OtherNodes otherNodes;
    /** By the node on which they were planned at first, the newest first. */
    private Optional<SortedMap<String, List<VmSnapshot>>> byNode = Optional.empty();

    YieldingVms(PlanContext context) {
        this.context = context;
        this.otherNodes = new OtherNodes(context);
    }

    /**
     * Plans a VM on a node to which its pod can go, in the place of VMs that are planned elsewhere instead.
     *
     * @param vm is out of the fleet, and stays so if that isn't possible
     * @return whether that is possible
     */
    boolean makeRoom(PodSnapshot pod, VmSnapshot vm, Assignment has, Entitlement held) {
        Demand demand = context.demands().of(held);
        if (has.isOfFormer(vm.uid())) {
            return false;
        }
        return nodes(pod)
                .filter(node -> !node.equals(has.node()) && mayDo(node, demand))
                .limit(PodOpening.MOST_TRIES)
                .filter(node -> wouldDo(node, demand))
                .limit(MOST_NODES)
                .anyMatch(node -> makeRoom(node, vm, has, held));
    }

    private Stream<String> nodes(PodSnapshot pod) {
        return all().keySet().stream().filter(node -> pod.mayGoTo(node) && context.takesPods(node));
    }

    private SortedMap<String, List<VmSnapshot>> all() {
        return byNode.orElseGet(() -> {
            SortedMap<String, List<VmSnapshot>> found = find();
            byNode = Optional.of(found);
            return found;
        });
    }

    private SortedMap<String, List<VmSnapshot>> find() {
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

    private List<VmSnapshot> on(String node) {
        return all().getOrDefault(node, List.of()).stream()
                .filter(vm -> context.assignment(vm)
                        .filter(has -> has.node().equals(node))
                        .isPresent())
                .toList();
    }

    /** Whether so many virtual functions would be free without all of them. */
    private boolean mayDo(String node, Demand demand) {
        if (!allows(all().getOrDefault(node, List.of()).size())) {
            return false;
        }
        int theirs = on(node).stream()
                .flatMap(vm -> context.assignment(vm).stream())
                .mapToInt(Assignment::size)
                .sum();
        return theirs > 0 && context.fleet().freeOn(node) + theirs >= demand.virtualFunctions();
    }

    /** Whether there would be room without all of them. */
    private boolean wouldDo(String node, Demand demand) {
        List<VmSnapshot> yielding = on(node);
        return allows(yielding.size()) && context.wouldHaveRoom(node, demand, yielding);
    }

    /** Whether the budget allows to look at so many VMs; if so, that is counted. */
    private boolean allows(int vms) {
        boolean allowed = context.budget().work().allows(STEPS_PER_VM * vms);
        if (allowed) {
            context.budget().work().spend(STEPS_PER_VM * vms);
        }
        return allowed;
    }

    private boolean makeRoom(String node, VmSnapshot vm, Assignment has, Entitlement held) {
        List<Move> moves = new ArrayList<>();
        for (VmSnapshot yielding : on(node)) {
            boolean yields = context.assignment(yielding)
                    .filter(from -> goElsewhere(moves, yielding, from))
                    .isPresent();
            if (yields && context.hasRoom(node, context.demands().of(held))) {
                Optional<Decision.Admitted> admitted =
                        otherNodes.admitOn(node, vm, context.demands().of(held));
                if (admitted.isPresent()) {
                    moves.add(new Move(vm, has, held, admitted.get()));
                    if (context.view()
                            .ledgers()
                            .moveHalted(moves.stream().map(this::grant).toList())) {
                        return true;
                    }
                }
                break;
            }
        }
        moves.forEach(move -> context.release(move.vm()));
        moves.stream().filter(move -> !move.vm().equals(vm)).forEach(move -> context.hold(move.vm(), move.from()));
        return false;
    }

    private boolean goElsewhere(List<Move> moves, VmSnapshot vm, Assignment from) {
        Entitlement held = Entitlement.held(context.view(), vm, from);
        List<Move> elsewhere = new ArrayList<>();
        context.release(vm);
        context.withoutNewVmsOn(from.node(), Optional.empty(), () -> {
            otherNodes
                    .admitWhereItMayRun(vm, context.demands().of(held), from.node())
                    .ifPresent(admitted -> elsewhere.add(new Move(vm, from, held, admitted)));
        });
        if (elsewhere.isEmpty()) {
            context.hold(vm, from);
        }
        return moves.addAll(elsewhere);
    }

    private Grant grant(Move move) {
        return context.grant(
                move.vm(),
                move.to().host(),
                move.to().functionsPerPort(),
                move.held(),
                context.view().displacedFrom(move.vm(), move.from().displacedFrom()));
    }
}
