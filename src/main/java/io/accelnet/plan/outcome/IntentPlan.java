package io.accelnet.plan.outcome;

import java.util.List;

/**
 * The answer for a NetworkIntent.
 *
 * @param types the types of its spec, as people read them
 * @param named the adapters of its spec, as people read them
 * @param adapters the adapters that it has, in the spelling of its spec: those that no older intent keeps
 * @param conditions in the order in which users read them, {@code Ready} first
 */
public record IntentPlan(String types, String named, List<String> adapters, List<Finding> conditions) {}
