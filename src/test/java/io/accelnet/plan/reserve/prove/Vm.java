package io.accelnet.plan.reserve.prove;

import java.util.Arrays;
import java.util.Optional;

/** A VM: what it needs, and what it has, by port of its node. */
final class Vm {

    final String name;
    int size;
    int tier;
    Node node;
    int[] split;
    /** The node whose failure displaced it, while that outage lasts. */
    Optional<Node> displacedFrom = Optional.empty();
    /** Whether some of its VFs are on adapters that are gone, so that it needs others. */
    boolean lost;
    /** Whether a recovery left it without VFs. */
    boolean stranded;

    Vm(String name, int size, int tier, Node node, int[] split) {
        this.name = name;
        this.size = size;
        this.tier = tier;
        this.node = node;
        this.split = split.clone();
    }

    @Override
    public String toString() {
        return name + " " + size + " VFs of tier " + tier + " on " + node.name + Arrays.toString(split)
                + displacedFrom.map(from -> " from " + from.name).orElse("") + (stranded ? " stranded" : "");
    }
}
