package io.accelnet.plan.membership;

import java.time.Instant;
import java.util.Optional;

/**
 * A node that is a member of a cluster and will be none, unless the cluster takes it back.
 *
 * @param cluster the cluster
 * @param why why it is leaving
 * @param since since when
 * @param until when it leaves, if no VM of the cluster has virtual functions on it by then
 * @param overdue whether that time is over, so that only VMs keep it
 * @param next the cluster that it becomes a member of after that; empty if none
 */
public record Leaving(String cluster, Cause why, Instant since, Instant until, boolean overdue, Optional<String> next) {
    /** Why a node is leaving. */
    public enum Cause {
        /** The cluster's selector no longer matches its labels. */
        NOT_SELECTED,
        /** The cluster leaves unsupported nodes out, and it has become one. */
        UNSUPPORTED,
        /** The cluster leaves unsupported nodes out, and a fact without which nobody knows whether it is one isn't stated any more. */
        NOT_KNOWN,
        /** Another cluster selects it too, and it is that one's. */
        OF_OTHER_CLUSTER
    }
}
