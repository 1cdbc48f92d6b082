package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.Promises;
import io.accelnet.plan.vm.VmOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Step 1 of a cluster's plan: renews the assignment of each admitted VM. A VM keeps its virtual functions, or gets new ones on the
 * node that it has moved to. A VM whose node is down or gone, or whose hardware is lost, is displaced: {@link FailoverPlacement}
 * places it anew.
 */
final class AssignmentRenewal {
    private final PlanContext context;
    private final ClusterView view;
    private final List<VmSnapshot> displaced = new ArrayList<>();
    private final Set<VmId> askingAnew = new HashSet<>();

    AssignmentRenewal(PlanContext context) {
        this.context = context;
        this.view = context.view();
    }

    /** Whether the VM was promised virtual functions by an earlier plan. */
    static boolean isAdmitted(PlanContext context, VmSnapshot vm) {
        return vm.memory().admitted() || context.assignment(vm).isPresent();
    }

    /**
     * The VMs that can't have what they were promised, since the cluster doesn't use some intent of it any more, that have nothing, and that
     * ask for something else by now, which the cluster has: they are admitted as new VMs are.
     */
    Set<VmId> askingAnew() {
        return askingAnew;
    }

    /** Renews the assignments of these VMs, in order, and returns the VMs that are displaced. */
    List<VmSnapshot> renew(List<VmSnapshot> admitted) {
        for (VmSnapshot vm : admitted) {
            Optional<Assignment> assignment = context.assignment(vm);
            if (context.isServed(vm)) {
                assignment.ifPresentOrElse(has -> renew(vm, has), () -> assignAnew(vm));
            } else {
                keepWhatIsLeft(vm, assignment);
            }
        }
        return displaced;
    }

    /**
     * The cluster no longer uses an intent of which the VM was promised something. Where the VM is it keeps what it has; anywhere else it
     * couldn't have that.
     */
    private void keepWhatIsLeft(VmSnapshot vm, Optional<Assignment> assignment) {
        Optional<String> report = view.validReport(vm);
        Optional<Assignment> usable = assignment.filter(has -> view.isUp(has.node())
                && !view.isLost(has)
                && report.filter(node -> !node.equals(has.node())).isEmpty());
        if (usable.isPresent()) {
            context.keep(
                    vm,
                    usable.get(),
                    usable.get().level(),
                    report.isPresent()
                            ? Optional.empty()
                            : view.displacedFrom(vm, usable.get().displacedFrom()));
            return;
        }
        Optional<Assignment> onDownNode = assignment.filter(has -> view.isDown(has.node()));
        assignment.filter(has -> onDownNode.isEmpty()).ifPresent(has -> {
            view.ledgers().freeWhatIsOfUse(vm.id());
            context.lookAgain(has.node());
        });
        if (context.demands().asked(vm).isPresent()) {
            onDownNode.ifPresentOrElse(has -> waitForNode(vm, has), () -> askingAnew.add(vm.id()));
            return;
        }
        context.settle(
                vm,
                new VmOutcome.Without(
                        Reason.INTENT_NOT_IN_CLUSTER,
                        promisedOfOtherIntents(vm)
                                + ", and can't have them where it is now. It gets all that it was promised"
                                + " as soon as spec.additionalIntentNames of the cluster names them again, or as its network"
                                + " adapters name intents that the cluster uses.",
                        Progress.STALLED));
    }

    private static String promisedOfOtherIntents(VmSnapshot vm) {
        return "The VM was promised virtual functions of intents that cluster " + vm.cluster()
                + " doesn't use any more";
    }

    /** What it has on a node that is down it may still use: only when that is over can it have what it asks for now. */
    private void waitForNode(VmSnapshot vm, Assignment assignment) {
        context.settle(
                vm,
                new VmOutcome.Without(
                        Reason.NODE_DOWN,
                        promisedOfOtherIntents(vm) + ", and has some on node " + assignment.node()
                                + ", which is down. It can have what it asks for now when the node is up again, or its"
                                + " AccelNetNode is deleted.",
                        Progress.RECONCILING));
    }

    private void renew(VmSnapshot vm, Assignment assignment) {
        Optional<String> report = view.validReport(vm);
        if (report.isPresent() && !report.get().equals(assignment.node())) {
            follow(vm, assignment, report.get());
        } else if (report.isPresent() && view.isLost(assignment) && context.usesSomethingOn(vm, assignment.node())) {
            runOn(vm, assignment);
        } else if (report.isPresent() && context.isLost(vm, assignment)) {
            replaceHere(vm, assignment);
        } else if (view.isDown(assignment.node()) || context.isLost(vm, assignment)) {
            displace(vm, Optional.of(assignment));
        } else if (report.isEmpty()
                && !context.open().mayStart(vm)
                && view.isOnSupply(assignment)
                && isOutageGoingOn(assignment)) {
            displaced.add(vm);
        } else {
            context.keep(
                    vm,
                    assignment,
                    assignment.level(),
                    report.isPresent() ? Optional.empty() : view.displacedFrom(vm, assignment.displacedFrom()));
        }
    }

