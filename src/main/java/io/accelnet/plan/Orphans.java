package io.accelnet.plan;

import io.accelnet.plan.ledger.Assignment;
import io.accelnet.plan.ledger.WorkingLedgers;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.VmChecks;
import io.accelnet.plan.vm.VmOutcome;
import io.accelnet.plan.vm.VmReport;
import java.util.Optional;

/** VMs whose cluster doesn't exist: they keep what they have, and wait. */
final class Orphans {
    private Orphans() {}

    static VmPlan plan(VmSnapshot vm, WorkingLedgers ledgers) {
        Optional<Assignment> assignment = ledgers.assignment(vm.id());
        VmChecks checks = VmChecks.of(
                vm,
                Fact.UNKNOWN,
                Finding.unknown(
                        ConditionType.PERFORMANCE_PROVISIONABLE,
                        Reason.PENDING,
                        "Depends on AccelNetCluster " + vm.cluster() + ", which doesn't exist."));
        VmOutcome outcome = assignment.isPresent()
                ? new VmOutcome.Unmanaged(vm.cluster())
                : new VmOutcome.Waiting(
                        Reason.CLUSTER_NOT_FOUND,
                        "Waiting for AccelNetCluster " + vm.cluster() + " to be created.",
                        Progress.RECONCILING);
        return VmReport.of(vm, checks, outcome, assignment, Optional.empty());
    }
}
