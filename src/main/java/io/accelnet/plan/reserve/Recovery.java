package io.accelnet.plan.reserve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a failover. As it may be about a hundred thousand VMs, it keeps what it is given, without a copy.
 *
 * @param placed who got VFs, in the order of priority they were given in
 * @param unplaced the VMs that are left without, in the same order
 */
public record Recovery(List<Placed> placed, List<String> unplaced) {

    /** Both mustn't change afterwards. */
    public Recovery {
        placed = Collections.unmodifiableList(placed);
        unplaced = Collections.unmodifiableList(unplaced);
    }

    /** Where each VM that got its VFs has them now, in the same order. */
    public Map<String, Placement> placements() {
        Map<String, Placement> placements = LinkedHashMap.newLinkedHashMap(placed.size());
        placed.forEach(found -> placements.put(found.vm(), found.placement()));
        return placements;
    }

    /**
     * A VM that got its VFs.
     *
     * @param vm its name
     * @param placement where it has them now
     */
    public record Placed(String vm, Placement placement) {}
}
