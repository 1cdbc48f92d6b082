package io.accelnet.plan.outcome;

import io.accelnet.plan.Level;
import io.accelnet.plan.reserve.Addition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why a VM isn't admitted for want of resources, and what would admit it, in full; the message of its condition has the same in
 * short. Each remedy is enough by itself, and each was tried.
 *
 * @param worst what would be missing if as many nodes failed as the reserve is for, in the worst case; empty if the reserve
 *     isn't what refuses
 * @param fewest the fewest nodes whose failure already shows that something is missing; empty where {@code worst} is, or
 *     where it wasn't looked for
 * @param nodeReservePercentage the highest percentage that would admit the VM; empty if none
 * @param level the highest level below the one asked for that would be admitted; empty if none
 * @param node where the VM must be on a certain node: another that it would be admitted to; empty if none
 * @param additions what more on some nodes' adapters would admit it, all of it together; empty if nothing would
 */
public record Shortfall(
        Optional<Deficit> worst,
        Optional<Deficit> fewest,
        OptionalInt nodeReservePercentage,
        Optional<Level> level,
        Optional<String> node,
        List<IntentAddition> additions) {

    public Shortfall {
        additions = List.copyOf(additions);
    }

    /**
     * What more on adapters of one intent.
     *
     * @param intent where the cluster has several: which
     * @param addition how much, and where
     */
    public record IntentAddition(Optional<String> intent, Addition addition) {}

    /**
     * What VMs would lack if certain nodes failed: virtual functions, queue pairs, or nodes that have both as they are needed.
     *
     * @param level only VMs of this level and above are counted; empty if all are
     * @param networkAdapters only VMs with that many network adapters or more are counted, at least 1
     * @param virtualFunctions virtual functions missing on the other nodes
     * @param queuePairs queue pairs missing there
     * @param virtualMachines VMs, at least, for which no node there has all that they need free, though in sum there is enough
     * @param nodes all the nodes whose failure shows it, by name
     * @param intents where the cluster has several: those of which so many virtual functions are missing, of each, together on one node
     */
    public record Deficit(
            Optional<Level> level,
            int networkAdapters,
            int virtualFunctions,
            int queuePairs,
            int virtualMachines,
            List<String> nodes,
            List<String> intents) {
        public Deficit {
            nodes = List.copyOf(nodes);
            intents = List.copyOf(intents);
        }
    }
}
