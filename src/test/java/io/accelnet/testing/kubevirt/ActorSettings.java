package io.accelnet.testing.kubevirt;

import java.time.Duration;

/**
 * The limits and pauses of KubeVirt, kubelet and the node lifecycle controller.
 *
 * @param clock what the pauses are counted by
 * @param startBackOff the pause after a VM's first start that failed early; after the n-th in a row it is n² times that
 * @param longestBackOff what no such pause exceeds
 * @param evacuationBackOff the pause after an evacuation that failed; it doubles with each one in a row
 * @param migrations how many migrations have target pods at once
 * @param outboundMigrations how many of them leave the same node
 * @param pendingTimeout how long a migration's target pod may be pending, from its creation
 * @param unschedulableTimeout how long one may be pending of which kube-scheduler says that it finds no node
 * @param eviction how long a node is unreachable until its pods are deleted, which stay Terminating
 * @param containerStart how long a bound pod takes until kubelet says that it runs
 */
public record ActorSettings(
        SkippingClock clock,
        Duration startBackOff,
        Duration longestBackOff,
        Duration evacuationBackOff,
        int migrations,
        int outboundMigrations,
        Duration pendingTimeout,
        Duration unschedulableTimeout,
        Duration eviction,
        Duration containerStart) {

    /** As KubeVirt and Kubernetes have them by default. */
    public static ActorSettings genuine() {
        return new ActorSettings(
                new SkippingClock(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(300),
                Duration.ofSeconds(20),
                5,
                2,
                Duration.ofSeconds(900),
                Duration.ofSeconds(300),
                Duration.ofSeconds(300),
                Duration.ZERO);
    }

    /** With pauses that a test has the time for. */
    public static ActorSettings brisk() {
        return genuine()
                .withStartBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .withEvacuationBackOff(Duration.ofMillis(200))
                .withEviction(Duration.ofMillis(200));
    }

    public ActorSettings withStartBackOff(Duration first, Duration longest) {
        return new ActorSettings(
                clock,
                first,
                longest,
                evacuationBackOff,
                migrations,
                outboundMigrations,
                pendingTimeout,
                unschedulableTimeout,
                eviction,
                containerStart);
    }

    public ActorSettings withEvacuationBackOff(Duration first) {
        return new ActorSettings(
                clock,
                startBackOff,
                longestBackOff,
                first,
                migrations,
                outboundMigrations,
                pendingTimeout,
                unschedulableTimeout,
                eviction,
                containerStart);
    }

    public ActorSettings withEviction(Duration after) {
        return new ActorSettings(
                clock,
                startBackOff,
                longestBackOff,
                evacuationBackOff,
                migrations,
                outboundMigrations,
                pendingTimeout,
                unschedulableTimeout,
                after,
                containerStart);
    }

    public ActorSettings withContainerStart(Duration takes) {
        return new ActorSettings(
                clock,
                startBackOff,
                longestBackOff,
                evacuationBackOff,
                migrations,
                outboundMigrations,
                pendingTimeout,
                unschedulableTimeout,
                eviction,
                takes);
    }
}
