package io.accelnet.plan.outcome;

import io.accelnet.plan.Level;
import java.util.List;
import java.util.Optional;

/**
 * What VMs would lack if certain nodes failed. Either virtual functions or queue pairs are missing, at least one.
 *
 * @param level only VMs of this level and above are counted; empty if all are
 * @param networkAdapters only VMs with so many network adapters or more are counted, at least 1
 * @param virtualFunctions virtual functions missing on the other nodes
 * @param queuePairs queue pairs missing there
 * @param nodes the nodes whose failure shows it, all of them, by name
 */
public record Lack(
        Optional<Level> level, int networkAdapters, int virtualFunctions, int queuePairs, List<String> nodes) {

    /** Takes a copy of the list. */
    public Lack {
        nodes = List.copyOf(nodes);
    }
}
