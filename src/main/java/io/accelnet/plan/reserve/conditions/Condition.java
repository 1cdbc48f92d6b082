package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.model.HostState;
import java.util.List;

/**
 * One condition of the reserve and how it stands: the VMs of the worst hosts that are in a set of classes against the room
 * for these classes elsewhere. The set is given by one threshold per rank, none below the next rank's.
 *
 * @param slack room left with the worst hosts down, in slots; negative if the condition fails
 * @param thresholds by rank, the least size in slots that is in the set, or 0 if the rank isn't
 * @param worst the worst hosts, in the order of names
 */
public record Condition(long slack, List<Integer> thresholds, List<HostState> worst) {

    /** The lowest rank in the set. */
    int rank() {
        int rank = 0;
        while (thresholds.get(rank) == 0) {
            rank++;
        }
        return rank;
    }
}
