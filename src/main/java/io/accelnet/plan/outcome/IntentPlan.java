package io.accelnet.plan.outcome;

import java.util.List;

/**
 * The answer for a NetworkIntent.
 *
 * @param adapters the adapters that it has, in the spelling of its spec: those that no older intent keeps
 * @param conditions in the order in which users read them, {@code Ready} first
 */
public record IntentPlan(List<String> adapters, List<Finding> conditions) {}
