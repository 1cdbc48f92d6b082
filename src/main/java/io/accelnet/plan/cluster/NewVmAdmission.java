package io.accelnet.plan.cluster;

import io.accelnet.plan.VmId;
import io.accelnet.plan.cluster.RefusalMessages.RefusalMessage;
import io.accelnet.plan.membership.Leaving;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
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

    private record RefusedVm(AdmissionRequest request, Decision.Refused decision) {}

    private final PlanContext context;
    private final ClusterView view;
    private final NamespaceQuotas quotas;
    private final RefusalMessages messages;
    private final ExplanationCache explanations;
    private final Map<String, Leaving> leaving;
    private final Map<AdmissionRequest, Decision.Refused> refusals = new HashMap<>();
    private final Map<VmId, RefusedVm> refused = new HashMap<>();

    NewVmAdmission(
            PlanContext context, NamespaceQuotas quotas, RefusalMessages messages, ExplanationCache explanations) {
        this.context = context;
        this.view = context.view();
        this.leaving = view.leaving();
        this.quotas = quotas;
        this.messages = messages;
        this.explanations = explanations;
    }

    /** Admits these VMs, or says why not. Refusals are explained at the end, by what is free once all have been judged. */
    void admit(List<VmSnapshot> newVms) {
        for (VmSnapshot vm : newVms) {
            Optional<VmOutcome> obstacle = obstacle(vm);
            if (obstacle.isPresent()) {
                context.settle(vm, obstacle.get());
            } else {
                vm.facts().ifPresent(facts -> admit(vm, facts));
            }
        }
        AbsentNodes absent = new AbsentNodes(context);
        explanations.invalidate();
        for (VmSnapshot vm : newVms) {
            Optional.ofNullable(refused.get(vm.id())).ifPresent(refusal -> explain(vm, refusal, absent));
        }
    }

    private Optional<VmOutcome> obstacle(VmSnapshot vm) {
        return onLeavingNode(vm)
                .or(() -> obstacle(context, vm))
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
                    Reason.VIRTUAL_MACHINE_NOT_FOUND,
                    "Waiting for the facts of VirtualMachine " + unresolved.name() + ".",
                    Progress.RECONCILING));
        }
        if (!context.view().checks().enabled()) {
            return Optional.of(waiting(
                    Reason.CLUSTER_NOT_ENABLED,
                    "Waiting for AccelNetCluster " + vm.cluster()
                            + ", whose prerequisites don't hold; its conditions say which.",
                    Progress.RECONCILING));
        }
        if (!context.checks(vm).passed()) {
            return Optional.of(waiting(
                    Reason.PENDING,
                    "Depends on the VM's other conditions.",
                    context.checks(vm).failed() ? Progress.STALLED : Progress.RECONCILING));
        }
        return Optional.empty();
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
                    "The VM runs on node " + node + ", which is no member of cluster " + vm.cluster()
                            + ". Move the VM to a member, or let spec.nodeSelector of the cluster select the node.",
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
        Demand demand = context.tiers().demand(facts.networkAdapters().size(), vm.level());
        AdmissionRequest request = new AdmissionRequest(demand, facts.reportedNode());
        Decision.Refused before = refusals.get(request);
        Decision decision =
                before != null ? before : context.fleet().admit(PlanContext.key(vm), demand, facts.reportedNode());
        switch (decision) {
            case Decision.Admitted admitted -> give(vm, facts, admitted);
            case Decision.Refused refusal -> {
                refusals.put(request, refusal);
                refused.put(vm.id(), new RefusedVm(request, refusal));
            }
        }
    }

    private void give(VmSnapshot vm, VmFacts facts, Decision.Admitted admitted) {
        boolean written = context.assign(
                vm,
                admitted.host(),
                admitted.functionsPerPort(),
                facts.networkAdapters(),
                vm.level(),
                view.definition().queuePairsOf(vm.level()),
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

    private void explain(VmSnapshot vm, RefusedVm refusedVm, AbsentNodes absent) {
        AdmissionRequest request = refusedVm.request();
        Optional<AbsentNodes.Lack> lack = absent.refusing(request.demand(), request.node());
        RefusalMessage message = messages.explain(
                vm,
                request.demand(),
                request.node(),
                refusedVm.decision(),
                explanations.of(request.demand(), request.node()),
                lack);
        Progress progress = AbsentNodes.progress(lack);
        context.settle(
                vm,
                new VmOutcome.Refused(message.reason(), message.message(), progress, Optional.of(message.shortfall())));
    }

    private static VmOutcome waiting(Reason reason, String message, Progress progress) {
        return new VmOutcome.Waiting(reason, message, progress);
    }
}
