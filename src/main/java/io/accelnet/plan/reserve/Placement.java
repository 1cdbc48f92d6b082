package io.accelnet.plan.reserve;

import java.util.Map;

/**
 * Where a VM's VFs are.
 *
 * @param host the host that has them
 * @param functionsPerPort how many of them each port gives, each at least 1, ports in the order of their names
 */
public record Placement(String host, Map<String, Integer> functionsPerPort) {

    /** Takes a copy of the map. */
    public Placement {
        functionsPerPort = Splits.copy(functionsPerPort);
    }
}
