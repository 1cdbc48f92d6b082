package io.accelnet.plan.outcome;

import io.accelnet.plan.Level;
import io.accelnet.plan.Promise;
import io.accelnet.plan.snapshot.VmMemory;
import io.accelnet.plan.snapshot.VmMemory.FailedStart;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was decided for an AccelNetVM. It may be written only after the ledger of {@code node} was.
 *
 * @param admitted whether it has been promised its virtual functions
 * @param node the node on which it has them
 * @param level the level that it holds
 * @param differentPorts whether it was promised that those of one pool come from different ports; false when it has none
 * @param functions one for each network adapter, ordered by its name; empty when it has none
 * @param promised what it was promised, while it has none
 * @param failedStarts its pods for which kube-scheduler found no node, the last one last; at most {@value #FAILED_STARTS}
 * @param shortfall why it can't have what it asks for, and what would change that, if that is for want of resources
 * @param conditions in the order in which users read them, {@code Ready} first
 */
public record VmPlan(
        boolean admitted,
        Optional<String> node,
        Optional<Level> level,
        boolean differentPorts,
        List<HeldFunction> functions,
        Optional<Promise> promised,
        List<FailedStart> failedStarts,
        Optional<Shortfall> shortfall,
        List<Finding> conditions) {
    /** How many failed starts are remembered. */
    public static final int FAILED_STARTS = 10;

    public VmPlan {
        failedStarts = List.copyOf(failedStarts);
    }

    /** The same with these failed starts. */
    public VmPlan withFailedStarts(List<FailedStart> others) {
        return others.equals(failedStarts)
                ? this
                : new VmPlan(admitted, node, level, differentPorts, functions, promised, others, shortfall, conditions);
    }

    /** The same with another condition, behind those that it has. */
    public VmPlan with(Finding condition) {
        List<Finding> all = new ArrayList<>(conditions);
        all.add(condition);
        return new VmPlan(
                admitted, node, level, differentPorts, functions, promised, failedStarts, shortfall, List.copyOf(all));
    }

    /** What a later plan finds in the VM's status. */
    public VmMemory memory() {
        return new VmMemory(admitted, node, level, differentPorts, functions, promised, failedStarts);
    }
}
