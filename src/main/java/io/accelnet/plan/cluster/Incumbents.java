package io.accelnet.plan.cluster;

import io.accelnet.plan.Words;
import io.accelnet.plan.ledger.Holding;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.VmOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The VMs that have been promised their virtual functions keep them: they follow the node that they report, and whoever has
 * no place, because its node is down or gone or its hardware is lost, is handed to the {@link Rescue}.
 */
final class Incumbents {
    private final Workbench bench;
    private final ClusterView view;
    private final List<VmSnapshot> homeless = new ArrayList<>();

    Incumbents(Workbench bench) {
        this.bench = bench;
        this.view = bench.view();
    }

    static boolean isIncumbent(Workbench bench, VmSnapshot vm) {
        return vm.memory().admitted() || bench.holding(vm).isPresent();
    }

    /** Serves these VMs, in order, and answers which of them must be placed anew. */
    List<VmSnapshot> serve(List<VmSnapshot> incumbents) {
        for (VmSnapshot vm : incumbents) {
            bench.holding(vm).ifPresentOrElse(holding -> serve(vm, holding), () -> serveEmptyHanded(vm));
        }
        return homeless;
    }

    private void serve(VmSnapshot vm, Holding holding) {
        Optional<String> report = view.validReport(vm);
        if (report.isPresent() && !report.get().equals(holding.node())) {
            follow(vm, holding, report.get());
        } else if (report.isPresent() && bench.isLost(vm, holding)) {
            replaceHere(vm, holding);
        } else if (view.isDown(holding.node()) || bench.isLost(vm, holding)) {
            homeless.add(vm);
        } else if (report.isEmpty() && view.isOnSupply(holding) && isOutageGoingOn(holding)) {
            homeless.add(vm);
        } else {
            bench.keep(
                    vm,
                    holding,
                    holding.level(),
                    report.isPresent() ? Optional.empty() : view.displacedFrom(vm, holding.displacedFrom()));
        }
    }

    /** The outage that brought a VM to its place ends when the node is back, or has left the cluster. */
    private boolean isOutageGoingOn(Holding holding) {
        return holding.displacedFrom()
                .filter(node -> view.isMember(node) && view.isDown(node))
                .isPresent();
    }

    /** The VM runs elsewhere now; it gets its virtual functions there, whatever the reserve says. */
    private void follow(VmSnapshot vm, Holding holding, String node) {
        Entitlement entitlement = Entitlement.of(view, vm, Optional.of(holding));
        bench.release(vm);
        Optional<Map<String, Integer>> room =
                bench.fleet().roomOn(node, bench.scale().demand(entitlement));
        if (room.isPresent()) {
            give(vm, entitlement, node, room.get());
        } else if (holding.displacedFrom().equals(Optional.of(node))) {
            bench.hold(vm, holding);
            stayAway(vm, holding, node, entitlement);
        } else {
            view.ledgers().free(vm.id());
            leaveWithout(vm, node, entitlement);
        }
    }

    /** The node whence the VM was displaced is back without room for it: it keeps its place, or finds one as in any outage. */
    private void stayAway(VmSnapshot vm, Holding holding, String node, Entitlement entitlement) {
        if (view.isDown(holding.node()) || bench.isLost(vm, holding)) {
            homeless.add(vm);
            return;
        }
        bench.settle(
                vm,
                VmOutcome.changeNotPossible(
                        hasNoRoom(node),
                        "The VM reports node " + node + ", which is back and " + whyNoRoom(vm, node, entitlement)
                                + ": it keeps its virtual functions on node " + holding.node()
                                + " until it can have some on the node that it reports. " + whatHelps(node),
                        noRoom(node),
                        Optional.empty()));
    }

