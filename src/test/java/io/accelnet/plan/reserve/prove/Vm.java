package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Demand;
import java.util.Arrays;
import java.util.Optional;

/** A VM: what it needs, and what it has, by port of its node. */
final class Vm {

    final String name;
    Demand demand;
    Node node;
    int[] split;
    /** The node whose failure displaced it, while that outage lasts. */
    Optional<Node> displacedFrom = Optional.empty();
    /** Whether some of its VFs are on adapters that are gone, so that it needs others. */
    boolean lost;
    /** Whether a recovery left it without VFs. */
    boolean stranded;

    Vm(String name, Demand demand, Node node, int[] split) {
        this.name = name;
        this.demand = demand;
        this.node = node;
        this.split = split.clone();
    }

    /** How many VFs it needs. */
    int size() {
        return demand.virtualFunctions();
    }

    int tier() {
        return demand.tier();
    }

    @Override
    public String toString() {
        String ports = demand.differentPorts() ? ", from different ports" : "";
        String pools = demand.ofPools().size() > 1 ? " of pools " + demand.ofPools() : "";
        return name + " " + size() + " VFs of tier " + tier() + pools + ports + " on " + node.name
                + Arrays.toString(split)
                + displacedFrom.map(from -> " from " + from.name).orElse("") + (stranded ? " stranded" : "");
    }
}
