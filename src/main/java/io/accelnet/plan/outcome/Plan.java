package io.accelnet.plan.outcome;

import io.accelnet.plan.VmId;
import java.util.Map;

/**
 * The answer for every object of a snapshot.
 *
 * @param intents by name
 * @param nodes by name
 * @param clusters by name
 * @param vms by namespace and name
 */
public record Plan(
        Map<String, IntentPlan> intents,
        Map<String, NodePlan> nodes,
        Map<String, ClusterPlan> clusters,
        Map<VmId, VmPlan> vms) {}
