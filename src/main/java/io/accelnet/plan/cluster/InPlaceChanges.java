package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.cluster.RefusalMessages.RefusalMessage;
import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.PortMatch;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.Promises;
import io.accelnet.plan.vm.VmOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Step 3 of a cluster's plan: changes assignments on the node where they are. A change is another level, other queue pairs for a
 * level, more or fewer network adapters of the VM, one that belongs to another intent, another port policy, or other adapters in the intents. If a change doesn't fit, the VM keeps what it
 * has.
 */
final class InPlaceChanges {
    private final PlanContext context;
    private final ClusterView view;
    private final NamespaceQuotas quotas;

    InPlaceChanges(PlanContext context, NamespaceQuotas quotas) {
        this.context = context;
        this.view = context.view();
        this.quotas = quotas;
    }

    /** Changes the assignments of these VMs, in order, unless an earlier step has decided for them. */
    void apply(List<VmSnapshot> admitted) {
        for (VmSnapshot vm : admitted) {
            if (!context.isSettled(vm)) {
                context.assignment(vm)
                        .ifPresentOrElse(
                                assignment -> change(vm, assignment), () -> context.settle(vm, new VmOutcome.Served()));
            }
        }
    }

    private void change(VmSnapshot vm, Assignment assignment) {
        Entitlement held = Entitlement.held(view, vm, assignment);
        Entitlement wanted = wanted(vm, held);
        boolean sameSize = wanted.size() == held.size()
                && context.demands().isServed(wanted)
                && view.perPool(wanted.networkAdapters(), wanted.intents())
                        .equals(view.perPool(held.networkAdapters(), held.intents()))
                && wanted.queuePairs() == held.queuePairs();
        boolean onSupply = view.isOfIntent(assignment);
        boolean left = !view.isMember(assignment.node());
        if (sameSize && wanted.differentPorts() == held.differentPorts() && (onSupply || left)) {
            context.settle(vm, relabel(vm, assignment));
            return;
        }
        Optional<VmOutcome> obstacle = obstacle(vm, assignment, wanted.size() - held.size(), onSupply, left);
        if (obstacle.isPresent()) {
            context.settle(vm, obstacle.get());
            return;
        }
        Demand demand = context.demands().of(wanted);
        if (!onSupply || !context.isServed(vm)) {
            moveToSupply(vm, assignment, wanted, demand);
        } else if (sameSize && held.differentPorts()) {
            anyPorts(vm, assignment, demand);
        } else {
            resize(vm, assignment, wanted, demand);
        }
    }

    /** What the VM asks for; as long as its network adapters aren't known, with those that it has. */
    private Entitlement wanted(VmSnapshot vm, Entitlement held) {
        Entitlement asked = Entitlement.asked(
                view, vm, vm.facts().map(VmFacts::networkAdapters).orElse(List.of()));
        return asked.size() > 0
                ? asked
                : new Entitlement(
                        asked.level(),
                        held.networkAdapters(),
                        held.intents(),
                        held.differentPorts(),
                        asked.queuePairs());
    }

    /** That the ports may be any now takes nothing from anybody, and the VM keeps what it has. */
    private void anyPorts(VmSnapshot vm, Assignment assignment, Demand demand) {
        Map<String, Integer> perPort = context.fleets().functionsPerPort(assignment);
        context.release(vm);
        context.fleet().hold(PlanContext.key(vm), assignment.node(), demand, perPort);
        context.keep(vm, assignment, vm.level(), false, assignment.displacedFrom());
        context.settle(vm, new VmOutcome.Served());
    }

    /** The new level has the same queue pairs: only the level in the ledger changes, if the checks pass. */
    private VmOutcome relabel(VmSnapshot vm, Assignment assignment) {
        if (vm.level() != assignment.level()) {
            Optional<VmOutcome> failed = failedCheck(vm, assignment, true);
            if (failed.isPresent()) {
                return failed.get();
            }
            context.keep(vm, assignment, vm.level(), assignment.displacedFrom());
        }
        return new VmOutcome.Served();
    }

