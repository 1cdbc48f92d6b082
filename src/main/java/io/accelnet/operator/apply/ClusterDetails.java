package io.accelnet.operator.apply;

import io.accelnet.api.v1alpha1.PrerequisiteResult;
import io.accelnet.api.v1alpha1.ReserveStatus;
import io.accelnet.api.v1alpha1.VmCounts;
import io.accelnet.api.v1alpha1.VmHeadroom;
import io.accelnet.plan.Level;
import io.accelnet.plan.outcome.ClusterPlan.CheckTally;
import io.accelnet.plan.outcome.ClusterPlan.VmTally;
import io.accelnet.plan.outcome.ReserveSums;
import java.util.List;
import java.util.Map;

/** The parts of a cluster's status. */
final class ClusterDetails {
    /** A status is for reading: a worst set of a thousand nodes is named by its first, and by its size. */
    private static final int NAMED_NODES = 20;

    private ClusterDetails() {}

    static ReserveStatus reserve(ReserveSums sums) {
        List<String> worst = sums.worstNodes();
        return new ReserveStatus(
                sums.nodes(),
                sums.failuresToTolerate(),
                sums.nodesDown(),
                sums.failuresToleratedNow(),
                worst.subList(0, Math.min(NAMED_NODES, worst.size())),
                worst.size(),
                sums.capacity(),
                sums.used(),
                sums.free(),
                sums.inMaintenance(),
                sums.reserved(),
                sums.available(),
                headroom(sums.headroom()));
    }

    private static VmHeadroom headroom(Map<Level, Integer> headroom) {
        return new VmHeadroom(
                headroom.getOrDefault(Level.LOW, 0),
                headroom.getOrDefault(Level.MEDIUM, 0),
                headroom.getOrDefault(Level.HIGH, 0));
    }

    static VmCounts counts(VmTally tally) {
        return new VmCounts(
                tally.total(), tally.admitted(), tally.withoutFunctions(), tally.waiting(), tally.refused());
    }

    static PrerequisiteResult prerequisite(CheckTally tally) {
        return new PrerequisiteResult(tally.type().wire(), tally.passed(), tally.failed(), tally.unknown());
    }
}
