package io.accelnet.plan.reserve;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How one VM's VFs are divided among the ports of a host: port name to VFs, in the order of names. */
final class Splits {

    private Splits() {}

    /** @throws IllegalArgumentException if a count is below 1 */
    static SortedMap<String, Integer> copy(Map<String, Integer> split) {
        if (split.values().stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("a port gives at least one VF or isn't named: " + split);
        }
        return Collections.unmodifiableSortedMap(new TreeMap<>(split));
    }
}
