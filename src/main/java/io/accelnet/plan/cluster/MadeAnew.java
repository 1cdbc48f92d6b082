package io.accelnet.plan.cluster;

import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.VmOutcome;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * AccelNetVMs that were deleted and created again under the same name while their virtual functions stood in a ledger. Each is new:
 * it takes them over if its checks pass, as those of any new VM. Until then they are kept for it, which the UID of the
 * former one in the ledger says, and it isn't admitted.
 */
final class MadeAnew {
    private final PlanContext context;
    /** Why those who don't take over their place can't, in the order in which VMs are served. */
    private final Map<VmSnapshot, VmOutcome> obstacles = new LinkedHashMap<>();

    private MadeAnew(PlanContext context) {
        this.context = context;
    }

    /** Lets those take over their place who may. */
    static MadeAnew takeOver(PlanContext context) {
        MadeAnew madeAnew = new MadeAnew(context);
        if (context.madeAnew().isEmpty()) {
            return madeAnew;
        }
        NamespaceQuotas quotas = new NamespaceQuotas(context.view(), context.vms());
        for (VmSnapshot vm : context.madeAnew()) {
            NewVmAdmission.obstacle(context, vm)
                    .or(() -> NewVmAdmission.quota(quotas, vm, 0))
                    .ifPresentOrElse(
                            obstacle -> madeAnew.obstacles.put(vm, obstacle),
                            () -> context.view().ledgers().takeOver(vm.id(), vm.uid()));
        }
        return madeAnew;
    }

    /** Decides for the others, whatever became of their place. */
    void settleOthers() {
        obstacles.forEach((vm, obstacle) -> context.settle(
                vm,
                context.assignment(vm)
                        .map(place -> VmOutcome.keepingPlace(obstacle, place))
                        .orElse(obstacle)));
    }
}
