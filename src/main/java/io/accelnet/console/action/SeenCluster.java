package io.accelnet.console.action;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.scenario.BadRequestException;
import java.util.Optional;

/**
 * Which AccelNetCluster somebody has looked at, and how it was then.
 *
 * @param uid its UID; empty: there is none yet
 * @param generation the generation of its spec; 0: there is none yet
 */
public record SeenCluster(String uid, long generation) {
    /** There is none yet. */
    public static final SeenCluster NONE = new SeenCluster("", 0);

    /** This one, as it is now. */
    public static SeenCluster of(AccelNetCluster cluster) {
        return new SeenCluster(
                cluster.getMetadata().getUid(),
                Optional.ofNullable(cluster.getMetadata().getGeneration()).orElse(0L));
    }

    /** Whether there was none. */
    public boolean isNone() {
        return uid.isEmpty();
    }

    /**
     * Refuses what was decided on something else: a form has all settings, and would take back what somebody else has changed since.
     *
     * @param now the cluster as it is now
     */
    void check(AccelNetCluster now) {
        if (!equals(of(now))) {
            throw new BadRequestException("AccelNetCluster " + now.getMetadata().getName()
                    + " has been changed meanwhile: load the page anew, look at it, and try again");
        }
    }
}
