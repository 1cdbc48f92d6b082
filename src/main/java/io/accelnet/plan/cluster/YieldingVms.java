package io.accelnet.plan.cluster;

import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.Grant;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.WorkBudget.Share;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** A VM that goes from where it is planned to another place. */
    private record Move(VmSnapshot vm, Assignment from, Entitlement held, Decision.Admitted to) {}

    /**
     * What decides whether VMs can make room for one: where, for what, and what that one leaves, which they may get. Two that agree in it
     * differ in their names only.
     *
     * @param left by port
     */
    private record Try(String node, Demand demand, String from, Map<String, Integer> left) {}

    private enum Outcome {
        MADE,
        /** The reserve or the rules of VMs leave no place. */
        NO_ROOM,
        /** The ledgers have no virtual functions for one of them. They may have some for another VM that is alike. */
        NOT_WRITTEN
    }

    /**
     * A start's part of the work that is left for all. One node is tried even if that takes more, as far as there is so much: a part with
     * which nothing can be tried would be of no use to anybody.
     */
    private static final class Part {
        private final WorkBudget work;
        private final long end;
        private boolean begun;

        Part(WorkBudget work, long steps) {
            this.work = work;
            this.end = Math.max(0, work.left() - steps);
        }

        /** What the next node may cost. */
        long left() {
            return begun ? work.left() - end : work.left();
        }

        /** For a node that is tried now. What it costs is known only afterwards, and with too little left the reserve would prove less. */
        Share begin(long cost) {
            long steps = work.left() - end;
            Share share = new Share(begun ? steps : Math.max(steps, 2 * cost));
            begun = true;
            return share;
        }
    }

    private final PlanContext context;
    private final OtherNodes otherNodes;
    private final WorkBudget work;
    private final StoppedVms stopped;
    /** What was tried in vain since a VM has moved, and not for want of work. */
    private final Set<Try> inVain = new HashSet<>();
    /** How many VMs were asked to make room. */
    private long vmsAsked;
    /** What that has cost. */
    private long spent;

    YieldingVms(PlanContext context) {
        this.context = context;
        this.otherNodes = new OtherNodes(context);
        this.work = context.budget().work();
        this.stopped = new StoppedVms(context);
    }

    /**
     * Plans a VM on a node to which its pod can go, in the place of VMs that are planned elsewhere instead. It has its part of the work
     * that is left. Where that was tried in vain for another VM that is alike, it isn't tried again, and counts as tried.
     *
     * @param vm is out of the fleet, and stays so if that isn't possible
     * @param left how many VMs want that which have had no part yet, with this one
     * @return whether that is possible
     */
    boolean makeRoom(PodSnapshot pod, VmSnapshot vm, Assignment has, Entitlement held, int left) {
        if (has.isOfFormer(vm.uid()) || work.left() <= 0) {
            return false;
        }
        Part part = new Part(work, context.budget().partOfNext(left));
        Demand demand = context.demands().of(held);
        Map<String, Integer> leaves = context.fleets().functionsPerPort(has);
        return stopped.nodes(pod).stream()
                .filter(node -> !node.equals(has.node()) && work.left() > 0 && stopped.mayDo(node, demand))
                .limit(PodOpening.MOST_TRIES)
                .filter(node -> stopped.wouldDo(node, demand, part.left()))
                .limit(MOST_NODES)
                .anyMatch(node -> makeRoom(new Try(node, demand, has.node(), leaves), part, vm, has, held));
    }

    private boolean makeRoom(Try asked, Part part, VmSnapshot vm, Assignment has, Entitlement held) {
        long cost = cost(asked.node());
        if (inVain.contains(asked) || cost > part.left()) {
            return false;
        }
        Share share = part.begin(cost);
        Outcome outcome = work.withinPart(share, () -> makeRoom(asked.node(), vm, has, held));
        if (outcome == Outcome.NO_ROOM && !share.wasShort()) {
            inVain.add(asked);
        }
        return outcome == Outcome.MADE;
    }

    /** What it costs to ask those on a node, as far as can be said from what was asked before. */
    private long cost(String node) {
        long all = stopped.cost(node);
        return vmsAsked == 0 ? 2 * all : Math.ceilDiv(all / StoppedVms.STEPS_PER_VM * spent, vmsAsked);
    }

    private Outcome makeRoom(String node, VmSnapshot vm, Assignment has, Entitlement held) {
        List<Move> moves = new ArrayList<>();
        Outcome outcome = Outcome.NO_ROOM;
        long before = work.spent();
        Host host = context.asItIs(node).orElseThrow();
        for (VmSnapshot yielding : stopped.on(node)) {
            vmsAsked++;
            work.spend(StoppedVms.STEPS_PER_VM);
            boolean yields = context.assignment(yielding)
                    .filter(from -> goElsewhere(moves, yielding, from, host))
                    .isPresent();
            if (yields && context.hasRoom(node, context.demands().of(held))) {
                outcome = admit(moves, node, vm, has, held);
                break;
            }
        }
        spent += work.spent() - before;
        if (outcome == Outcome.MADE) {
            stopped.changed(moves.stream()
                    .flatMap(move -> Stream.of(move.from().node(), move.to().host()))
                    .toList());
            inVain.clear();
        } else {
            moves.forEach(move -> context.release(move.vm()));
            moves.stream().filter(move -> !move.vm().equals(vm)).forEach(move -> context.hold(move.vm(), move.from()));
        }
        return outcome;
    }

    private Outcome admit(List<Move> moves, String node, VmSnapshot vm, Assignment has, Entitlement held) {
        Optional<Decision.Admitted> admitted =
                otherNodes.admitOn(node, vm, context.demands().of(held));
        if (admitted.isEmpty()) {
            return Outcome.NO_ROOM;
        }
        moves.add(new Move(vm, has, held, admitted.get()));
        return context.view()
                        .ledgers()
                        .moveHalted(moves.stream().map(this::grant).toList())
                ? Outcome.MADE
                : Outcome.NOT_WRITTEN;
    }

    private boolean goElsewhere(List<Move> moves, VmSnapshot vm, Assignment from, Host host) {
        Entitlement held = Entitlement.held(context.view(), vm, from);
        List<Move> elsewhere = new ArrayList<>();
        context.release(vm);
        context.withoutNewVmsOn(host, () -> {
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
