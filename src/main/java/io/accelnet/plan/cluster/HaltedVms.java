package io.accelnet.plan.cluster;

import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans VMs that don't run elsewhere. Such a VM holds a promise and not a place, so it leaves a node that takes nobody, or where its pod
 * can't start, and makes room for one that runs. One that is stopped makes room for one that can start nowhere else, too
 * ({@link YieldingVms}). All that is done as far as every promise holds afterwards: it is asked for like an admission. Nothing of the VM is
 * in use, so what it had is free at once. If its new entry isn't stored, what it was promised stands in its status.
 */
final class HaltedVms {
    private final PlanContext context;
    private final OtherNodes otherNodes;

    HaltedVms(PlanContext context) {
        this.context = context;
        this.otherNodes = new OtherNodes(context);
    }

    /**
     * Has those of these VMs leave nodes on which they couldn't start: those that are cordoned or leaving, and those where the VM's pod,
     * which waits at the gate, can't be bound by its own rules and volumes.
     */
    void leaveWhereTheyCannotStart(List<VmSnapshot> admitted) {
        Map<VmId, PodSnapshot> misplaced = misplaced(admitted);
        Optional<NodesByRoom> rooms = misplaced.isEmpty() ? Optional.empty() : Optional.of(NodesByRoom.all(context));
        YieldingVms yielding = new YieldingVms(context);
        for (VmSnapshot vm : admitted) {
            Optional<Assignment> has = context.assignment(vm).filter(its -> !context.isSettled(vm) && mayMove(vm));
            Optional<PodSnapshot> pod = Optional.ofNullable(misplaced.get(vm.id()));
            if (has.isPresent() && pod.isPresent()) {
                moveTo(rooms.orElseThrow(), yielding, pod.get(), vm, has.get());
            } else if (has.isPresent() && takesNobody(has.get().node())) {
                moveAway(vm, has.get());
            }
        }
    }

    /**
     * The pods that wait at the gate to run a VM and can't be bound where it is planned; of each VM the one that would be opened. One that
     * wouldn't be opened there either moves nobody.
     */
    private Map<VmId, PodSnapshot> misplaced(List<VmSnapshot> admitted) {
        Map<VmId, PodSnapshot> misplaced = new HashMap<>();
        Map<VmId, List<PodSnapshot>> pods = context.pods().ofVms();
        if (!pods.isEmpty()) {
            for (VmSnapshot vm : admitted) {
                context.assignment(vm)
                        .flatMap(has -> starting(pods.getOrDefault(vm.id(), List.of()))
                                .filter(pod -> !pod.mayGoTo(has.node()) && mayBeOpened(pod, vm, has)))
                        .ifPresent(pod -> misplaced.put(vm.id(), pod));
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
                context.withoutNewVmsOn(node, Optional.of(running.id()), () -> context.assignment(vm).ifPresent(has -> moveAway(vm, has)));
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

    /**
     * To a node on which its pod can start, those first where most is free; else to one where others make room. They don't for a pod that
     * waits for a change besides.
     */
    private void moveTo(NodesByRoom rooms, YieldingVms yielding, PodSnapshot pod, VmSnapshot vm, Assignment has) {
        Entitlement held = Entitlement.held(context.view(), vm, has);
        List<String> candidates = rooms.candidates(
                context.demands().of(held),
                node -> pod.mayGoTo(node) && context.pods().hostname(node).isPresent(),
                Set.of(),
                PodOpening.MOST_TRIES);
        context.release(vm);
        Optional<String> moved = candidates.stream()
                .filter(node -> move(vm, has, held, otherNodes.admitOn(node, vm, context.demands().of(held))))
                .findFirst();
        Set<String> changed = moved.map(node -> Set.of(node, has.node()))
                .orElseGet(() -> requestsNoMoreThan(context.demands().started(vm, has), pod)
                        ? yielding.makeRoom(pod, vm, has, held)
                        : Set.of());
        changed.forEach(rooms::changed);
        if (changed.isEmpty()) {
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
