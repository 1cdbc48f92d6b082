package io.accelnet.plan.reserve;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The answer to a failover. As it may be about a hundred thousand VMs, it keeps what it is given, without a copy.
 *
 * @param placed where each VM that got its VFs has them now, by VM, in the order of priority they were given in
 * @param unplaced the VMs that are left without, in the same order
 */
public record Recovery(Map<String, Placement> placed, List<String> unplaced) {

    /** Both mustn't change afterwards. */
    public Recovery {
        placed = Collections.unmodifiableMap(placed);
        unplaced = Collections.unmodifiableList(unplaced);
    }
}