    /** A VM whose pod may be bound elsewhere at any moment is placed there, if there is room: it can start nowhere else. */
    private void displace(VmSnapshot vm, Optional<Assignment> assignment) {
        Entitlement entitlement = Entitlement.of(view, vm, assignment);
        Demand demand = context.demands().of(entitlement);
        for (OpenPlaces.Place place : context.open().places(vm)) {
            if (!demand.within(place.demand()) || place.functionsPerPort().isEmpty()) {
                continue;
            }
            context.open().giveUp(place);
            context.release(vm);
            Optional<Map<String, Integer>> room = context.fleet().roomOn(place.node(), demand);
            if (room.isPresent()) {
                give(vm, entitlement, place.node(), room.get());
                return;
            }
            assignment.ifPresent(has -> context.hold(vm, has));
        }
        displaced.add(vm);
    }

    /** Whether the node whose outage brought the VM here is still a member and down. */
    private boolean isOutageGoingOn(Assignment assignment) {
        return assignment
                .displacedFrom()
                .filter(node -> view.isMember(node) && view.isDown(node))
                .isPresent();
    }

    /** The VM reports another node: it gets its virtual functions there, whatever the reserve says. */
    private void follow(VmSnapshot vm, Assignment assignment, String node) {
        Entitlement entitlement = Entitlement.of(view, vm, Optional.of(assignment));
        context.release(vm);
        Optional<Map<String, Integer>> room = roomFor(vm, node, entitlement);
        if (room.isPresent()) {
            give(vm, entitlement, node, room.get());
        } else if (assignment.displacedFrom().equals(Optional.of(node))) {
            context.hold(vm, assignment);
            keepElsewhere(vm, assignment, node, entitlement);
        } else {
            view.ledgers().free(vm.id());
            leaveWithout(vm, node, entitlement);
        }
    }

    /**
     * Room for a VM on the node that it reports: what its pod has there already, as after an outage of a minute, or as when its pod
     * was bound; else what is free; else what VMs have that don't run, and can be promised theirs elsewhere.
     */
    private Optional<Map<String, Integer>> roomFor(VmSnapshot vm, String node, Entitlement entitlement) {
        Demand demand = context.demands().of(entitlement);
        if (view.isMember(node) && context.usesSomethingOn(vm, node)) {
            context.reclaim(vm, node);
            Optional<Map<String, Integer>> own = own(vm, node, demand);
            if (own.isPresent()) {
                return own;
            }
        }
        if (!context.hasRoom(node, demand)) {
            context.halted().makeRoom(vm, node, demand);
        }
        Optional<Map<String, Integer>> room = context.fleet().roomOn(node, demand);
        if (room.isEmpty() && context.usesSomethingOn(vm, node)) {
            // What its pod has isn't free for the next ones.
            context.lookAgain(node);
        }
        return room;
    }

    /** As many of the virtual functions that the VM's pod has on a node as it needs of each pool, by port. */
    private Optional<Map<String, Integer>> own(VmSnapshot vm, String node, Demand demand) {
        Map<String, Integer> perPort = new TreeMap<>();
        Map<Integer, Integer> perPool = new HashMap<>();
        view.ledgers().usedBy(vm.id(), node).stream()
                .flatMap(function -> view.portOf(node, function.slot()).stream())
                .filter(port -> {
                    int pool = view.pools().of(port).orElse(0);
                    return perPool.merge(pool, 1, Integer::sum) <= demand.ofPool(pool);
                })
                .forEach(port -> perPort.merge(port.name(), 1, Integer::sum));
        boolean enough = perPort.values().stream().mapToInt(Integer::intValue).sum() == demand.virtualFunctions();
        boolean differ = !demand.differentPorts() || perPort.values().stream().allMatch(count -> count == 1);
        return Optional.of(perPort).filter(found -> enough && differ);
    }

    /** Its pod can't have another virtual function while it runs, so nothing else would be of use to it here. */
    private void runOn(VmSnapshot vm, Assignment assignment) {
        context.settle(
                vm,
                VmOutcome.changeNotPossible(
                        Reason.VIRTUAL_FUNCTIONS_LOST,
                        "The VM runs on node " + assignment.node()
                                + ", which no longer has for it what its pod was started with: "
                                + new LostFunctions(view, assignment).words()
                                + ". The entry stays as long as the pod runs: restart the VM, or migrate it, and it gets"
                                + " others.",
                        Progress.STALLED,
                        Optional.empty()));
    }

    /**
     * The VM reports the node from which it was displaced, which is back without room for it. The VM keeps its assignment, or is
     * displaced again if that is lost or its node is down.
     */
    private void keepElsewhere(VmSnapshot vm, Assignment assignment, String node, Entitlement entitlement) {
        if (view.isDown(assignment.node()) || context.isLost(vm, assignment)) {
            displaced.add(vm);
            return;
        }
        context.settle(
                vm,
                VmOutcome.changeNotPossible(
                        hasNoRoom(node),
                        "The VM reports node " + node + ", which is back and " + whyNoRoom(node, entitlement)
                                + ": it keeps its virtual functions on node " + assignment.node()
                                + " until it can have some on the node that it reports. " + whatHelps(node),
                        noRoom(node),
                        Optional.empty()));
    }

