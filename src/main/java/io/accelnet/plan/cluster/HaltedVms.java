package io.accelnet.plan.cluster;

import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plans VMs that don't run elsewhere. Such a VM holds a promise and not a place, so it leaves a node that takes nobody, or where its pod
 * can't start, and makes room for one that runs. One that is stopped makes room for one that can start nowhere else, too
 * ({@link YieldingVms}). All that is done as far as every promise holds afterwards: it is asked for like an admission. Nothing of the VM is
 * in use, so what it had is free at once. If its new entry isn't stored, what it was promised stands in its status.
 */
final class HaltedVms {
    /** A VM whose pod waits at the gate. */
    private record Start(VmSnapshot vm, PodSnapshot pod) {}

    private final PlanContext context;
    private final OtherNodes otherNodes;

    HaltedVms(PlanContext context) {
        this.context = context;
        this.otherNodes = new OtherNodes(context);
    }

    /**
     * Has those of these VMs leave nodes on which they couldn't start: those where the VM's pod, which waits at the gate, can't be bound by
     * its own rules and volumes, and those that are cordoned or leaving. Others make room at last, since that takes most work.
     */
    void leaveWhereTheyCannotStart(List<VmSnapshot> admitted) {
        SequencedMap<VmId, Start> misplaced = misplaced(admitted);
        // Half of the work is left for those that leave nodes, and for those that make room.
        List<Start> waiting =
                context.budget().changeNext(2, () -> moveWhereTheyCanStart(List.copyOf(misplaced.values())));
        for (VmSnapshot vm : admitted) {
            if (!misplaced.containsKey(vm.id())) {
                movable(vm).filter(has -> takesNobody(has.node())).ifPresent(has -> moveAway(vm, has));
            }
        }
        if (waiting.isEmpty()) {
            return;
        }
        YieldingVms yielding = new YieldingVms(context);
        for (int index = 0; index < waiting.size(); index++) {
            Start start = waiting.get(index);
            makeRoom(yielding, start.pod(), start.vm(), waiting.size() - index);
        }
    }

    /** Plans them on nodes where their pods can go and where there is room, and returns those for which there is none. */
    private List<Start> moveWhereTheyCanStart(List<Start> starts) {
        if (starts.isEmpty()) {
            return List.of();
        }
        NodesByRoom rooms = NodesByRoom.all(context);
        List<Start> waiting = new ArrayList<>();
        for (int index = 0; index < starts.size(); index++) {
            Start start = starts.get(index);
            if (!context.budget().changeNext(starts.size() - index, () -> moveTo(rooms, start.pod(), start.vm()))) {
                waiting.add(start);
            }
        }
        return waiting;
    }

    private Optional<Assignment> movable(VmSnapshot vm) {
        return context.assignment(vm).filter(has -> !context.isSettled(vm) && mayMove(vm));
    }

    /**
     * The pods that wait at the gate to run a VM and can't be bound where it is planned; of each VM the one that would be opened. One that
     * wouldn't be opened there either moves nobody.
     */
    private SequencedMap<VmId, Start> misplaced(List<VmSnapshot> admitted) {
        SequencedMap<VmId, Start> misplaced = new LinkedHashMap<>();
        Map<VmId, List<PodSnapshot>> pods = context.pods().ofVms();
        if (!pods.isEmpty()) {
            for (VmSnapshot vm : admitted) {
                movable(vm)
                        .flatMap(has -> starting(pods.getOrDefault(vm.id(), List.of()))
                                .filter(pod -> !pod.mayGoTo(has.node()) && mayBeOpened(pod, vm, has)))
                        .ifPresent(pod -> misplaced.put(vm.id(), new Start(vm, pod)));
            }
        }
        return misplaced;
    }

    /** The pod by which a VM is about to start, if all its other pods are gone or come after it. */
    private Optional<PodSnapshot> starting(List<PodSnapshot> ofVm) {
        return ofVm.stream()
                .filter(pod -> pod.stage() instanceof Gated && pod.purpose() == Purpose.RUN)
                .filter(pod -> context.pods().otherRun(pod, ofVm).isEmpty())
                .findFirst();
    }

