package io.accelnet.cli.view;

import io.accelnet.api.v1alpha1.AccelNetClusterStatus;
import io.accelnet.api.v1alpha1.PrerequisiteResult;
import io.accelnet.api.v1alpha1.ReserveStatus;
import io.accelnet.api.v1alpha1.VmHeadroom;
import io.accelnet.plan.Level;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.ReserveSums.CombinationSums;
import io.accelnet.plan.outcome.ReserveSums.PoolSums;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of a reserve back from a cluster's status. */
final class ReportedReserve {
    private ReportedReserve() {}

    /** The numbers. Of the worst nodes, those that the status names. */
    static ReserveSums sums(ReserveStatus status) {
        return new ReserveSums(
                status.nodes(),
                status.failuresToTolerate(),
                status.nodesDown(),
                status.failuresToleratedNow(),
                status.worstNodes(),
                status.capacity(),
                status.used(),
                status.free(),
                status.inMaintenance(),
                orZero(status.leaving()),
                orZero(status.usedByOthers()),
                status.reserved(),
                status.available(),
                headroom(status.headroom()),
                isExact(status.headroom()),
                orEmpty(status.pools())
                        .map(pool -> new PoolSums(
                                pool.intentName(),
                                pool.capacity(),
                                pool.used(),
                                pool.free(),
                                pool.inMaintenance(),
                                orZero(pool.leaving()),
                                orZero(pool.usedByOthers()),
                                pool.reserved(),
                                pool.available(),
                                headroom(pool.headroom()),
                                isExact(pool.headroom())))
                        .toList(),
                orEmpty(status.combinations())
                        .map(set -> new CombinationSums(
                                set.intentNames(), headroom(set.headroom()), isExact(set.headroom())))
                        .toList());
    }

    /** Whether every prerequisite holds. */
    static boolean enabled(AccelNetClusterStatus status) {
        return status.prerequisites().stream()
                .map(PrerequisiteResult::type)
                .allMatch(type -> status.conditions().stream()
                        .anyMatch(
                                condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus())));
    }

    private static Map<Level, Integer> headroom(VmHeadroom headroom) {
        return Map.of(Level.LOW, headroom.low(), Level.MEDIUM, headroom.medium(), Level.HIGH, headroom.high());
    }

    private static boolean isExact(VmHeadroom headroom) {
        return !Objects.requireNonNullElse(headroom.atLeast(), false);
    }

    private static <T> Stream<T> orEmpty(@Nullable List<T> absent) {
        return absent == null ? Stream.empty() : absent.stream();
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
