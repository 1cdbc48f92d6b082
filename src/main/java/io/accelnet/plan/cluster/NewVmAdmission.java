package io.accelnet.plan.cluster;

import io.accelnet.plan.cluster.RefusalMessages.RefusalMessage;
import io.accelnet.plan.membership.Leaving;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Readiness;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.Obstacles;
import io.accelnet.plan.vm.VmOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Step 4 of a cluster's plan: admits new VMs, one after the other, the oldest first. A VM is admitted if the reserve still holds
 * afterwards. A VM that is refused doesn't stop the next ones.
 */
final class NewVmAdmission {
    /** What a VM asks for. Once a VM was refused, all VMs with the same request are. */
    private record AdmissionRequest(Demand demand, Optional<String> node) {}

    private final PlanContext context;
    private final ClusterView view;
    private final NamespaceQuotas quotas;
    private final Map<String, Leaving> leaving;
    private final Map<AdmissionRequest, Decision.Refused> refusals = new HashMap<>();

    NewVmAdmission(PlanContext context, NamespaceQuotas quotas) {
        this.context = context;
        this.view = context.view();
        this.leaving = view.leaving();
        this.quotas = quotas;
    }

    /** Admits these VMs, or says why not. */
    void admit(List<VmSnapshot> newVms) {
        for (VmSnapshot vm : newVms) {
            Optional<VmOutcome> obstacle = obstacle(vm);
            if (obstacle.isPresent()) {
                context.settle(vm, obstacle.get());
            } else {
                vm.facts().ifPresent(facts -> admit(vm, facts));
            }
        }
    }

    private Optional<VmOutcome> obstacle(VmSnapshot vm) {
        return onLeavingNode(vm)
                .or(() -> obstacle(context, vm))
                .or(() -> portsNotSelectable(vm))
                .or(() -> obstacleOnNode(vm))
                .or(() -> quota(
                        quotas,
                        vm,
                        vm.facts().map(facts -> facts.networkAdapters().size()).orElse(0)));
    }

    /** What keeps a VM from being admitted anywhere, whatever is free. */
    static Optional<VmOutcome> obstacle(PlanContext context, VmSnapshot vm) {
        if (vm.virtualMachine() instanceof VirtualMachine.Unresolved unresolved) {
            return Optional.of(waiting(
                    Obstacles.reason(unresolved.obstacle()),
                    unresolved.message(),
                    Obstacles.progress(unresolved.obstacle())));
        }
        if (context.view().isUnlisted()) {
            return Optional.of(waiting(
                    Reason.PENDING,
                    "Waiting until all pods are listed: what they have can be promised to nobody.",
                    Progress.RECONCILING));
        }
        Optional<Finding> prerequisite = context.view().checks().foremostObstacle();
        if (prerequisite.isPresent()) {
            return Optional.of(waiting(
                    Reason.CLUSTER_NOT_ENABLED,
                    "Waiting for AccelNetCluster " + vm.cluster() + ", which admits nobody while "
                            + prerequisite.get().type().wire() + " is "
                            + prerequisite.get().truth().wire() + " ("
                            + prerequisite.get().reason().wire() + "). The cluster's condition says what to do.",
                    Progress.RECONCILING));
        }
        Optional<Finding> check = Readiness.worst(context.checks(vm).findings());
        if (check.isPresent()) {
            return Optional.of(waiting(
                    Reason.PENDING,
                    "Depends on " + check.get().type().wire() + ".",
                    context.checks(vm).failed() ? Progress.STALLED : Progress.RECONCILING));
        }
        return Optional.empty();
    }

    private Optional<VmOutcome> portsNotSelectable(VmSnapshot vm) {
        return PortSelection.obstacle(view, vm)
                .map(message ->
                        new VmOutcome.Refused(Reason.PORT_NOT_SELECTABLE, message, Progress.STALLED, Optional.empty()));
    }

    /** Whether the VM's namespace may have so many virtual functions more. */
    static Optional<VmOutcome> quota(NamespaceQuotas quotas, VmSnapshot vm, int more) {
        return quotas.refusal(vm, more)
                .map(found ->
                        new VmOutcome.Refused(found.reason(), found.message(), Progress.STALLED, Optional.empty()));
    }

    /** Comes before the checks: what such a node can give isn't known before it is known whether it stays. */
    private Optional<VmOutcome> onLeavingNode(VmSnapshot vm) {
        return view.validReport(vm)
                .flatMap(node -> Optional.ofNullable(leaving.get(node))
                        .map(found -> waiting(
                                Reason.LEAVING,
                                "The VM runs on node " + node + ", which has been leaving cluster " + vm.cluster()
                                        + " since " + found.since()
                                        + " and takes nobody new. Let the cluster take the node back, or move the VM.",
                                found.overdue() ? Progress.STALLED : Progress.RECONCILING)));
    }

