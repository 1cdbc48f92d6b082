package io.accelnet.plan.outcome;

import io.accelnet.plan.VmId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was decided, for every object of a snapshot.
 *
 * @param intents by name
 * @param nodes by name
 * @param clusters by name
 * @param vms by namespace and name
 * @param pods what is done to pods, and what is said of those that wait
 * @param again when the same objects would give another plan; empty if time alone changes nothing
 */
public record Plan(
        Map<String, IntentPlan> intents,
        Map<String, NodePlan> nodes,
        Map<String, ClusterPlan> clusters,
        Map<VmId, VmPlan> vms,
        PodPlans pods,
        Optional<Instant> again) {
    /** A plan without pods. */
    public Plan(
            Map<String, IntentPlan> intents,
            Map<String, NodePlan> nodes,
            Map<String, ClusterPlan> clusters,
            Map<VmId, VmPlan> vms,
            Optional<Instant> again) {
        this(intents, nodes, clusters, vms, PodPlans.NONE, again);
    }

    /**
     * What was decided for a NetworkIntent.
     *
     * @param types the types of its spec, as people read them
     * @param named the adapters of its spec, as people read them
     * @param adapters the adapters that it has, in the spelling of its spec: those that no older intent keeps
     * @param conditions in the order in which users read them, {@code Ready} first
     */
    public record IntentPlan(String types, String named, List<String> adapters, List<Finding> conditions) {}
}
