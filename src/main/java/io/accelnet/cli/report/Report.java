package io.accelnet.cli.report;

import io.accelnet.cli.scenario.Comparison;
import io.accelnet.cli.scenario.Fit;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.operator.gather.ClusterObjects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * All that there is to tell.
 *
 * @param objects the objects that the plan is for
 * @param settled the plan, and what it leaves
 * @param change what is different from another plan
 * @param fit how many more VMs fit, by cluster
 * @param referenced what references are resolved from, as it is written or stored; only if it is to be told
 * @param notes what a reader should know of the input
 */
public record Report(
        ClusterObjects objects,
        SettledPlan settled,
        Optional<Change> change,
        Optional<SortedMap<String, List<Fit.Row>>> fit,
        List<Map<String, @Nullable Object>> referenced,
        List<String> notes) {

    /**
     * What is different, and why.
     *
     * @param cause what has happened between the two plans
     * @param comparison what is different for whom
     */
    public record Change(String cause, Comparison comparison) {}
}
