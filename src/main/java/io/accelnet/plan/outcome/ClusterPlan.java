package io.accelnet.plan.outcome;

import io.accelnet.plan.outcome.Finding.Truth;
import java.util.List;
import java.util.Optional;

/**
 * What was decided for an AccelNetCluster.
 *
 * @param reserve the numbers of the reserve
 * @param migrations how many of its VMs could be migrated at once; empty if no AccelNetVM names a VirtualMachine
 * @param unmanaged what pods of no admitted VM have; empty if nobody looks at pods there, or not all of them are known
 * @param counts its VMs, counted
 * @param prerequisites what each check found
 * @param conditions in the order in which users read them, {@code Ready} first
 */
public record ClusterPlan(
        Optional<ReserveSums> reserve,
        Optional<MigrationSums> migrations,
        Optional<UnmanagedPods> unmanaged,
        VmTally counts,
        List<CheckTally> prerequisites,
        List<Finding> conditions) {
    /**
     * How many of a cluster's VMs could be migrated at once, while the reserve holds.
     *
     * @param headroom how many
     * @param exact whether that is exact; else so many could be, and maybe more
     */
    public record MigrationSums(int headroom, boolean exact) {}

    /**
     * Pods on a cluster's members that have virtual functions of its pools, and are of no admitted VM.
     *
     * @param pods how many
     * @param virtualFunctions how many virtual functions they have together
     */
    public record UnmanagedPods(int pods, int virtualFunctions) {}

    /** Whether every prerequisite holds. While one doesn't, nobody is admitted. */
    public boolean enabled() {
        return prerequisites.stream()
                .map(CheckTally::type)
                .allMatch(type -> conditions.stream()
                        .anyMatch(finding -> finding.type() == type && finding.truth() == Truth.TRUE));
    }

    /**
     * What one prerequisite check found.
     *
     * @param type the check's condition type
     * @param passed how many nodes or adapters passed (for a check of the cluster as a whole: 1 or 0)
     * @param failed how many failed
     * @param unknown how many state too little
     */
    public record CheckTally(ConditionType type, int passed, int failed, int unknown) {}

    /**
     * A cluster's VMs, counted.
     *
     * @param total all VMs that name the cluster
     * @param admitted those that were promised virtual functions
     * @param withoutFunctions of the admitted ones, those that have none at the moment
     * @param waiting VMs that aren't admitted and wait for something that comes without a change by the user
     * @param refused VMs that aren't admitted and need a change by the user
     */
    public record VmTally(int total, int admitted, int withoutFunctions, int waiting, int refused) {}
}
