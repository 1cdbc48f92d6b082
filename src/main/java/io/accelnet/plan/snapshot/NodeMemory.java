package io.accelnet.plan.snapshot;

import java.time.Instant;
import java.util.Optional;

/**
 * What the status of an AccelNetNode says from an earlier plan, besides its ledger.
 *
 * @param cluster the cluster that it was a member of
 * @param leavingSince since when it has been leaving that cluster; empty if it hasn't been
 * @param kubernetesNodeSeen whether there has ever been a Kubernetes Node of its name
 */
public record NodeMemory(Optional<String> cluster, Optional<Instant> leavingSince, boolean kubernetesNodeSeen) {
    /** The memory of a node that no plan has decided for yet. */
    public static final NodeMemory NONE = new NodeMemory(Optional.empty(), Optional.empty(), false);
}
