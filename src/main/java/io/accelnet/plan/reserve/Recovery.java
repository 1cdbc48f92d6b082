package io.accelnet.plan.reserve;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to a failover.
 *
 * @param placed where each VM that got its VFs has them now, by VM, in the order of names
 * @param unplaced the VMs that are left without, in the order of priority they were given in
 */
public record Recovery(Map<String, Placement> placed, List<String> unplaced) {

    /** Takes copies. */
    public Recovery {
        placed = Collections.unmodifiableSortedMap(new TreeMap<>(placed));
        unplaced = List.copyOf(unplaced);
    }
}