    private Optional<VmOutcome> obstacleOnNode(VmSnapshot vm) {
        Optional<String> reported = vm.facts().flatMap(VmFacts::reportedNode);
        if (reported.isEmpty()) {
            return Optional.empty();
        }
        String node = reported.get();
        if (view.ledgers().node(node).isEmpty()) {
            return Optional.of(waiting(
                    Reason.NODE_NOT_FOUND,
                    "The VM reports that it runs on node " + node + ". Waiting for an AccelNetNode of this name.",
                    Progress.RECONCILING));
        }
        if (view.isDown(node)) {
            return Optional.of(waiting(
                    Reason.NODE_DOWN,
                    "The VM reports that it runs on node " + node
                            + ", which is down. Waiting for the node, or for the VM to report another.",
                    Progress.RECONCILING));
        }
        if (!view.isMember(node)) {
            return Optional.of(new VmOutcome.Refused(
                    Reason.NODE_NOT_IN_CLUSTER,
                    "The VM runs on node " + node + ", which " + view.whyNoMember(node)
                            + ". Move the VM to a member, or " + view.whatMakesMember(node) + ".",
                    Progress.STALLED,
                    Optional.empty()));
        }
        return view.isCordoned(node)
                ? Optional.of(waiting(
                        Reason.IN_MAINTENANCE,
                        "The VM runs on node " + node
                                + ", which is in maintenance and takes nobody new. Waiting for its" + " end.",
                        Progress.RECONCILING))
                : Optional.empty();
    }

    private void admit(VmSnapshot vm, VmFacts facts) {
        Demand demand = context.demands().of(Entitlement.asked(view, vm, facts.networkAdapters()));
        AdmissionRequest request = new AdmissionRequest(demand, facts.reportedNode());
        Optional<String> runsOn = facts.reportedNode().filter(node -> context.usesSomethingOn(vm, node));
        if (runsOn.isPresent()) {
            adopt(vm, facts, request, runsOn.get());
            return;
        }
        Decision.Refused before = refusals.get(request);
        Decision decision =
                before != null ? before : context.fleet().admit(PlanContext.key(vm), demand, facts.reportedNode());
        switch (decision) {
            case Decision.Admitted admitted -> give(vm, facts, admitted);
            case Decision.Refused refusal -> {
                refusals.put(request, refusal);
                context.refuseForRoom(vm);
                context.settleUnexplained(vm, explainer -> refused(vm, request, refusal, explainer));
            }
        }
    }

    /** The VM runs already, with virtual functions that nobody promised it: they count as free for it, and for nobody else. */
    private void adopt(VmSnapshot vm, VmFacts facts, AdmissionRequest request, String node) {
        context.reclaim(vm, node);
        Decision decision = context.fleet().admit(PlanContext.key(vm), request.demand(), request.node());
        switch (decision) {
            case Decision.Admitted admitted -> give(vm, facts, admitted);
            case Decision.Refused refusal ->
                context.settleUnexplained(vm, explainer -> {
                    context.reclaim(vm, node);
                    VmOutcome outcome = refused(vm, request, refusal, explainer);
                    context.lookAgain(node);
                    return outcome;
                });
        }
        context.lookAgain(node);
    }

    private void give(VmSnapshot vm, VmFacts facts, Decision.Admitted admitted) {
        boolean written = context.assign(
                vm,
                admitted.host(),
                admitted.functionsPerPort(),
                Entitlement.asked(view, vm, facts.networkAdapters()),
                Optional.empty());
        if (written) {
            quotas.add(vm, facts.networkAdapters().size());
            context.settle(vm, new VmOutcome.Served());
        } else {
            context.release(vm);
            context.settle(
                    vm,
                    waiting(
                            Reason.PENDING,
                            "Waiting for virtual functions that a VM which moves away is about to free.",
                            Progress.RECONCILING));
        }
    }

    private static VmOutcome refused(
            VmSnapshot vm, AdmissionRequest request, Decision.Refused decision, RefusalExplainer explainer) {
        RefusalMessage message = explainer.ofNewVm(vm, request.demand(), request.node(), decision);
        return new VmOutcome.Refused(
                message.reason(),
                message.message(),
                AbsentNodes.progress(explainer.absentNodes().refusing(vm, request.demand(), request.node())),
                Optional.of(message.shortfall()));
    }

    private static VmOutcome waiting(Reason reason, String message, Progress progress) {
        return new VmOutcome.Waiting(reason, message, progress);
    }
}