    /** Whether a pod requests no more than its VM has, or may get by a change where it is planned then. */
    private boolean mayBeOpened(PodSnapshot pod, VmSnapshot vm, Assignment has) {
        return context.pods().requestsOfOthers(pod).isEmpty()
                && (requestsNoMoreThan(context.demands().started(vm, has), pod)
                        || context.demands()
                                .asked(vm)
                                .filter(asked -> requestsNoMoreThan(asked, pod))
                                .isPresent());
    }

    private boolean requestsNoMoreThan(Demand its, PodSnapshot pod) {
        return context.pods().requested(pod).moreThan(its).isEmpty();
    }

    /** Whether a VM that has virtual functions may be planned elsewhere. */
    boolean mayMove(VmSnapshot vm) {
        return context.view().ledgers().uses().isHalted(vm)
                && context.isServed(vm)
                && context.assignment(vm).filter(context.view()::isOnSupply).isPresent();
    }

    private boolean takesNobody(String node) {
        return context.view().isUp(node)
                && (context.view().isCordoned(node) || context.view().isLeaving(node));
    }

    /** Makes room on a node for a VM that runs there, beside what its pod has. What it needs may be there afterwards, or not. */
    void makeRoom(VmSnapshot running, String node, Demand demand) {
        List<VmSnapshot> halted =
                context.view().member(node).isEmpty() || context.view().isCordoned(node)
                        ? List.of()
                        : context.vms().reversed().stream()
                                .filter(vm -> context.assignment(vm)
                                        .filter(has -> has.node().equals(node))
                                        .isPresent())
                                .filter(vm -> !context.isSettled(vm) && mayMove(vm))
                                .toList();
        if (halted.isEmpty() || !context.wouldHaveRoom(node, demand, halted)) {
            return;
        }
        for (VmSnapshot vm : halted) {
            // Asked outside: a node that takes nobody new has no room.
            if (!context.hasRoom(node, demand)) {
                context.withoutNewVmsOn(
                        node, running.id(), () -> context.assignment(vm).ifPresent(has -> moveAway(vm, has)));
            }
        }
    }

    private void moveAway(VmSnapshot vm, Assignment has) {
        Entitlement held = Entitlement.held(context.view(), vm, has);
        context.release(vm);
        if (!move(vm, has, held, otherNodes.admit(vm, context.demands().of(held), has.node()))) {
            context.hold(vm, has);
        }
    }

    /** To a node on which its pod can start, those first where most is free. */
    private boolean moveTo(NodesByRoom rooms, PodSnapshot pod, VmSnapshot vm) {
        Assignment has = context.assignment(vm).orElseThrow();
        Entitlement held = Entitlement.held(context.view(), vm, has);
        List<String> candidates = rooms.candidates(
                context.demands().of(held),
                node -> pod.mayGoTo(node) && context.pods().hostname(node).isPresent(),
                Set.of(),
                PodOpening.MOST_TRIES);
        context.release(vm);
        Optional<String> moved = candidates.stream()
                .filter(node -> move(
                        vm,
                        has,
                        held,
                        otherNodes.admitOn(node, vm, context.demands().of(held))))
                .findFirst();
        moved.ifPresentOrElse(node -> Stream.of(node, has.node()).forEach(rooms::changed), () -> context.hold(vm, has));
        return moved.isPresent();
    }

    /** To a node on which its pod can start and where others make room. They don't for a pod that waits for a change besides. */
    private void makeRoom(YieldingVms yielding, PodSnapshot pod, VmSnapshot vm, int left) {
        Assignment has = context.assignment(vm).orElseThrow();
        if (!requestsNoMoreThan(context.demands().started(vm, has), pod)) {
            return;
        }
        context.release(vm);
        if (!yielding.makeRoom(pod, vm, has, Entitlement.held(context.view(), vm, has), left)) {
            context.hold(vm, has);
        }
    }

    /** Plans a VM elsewhere that is out of the fleet, and says whether that was possible. Else it is out of the fleet as before. */
    private boolean move(VmSnapshot vm, Assignment has, Entitlement held, Optional<Decision.Admitted> to) {
        boolean moved = to.filter(admitted -> !admitted.host().equals(has.node()))
                .filter(admitted -> context.assign(
                        vm,
                        admitted.host(),
                        admitted.functionsPerPort(),
                        held,
                        context.view().displacedFrom(vm, has.displacedFrom())))
                .isPresent();
        if (moved) {
            context.view().ledgers().freeFormer(vm.id(), has.node());
        } else {
            context.release(vm);
        }
        return moved;
    }
}
