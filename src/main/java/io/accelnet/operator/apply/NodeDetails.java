package io.accelnet.operator.apply;

import io.accelnet.api.v1alpha1.AdapterStatus;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.operator.gather.Levels;
import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.outcome.NodePlan.AdapterPlan;

/** The parts of a node's status. */
final class NodeDetails {
    private NodeDetails() {}

    static AdapterStatus adapter(AdapterPlan plan) {
        return new AdapterStatus(
                plan.name(),
                plan.virtualFunctions(),
                plan.used(),
                plan.free(),
                plan.failure().map(failure -> failure.reason().wire()).orElse(null),
                plan.failure().map(failure -> failure.message()).orElse(null));
    }

    static Allocation allocation(LedgerEntry entry) {
        return new Allocation(
                entry.adapter(),
                entry.virtualFunction(),
                entry.vm().namespace(),
                entry.vm().name(),
                entry.uid(),
                entry.cluster(),
                entry.networkAdapter(),
                Levels.write(entry.level()),
                entry.queuePairs(),
                entry.displacedFrom().orElse(null));
    }
}