    /** Lost hardware, and the VM says that it runs there: only the same node can help. */
    private void replaceHere(VmSnapshot vm, Holding holding) {
        Entitlement entitlement = Entitlement.of(view, vm, Optional.of(holding));
        bench.release(vm);
        Optional<Map<String, Integer>> room =
                bench.fleet().roomOn(holding.node(), bench.scale().demand(entitlement));
        if (room.isPresent()) {
            give(vm, entitlement, holding.node(), room.get());
        } else {
            bench.hold(vm, holding);
            bench.settle(vm, lost(Progress.STALLED));
        }
    }

    private void give(VmSnapshot vm, Entitlement entitlement, String node, Map<String, Integer> functionsPerPort) {
        bench.fleet().hold(Workbench.key(vm), node, bench.scale().demand(entitlement), functionsPerPort);
        boolean written = bench.assign(
                vm,
                node,
                functionsPerPort,
                entitlement.networkAdapters(),
                entitlement.level(),
                entitlement.queuePairs(),
                Optional.empty());
        if (!written) {
            bench.settle(vm, Workbench.inTransit());
        }
    }

    /** Promised, but with nothing in any ledger: its node was deleted, or it runs where nothing was free. */
    private void serveEmptyHanded(VmSnapshot vm) {
        Optional<VmFacts> facts =
                vm.facts().filter(found -> !found.networkAdapters().isEmpty());
        if (facts.isEmpty()) {
            bench.settle(
                    vm,
                    new VmOutcome.Without(Reason.PENDING, "Depends on NetworkAdaptersFound.", Progress.RECONCILING));
            return;
        }
        Optional<String> report = view.validReport(vm);
        if (report.isEmpty()) {
            homeless.add(vm);
            return;
        }
        Entitlement entitlement = Entitlement.of(view, vm, Optional.empty());
        Optional<Map<String, Integer>> room =
                bench.fleet().roomOn(report.get(), bench.scale().demand(entitlement));
        if (room.isPresent()) {
            give(vm, entitlement, report.get(), room.get());
        } else {
            leaveWithout(vm, report.get(), entitlement);
        }
    }

    private void leaveWithout(VmSnapshot vm, String node, Entitlement entitlement) {
        bench.holdNothing(vm, node, bench.scale().demand(entitlement));
        bench.settle(
                vm,
                new VmOutcome.Without(
                        hasNoRoom(node),
                        "The VM runs on node " + node + ", which " + whyNoRoom(vm, node, entitlement)
                                + ", and uses the synthetic path there. " + whatHelps(node),
                        noRoom(node)));
    }

    private Reason hasNoRoom(String node) {
        return view.isMember(node) ? Reason.NO_FREE_VIRTUAL_FUNCTIONS : Reason.NODE_NOT_IN_CLUSTER;
    }

    private String whyNoRoom(VmSnapshot vm, String node, Entitlement entitlement) {
        if (!view.isMember(node)) {
            return "is no member of cluster " + vm.cluster();
        }
        return view.isCordoned(node)
                ? "is in maintenance and takes nobody new"
                : "hasn't " + Words.count(entitlement.networkAdapters().size(), "virtual function") + " of performance "
                        + entitlement.level().label() + " free";
    }

    private String whatHelps(String node) {
        if (!view.isMember(node)) {
            return "Move it to a member, or let spec.nodeSelector of the cluster select the node.";
        }
        return view.isCordoned(node)
                ? "That changes with the end of the maintenance, or when the VM moves to a node that has some."
                : "Free some there, or move the VM to a node that has some.";
    }

    /** A maintenance ends without a change by the user. */
    private Progress noRoom(String node) {
        return view.isMember(node) && view.isCordoned(node) ? Progress.RECONCILING : Progress.STALLED;
    }

    static VmOutcome lost(Progress progress) {
        return new VmOutcome.Without(
                Reason.VIRTUAL_FUNCTIONS_LOST,
                "The hardware no longer has the virtual functions that the VM had, and no others are free in their place."
                        + " It gets some as soon as there are.",
                progress);
    }
}