    private Optional<VmOutcome> obstacle(
            VmSnapshot vm, Assignment assignment, int more, boolean onSupply, boolean left) {
        if (left) {
            return Optional.of(notPossible(
                    assignment,
                    "node " + assignment.node() + " " + view.whyNoMember(assignment.node())
                            + " any more; the change is made when the VM is on a member",
                    true,
                    Progress.STALLED));
        }
        if (context.open().isOpen(vm)) {
            return Optional.of(notPossible(
                    assignment,
                    "the VM is about to start, or to migrate, on any of several nodes; the change is made when it has",
                    onSupply,
                    Progress.RECONCILING));
        }
        if (onSupply && view.isLinkDown(assignment)) {
            return Optional.of(notPossible(
                    assignment,
                    "the link of an adapter is down on which the VM has virtual functions; the change is made when it is"
                            + " up",
                    true,
                    Progress.RECONCILING));
        }
        Optional<VmOutcome> failed = failedCheck(vm, assignment, onSupply);
        if (failed.isPresent()) {
            return failed;
        }
        Optional<VmOutcome> notSelectable = PortSelection.obstacle(view, vm)
                .map(message -> VmOutcome.changeRefused(
                        Reason.PORT_NOT_SELECTABLE, message + keeps(assignment), Progress.STALLED, Optional.empty()));
        if (notSelectable.isPresent()) {
            return notSelectable;
        }
        Optional<NamespaceQuotas.QuotaRefusal> refusal = more > 0 ? quotas.refusal(vm, more) : Optional.empty();
        return refusal.map(found -> VmOutcome.changeRefused(
                found.reason(), found.message() + keeps(assignment), Progress.STALLED, Optional.empty()));
    }

    /** A check of the cluster is waited for, as by a new VM; one of the VM takes a change of the VM. */
    private Optional<VmOutcome> failedCheck(VmSnapshot vm, Assignment assignment, boolean onSupply) {
        if (view.isUnlisted()) {
            return Optional.of(notPossible(assignment, "not all pods are listed yet", onSupply, Progress.RECONCILING));
        }
        Optional<Finding> prerequisite = view.checks().foremostObstacle();
        if (prerequisite.isPresent()) {
            return Optional.of(notPossible(
                    assignment,
                    prerequisite.get().type().wire() + " of cluster " + vm.cluster() + " is "
                            + prerequisite.get().truth().wire(),
                    onSupply,
                    Progress.RECONCILING));
        }
        return context.checks(vm).passed()
                ? Optional.empty()
                : Optional.of(
                        context.checks(vm).failed()
                                ? notPossible(assignment, "a check of the VM fails", onSupply, Progress.STALLED)
                                : notPossible(
                                        assignment,
                                        "a check of the VM can't be made yet",
                                        onSupply,
                                        Progress.RECONCILING));
    }

    private void resize(VmSnapshot vm, Assignment assignment, Entitlement wanted, Demand demand) {
        Decision decision = context.fleet().change(PlanContext.key(vm), demand);
        switch (decision) {
            case Decision.Admitted admitted ->
                give(
                        vm,
                        assignment,
                        wanted,
                        remaining(vm, assignment, wanted, demand).orElse(admitted));
            case Decision.Refused refused ->
                context.settleUnexplained(vm, explainer -> {
                    Optional<AbsentNodes.Lack> lack = explainer.absentNodes().refusingChange(vm, assignment, demand);
                    RefusalMessage message = explainer.ofChange(vm, demand, assignment, refused, lack);
                    return VmOutcome.changeRefused(
                            message.reason(),
                            message.message() + keeps(assignment),
                            AbsentNodes.progress(lack),
                            Optional.of(message.shortfall()));
                });
        }
    }

