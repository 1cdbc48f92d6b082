package io.accelnet.cli.report;

import io.accelnet.cli.scenario.Comparison;
import io.accelnet.cli.scenario.Fit;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.cli.scenario.Stated;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Reason;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All that there is to tell.
 *
 * @param objects the objects that the plan is for
 * @param stated what of them was read, and not assumed
 * @param settled the plan, and what it leaves
 * @param change what is different from another plan
 * @param fit how many more VMs fit, by cluster
 * @param notes what a reader should know of the input
 * @param labelsAreFollowed whether what labels of VirtualMachines ask for can be done
 */
public record Report(
        ClusterObjects objects,
        Stated stated,
        SettledPlan settled,
        Optional<Change> change,
        Optional<SortedMap<String, List<Fit.Row>>> fit,
        List<String> notes,
        boolean labelsAreFollowed) {

    /** Whether every VM has what it asks for, also by a label, and the reserve of every cluster with nodes holds. */
    public boolean isAllWell() {
        return labelsAreFollowed
                && settled.plan().vms().values().stream().allMatch(vm -> VmState.of(vm) == VmState.ADMITTED)
                && settled.plan().clusters().values().stream().allMatch(Report::holds);
    }

    private static boolean holds(ClusterPlan cluster) {
        return cluster.conditions().stream()
                .filter(finding -> finding.type() == ConditionType.RESERVE_HELD)
                .allMatch(finding -> finding.truth() == Truth.TRUE || finding.reason() == Reason.NO_NODES);
    }

    /**
     * What is different, and why.
     *
     * @param cause what has happened between the two plans
     * @param comparison what is different for whom
     */
    public record Change(String cause, Comparison comparison) {}
}
