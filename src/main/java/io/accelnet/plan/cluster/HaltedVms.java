package io.accelnet.plan.cluster;

import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * Plans VMs that don't run elsewhere. Such a VM holds a promise and not a place, so it leaves a node that takes nobody, and makes
 * room for one that runs, as far as every promise holds afterwards: it is asked for like an admission. Nothing of it is in use, so what
 * it had is free at once. If its new entry isn't stored, what it was promised stands in its status.
 */
final class HaltedVms {
    private final PlanContext context;

    HaltedVms(PlanContext context) {
        this.context = context;
    }

    /** Has those of these VMs leave nodes that are cordoned or leaving, on which they couldn't start. */
    void leaveNodesThatTakeNobody(List<VmSnapshot> admitted) {
        for (VmSnapshot vm : admitted) {
            Optional<Assignment> has = context.assignment(vm);
            if (has.isPresent()
                    && !context.isSettled(vm)
                    && context.isServed(vm)
                    && takesNobody(has.get().node())
                    && context.view().isOnSupply(has.get())
                    && context.view().ledgers().uses().isHalted(vm)) {
                moveAway(vm, has.get());
            }
        }
    }

    private boolean takesNobody(String node) {
        return context.view().isUp(node)
                && (context.view().isCordoned(node) || context.view().isLeaving(node));
    }

    /** Makes room on a node for a VM that runs there. What it needs may be there afterwards, or not. */
    void makeRoom(String node, Demand demand) {
        List<VmSnapshot> halted =
                context.view().member(node).isEmpty() || context.view().isCordoned(node)
                        ? List.of()
                        : context.vms().reversed().stream()
                                .filter(context.view().ledgers().uses()::isHalted)
                                .filter(vm -> !context.isSettled(vm) && context.isServed(vm))
                                .filter(vm -> context.assignment(vm)
                                        .filter(has -> has.node().equals(node)
                                                && context.view().isOnSupply(has))
                                        .isPresent())
                                .toList();
        if (halted.isEmpty() || !wouldDo(halted, node, demand)) {
            return;
        }
        context.withoutNewVmsOn(node, () -> {
            for (VmSnapshot vm : halted) {
                if (!context.hasRoom(node, demand)) {
                    context.assignment(vm).ifPresent(has -> moveAway(vm, has));
                }
            }
        });
    }

    private boolean wouldDo(List<VmSnapshot> halted, String node, Demand demand) {
        halted.forEach(context::release);
        boolean would = context.fleet().roomOn(node, demand).isPresent();
        halted.forEach(vm -> context.assignment(vm).ifPresent(has -> context.hold(vm, has)));
        return would;
    }

    private void moveAway(VmSnapshot vm, Assignment has) {
        context.release(vm);
        Entitlement held = Entitlement.held(context.view(), vm, has);
        Decision decision =
                context.fleet().admit(PlanContext.key(vm), context.demands().of(held), Optional.empty());
        if (decision instanceof Decision.Admitted admitted && !admitted.host().equals(has.node())) {
            boolean written = context.assign(
                    vm,
                    admitted.host(),
                    admitted.functionsPerPort(),
                    held,
                    context.view().displacedFrom(vm, has.displacedFrom()));
            if (written) {
                context.view().ledgers().freeFormer(vm.id(), has.node());
                return;
            }
        }
        context.release(vm);
        context.hold(vm, has);
    }
}