    /** Hardware of the VM is lost, and the VM reports that it runs on this node: only VFs of this node can replace it. */
    private void replaceHere(VmSnapshot vm, Assignment assignment) {
        Entitlement entitlement = Entitlement.of(view, vm, Optional.of(assignment));
        context.release(vm);
        Optional<Map<String, Integer>> room =
                context.fleet().roomOn(assignment.node(), context.demands().of(entitlement));
        if (room.isPresent()) {
            give(vm, entitlement, assignment.node(), room.get());
        } else {
            context.hold(vm, assignment);
            Demand demand = context.demands().of(entitlement);
            boolean keepsSome = assignment.differentPorts()
                    && !context.fleets().functionsPerPort(assignment).isEmpty();
            context.settleUnexplained(vm, explainer -> {
                Optional<AbsentNodes.Lack> lack =
                        explainer.absentNodes().withoutRoom(demand, List.of(assignment.node()));
                LostFunctions lost = new LostFunctions(view, assignment);
                String promised = context.demands().words(entitlement);
                return keepsSome ? lost.inPart(vm, promised, true, lack) : lost.without(vm, promised, true, lack);
            });
        }
    }

    private void give(VmSnapshot vm, Entitlement entitlement, String node, Map<String, Integer> functionsPerPort) {
        Optional<String> former = context.assignment(vm).map(Assignment::node);
        context.fleet().hold(PlanContext.key(vm), node, context.demands().of(entitlement), functionsPerPort);
        boolean written = context.assign(vm, node, functionsPerPort, entitlement, Optional.empty());
        if (!written) {
            context.settle(vm, PlanContext.inTransit());
        }
        // What its pod has here is its own now, and what it has where it was is nobody's.
        Stream.concat(Stream.of(node), former.stream())
                .filter(each -> context.usesSomethingOn(vm, each))
                .distinct()
                .forEach(context::lookAgain);
    }

    /** The VM is admitted and no ledger has an entry of it: its node was deleted, or it runs on a node without free VFs. */
    private void assignAnew(VmSnapshot vm) {
        boolean needsNone =
                vm.facts().map(VmFacts::networkAdapters).filter(List::isEmpty).isPresent();
        // A VM whose facts can't be found any more gets what it was promised.
        if (needsNone || Promises.to(vm, Optional.empty(), view).isEmpty()) {
            context.settle(
                    vm,
                    new VmOutcome.Without(Reason.PENDING, "Depends on NetworkAdaptersFound.", Progress.RECONCILING));
            return;
        }
        Optional<String> report = view.validReport(vm);
        if (report.isEmpty()) {
            displace(vm, Optional.empty());
            return;
        }
        Entitlement entitlement = Entitlement.of(view, vm, Optional.empty());
        Optional<Map<String, Integer>> room = roomFor(vm, report.get(), entitlement);
        if (room.isPresent()) {
            give(vm, entitlement, report.get(), room.get());
        } else {
            leaveWithout(vm, report.get(), entitlement);
        }
    }

    private void leaveWithout(VmSnapshot vm, String node, Entitlement entitlement) {
        context.holdNothing(vm, node, context.demands().of(entitlement));
        context.settle(
                vm,
                new VmOutcome.Without(
                        hasNoRoom(node),
                        "The VM runs on node " + node + ", which " + whyNoRoom(node, entitlement)
                                + (vm.isDescribed() ? ", and uses the synthetic path there. " : ". ")
                                + whatHelps(node),
                        noRoom(node)));
    }

    private Reason hasNoRoom(String node) {
        return view.isMember(node) ? Reason.NO_FREE_VIRTUAL_FUNCTIONS : Reason.NODE_NOT_IN_CLUSTER;
    }

    private String whyNoRoom(String node, Entitlement entitlement) {
        if (!view.isMember(node)) {
            return view.whyNoMember(node);
        }
        return view.isCordoned(node)
                ? "is in maintenance and takes nobody new"
                : "hasn't " + context.demands().words(entitlement) + " free" + whileLinksAreDown(node);
    }

    private String whileLinksAreDown(String node) {
        List<String> down = view.linksDown(node);
        return down.isEmpty() ? "" : " (none can be given of " + Phrases.list(down) + " while the link is down)";
    }

    private String whatHelps(String node) {
        if (!view.isMember(node)) {
            return "Move it to a member, or " + view.whatMakesMember(node) + ".";
        }
        return view.isCordoned(node)
                ? "That changes with the end of the maintenance, or when the VM moves to a node that has some."
                : "Free some there, or move the VM to a node that has some.";
    }

    /** What a VM without room waits for: the end of a maintenance, or a link, comes without a change by the user. */
    private Progress noRoom(String node) {
        boolean passes = view.isMember(node)
                && (view.isCordoned(node) || !view.linksDown(node).isEmpty());
        return passes ? Progress.RECONCILING : Progress.STALLED;
    }
}
