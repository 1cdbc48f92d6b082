package io.accelnet.plan.snapshot;

/**
 * What a Kubernetes Node says of a host.
 *
 * @param ready whether its condition Ready is True
 * @param unschedulable whether it is cordoned
 */
public record KubernetesNode(boolean ready, boolean unschedulable) {}
