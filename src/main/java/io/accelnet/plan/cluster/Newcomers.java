package io.accelnet.plan.cluster;

import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.VmOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Admits new VMs, in order, each judged alone: one that is refused stops none of the others. */
final class Newcomers {
    /** VMs of one kind get one answer, once one of them was refused. */
    private record Kind(Demand demand, Optional<String> node) {}

    private record Refusal(Kind kind, Decision.Refused decision) {}

    private final Workbench bench;
    private final ClusterView view;
    private final Quotas quotas;
    private final Shortages shortages;
    private final Explanations explanations;
    private final Map<Kind, Decision.Refused> refusals = new HashMap<>();
    private final Map<VmId, Refusal> refused = new HashMap<>();

    Newcomers(Workbench bench, Quotas quotas, Shortages shortages, Explanations explanations) {
        this.bench = bench;
        this.view = bench.view();
        this.quotas = quotas;
        this.shortages = shortages;
        this.explanations = explanations;
    }

    /** Serves these VMs. */
    void serve(List<VmSnapshot> newcomers) {
        for (VmSnapshot vm : newcomers) {
            Optional<VmOutcome> obstacle = obstacle(vm);
            if (obstacle.isPresent()) {
                bench.settle(vm, obstacle.get());
            } else {
                vm.facts().ifPresent(facts -> admit(vm, facts));
            }
        }
        AllBack allBack = new AllBack(bench);
        explanations.forget();
        for (VmSnapshot vm : newcomers) {
            Optional.ofNullable(refused.get(vm.id())).ifPresent(refusal -> explain(vm, refusal, allBack));
        }
    }

    private Optional<VmOutcome> obstacle(VmSnapshot vm) {
        if (vm.virtualMachine() instanceof VirtualMachine.Unresolved unresolved) {
            return Optional.of(waiting(
                    Reason.VIRTUAL_MACHINE_NOT_FOUND,
                    "Waiting for the facts of VirtualMachine " + unresolved.name() + ".",
                    Progress.RECONCILING));
        }
        if (!view.checks().enabled()) {
            return Optional.of(waiting(
                    Reason.CLUSTER_NOT_ENABLED,
                    "Waiting for AccelNetCluster " + vm.cluster()
                            + ", whose prerequisites don't hold; its conditions say which.",
                    Progress.RECONCILING));
        }
        if (!bench.checks(vm).passed()) {
            return Optional.of(waiting(Reason.PENDING, "Depends on the VM's other conditions.", Progress.STALLED));
        }
        return obstacleOnNode(vm)
                .or(() -> quotas.refusal(
                                vm,
                                vm.facts()
                                        .map(facts -> facts.networkAdapters().size())
                                        .orElse(0))
                        .map(found -> new VmOutcome.Refused(
                                found.reason(), found.message(), Progress.STALLED, Optional.empty())));
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
        Demand demand = bench.scale().demand(facts.networkAdapters().size(), vm.level());
        Kind kind = new Kind(demand, facts.reportedNode());
        Decision.Refused before = refusals.get(kind);
        Decision decision =
                before != null ? before : bench.fleet().admit(Workbench.key(vm), demand, facts.reportedNode());
        switch (decision) {
            case Decision.Admitted admitted -> give(vm, facts, admitted);
            case Decision.Refused refusal -> {
                refusals.put(kind, refusal);
                refused.put(vm.id(), new Refusal(kind, refusal));
            }
        }
    }

    private void give(VmSnapshot vm, VmFacts facts, Decision.Admitted admitted) {
        boolean written = bench.assign(
                vm,
                admitted.host(),
                admitted.functionsPerPort(),
                facts.networkAdapters(),
                vm.level(),
                view.definition().queuePairsOf(vm.level()),
                Optional.empty());
        if (written) {
            quotas.add(vm, facts.networkAdapters().size());
            bench.settle(vm, new VmOutcome.Served());
        } else {
            bench.release(vm);
            bench.settle(
                    vm,
                    waiting(
                            Reason.PENDING,
                            "Waiting for virtual functions that a VM which moves away is about to free.",
                            Progress.RECONCILING));
        }
    }

    private void explain(VmSnapshot vm, Refusal refusal, AllBack allBack) {
        Kind kind = refusal.kind();
        Shortages.Text text = shortages.explain(
                vm, kind.demand(), kind.node(), refusal.decision(), explanations.of(kind.demand(), kind.node()));
        Progress progress = allBack.wouldAdmit(kind.demand(), kind.node()) ? Progress.RECONCILING : Progress.STALLED;
        bench.settle(vm, new VmOutcome.Refused(text.reason(), text.message(), progress, Optional.of(text.shortfall())));
    }

    private static VmOutcome waiting(Reason reason, String message, Progress progress) {
        return new VmOutcome.Waiting(reason, message, progress);
    }
}