    /**
     * The VFs that a VM keeps if it has fewer network adapters and needs no more queue pairs: those of the network adapters that
     * remain. The fleet would choose any, since it doesn't know network adapters; so it is told which.
     */
    private Optional<Decision.Admitted> remaining(
            VmSnapshot vm, Assignment assignment, Entitlement wanted, Demand demand) {
        if (demand.virtualFunctions() >= assignment.size()
                || wanted.queuePairs() > assignment.queuePairs()
                || (demand.differentPorts() && !assignment.differentPorts())) {
            return Optional.empty();
        }
        List<String> names = wanted.networkAdapters();
        PortMatch match = view.match(assignment.node(), wanted.intents());
        List<LedgerEntry> kept = new ArrayList<>();
        Map<String, String> held = view.held(vm, assignment.node(), Promises.ports(assignment));
        List<Integer> perPool = view.perPool(names, wanted.intents());
        assignment.entries().stream()
                .sorted(Comparator.comparing(entry -> !(names.contains(entry.networkAdapter())
                        && match.fits(entry.networkAdapter(), entry.adapter()))))
                .filter(entry -> fits(kept, entry, held, perPool))
                .forEach(kept::add);
        if (kept.size() != demand.virtualFunctions()) {
            return Optional.empty();
        }
        Map<String, Integer> perPort = context.fleets().functionsPerPort(new Assignment(assignment.node(), kept));
        context.release(vm);
        context.fleet().hold(PlanContext.key(vm), assignment.node(), demand, perPort);
        return Optional.of(new Decision.Admitted(assignment.node(), perPort));
    }

    /** Whether one more of these is no more of any pool than is wanted. */
    private boolean fits(
            List<LedgerEntry> kept, LedgerEntry entry, Map<String, String> intents, List<Integer> perPool) {
        List<String> names =
                new ArrayList<>(kept.stream().map(LedgerEntry::networkAdapter).toList());
        names.add(entry.networkAdapter());
        List<Integer> then = view.perPool(names, intents);
        return IntStream.range(0, then.size())
                .allMatch(pool -> then.get(pool) <= (pool < perPool.size() ? perPool.get(pool) : 0));
    }

    /**
     * The intent has other adapters now, or the VM was promised something of an intent that the cluster doesn't use any more, and the
     * reserve doesn't count it: it needs a new admission, on its node.
     */
    private void moveToSupply(VmSnapshot vm, Assignment assignment, Entitlement wanted, Demand demand) {
        context.release(vm);
        Decision decision = context.fleet().admit(PlanContext.key(vm), demand, Optional.of(assignment.node()));
        switch (decision) {
            case Decision.Admitted admitted -> give(vm, assignment, wanted, admitted);
            case Decision.Refused refused -> {
                context.hold(vm, assignment);
                context.settleUnexplained(vm, explainer -> {
                    Optional<AbsentNodes.Lack> lack =
                            explainer.absentNodes().refusing(demand, Optional.of(assignment.node()));
                    RefusalMessage message = explainer.ofReplacement(vm, demand, assignment, refused, lack);
                    if (view.isOfIntent(assignment)) {
                        return VmOutcome.changeRefused(
                                message.reason(),
                                message.message() + keeps(assignment),
                                AbsentNodes.progress(lack),
                                Optional.of(message.shortfall()));
                    }
                    return VmOutcome.changeNotPossible(
                            Reason.ON_FORMER_ADAPTERS,
                            "The VM keeps its virtual functions on adapters that cluster " + vm.cluster()
                                    + " no longer uses, until it moves or can have others: " + message.message(),
                            AbsentNodes.progress(lack),
                            Optional.of(message.shortfall()));
                });
            }
        }
    }

    private void give(VmSnapshot vm, Assignment assignment, Entitlement wanted, Decision.Admitted admitted) {
        boolean written =
                context.assign(vm, admitted.host(), admitted.functionsPerPort(), wanted, assignment.displacedFrom());
        if (written) {
            quotas.add(vm, wanted.size() - assignment.size());
            context.settle(vm, new VmOutcome.Served());
        } else {
            context.settle(
                    vm, notPossible(assignment, "virtual functions are still being freed", true, Progress.RECONCILING));
        }
    }

    private VmOutcome notPossible(Assignment assignment, String why, boolean onSupply, Progress progress) {
        return VmOutcome.changeNotPossible(
                onSupply ? Reason.CHANGE_NOT_POSSIBLE : Reason.ON_FORMER_ADAPTERS,
                "The change can't be made, since " + why + "." + keeps(assignment),
                progress,
                Optional.empty());
    }

    private static String keeps(Assignment assignment) {
        return " The VM keeps what it has: performance " + assignment.level().label() + " on node " + assignment.node()
                + ".";
    }
}
