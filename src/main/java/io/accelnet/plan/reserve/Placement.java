package io.accelnet.plan.reserve;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a VM's VFs are.
 *
 * @param host the host that has them
 * @param functionsPerPort how many of them each port gives, each at least 1, ports in the order of their names
 */
public record Placement(String host, Map<String, Integer> functionsPerPort) {

    /** Takes a copy of the map. */
    public Placement {
        functionsPerPort = copy(functionsPerPort);
    }

    /** @throws IllegalArgumentException if a count is below 1 */
    static SortedMap<String, Integer> copy(Map<String, Integer> functionsPerPort) {
        if (functionsPerPort.values().stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("a port gives at least one VF or isn't named: " + functionsPerPort);
        }
        return Collections.unmodifiableSortedMap(new TreeMap<>(functionsPerPort));
    }
}
