package io.accelnet.plan.snapshot;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/** The nodes on which a VM can't run by its own rules, whatever is free there. Nodes whose labels aren't known aren't among them. */
public final class ExcludedNodes {
    /** No node. */
    public static final ExcludedNodes NONE = new ExcludedNodes(new NodeNumbers(List.of()), new BitSet());

    private final NodeNumbers numbers;
    private final BitSet excluded;

    /**
     * These nodes.
     *
     * @param numbers the nodes' numbers; sets of one snapshot share them
     * @param excluded the numbers of the nodes
     */
    public ExcludedNodes(NodeNumbers numbers, BitSet excluded) {
        this.numbers = numbers;
        this.excluded = (BitSet) excluded.clone();
    }

    /** The numbers of all nodes whose labels are known. */
    public NodeNumbers numbers() {
        return numbers;
    }

    /** Whether this node is excluded. */
    public boolean contains(String node) {
        OptionalInt number = numbers.of(node);
        return number.isPresent() && excluded.get(number.getAsInt());
    }

    /** How many of these nodes are excluded. */
    public int among(BitSet nodes) {
        BitSet both = (BitSet) excluded.clone();
        both.and(nodes);
        return both.cardinality();
    }

    /** The names of those of these nodes that aren't excluded, in their order and at most so many. */
    public List<String> others(BitSet nodes, int most) {
        BitSet others = (BitSet) nodes.clone();
        others.andNot(excluded);
        return others.stream().limit(most).mapToObj(numbers.names()::get).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExcludedNodes same
                && excluded.equals(same.excluded)
                && (numbers == same.numbers || numbers.names().equals(same.numbers.names()));
    }

    @Override
    public int hashCode() {
        return excluded.hashCode();
    }

    @Override
    public String toString() {
        return excluded.stream().mapToObj(numbers.names()::get).toList().toString();
    }
}
