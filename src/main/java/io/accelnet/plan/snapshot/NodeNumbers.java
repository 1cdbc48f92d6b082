package io.accelnet.plan.snapshot;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for names of nodes, in the order of the names. Sets of numbers take a bit for each node: with thousands of nodes, and a set for
 * each of many VMs, names would fill the memory.
 */
public final class NodeNumbers {
    private final List<String> names;
    private final Map<String, Integer> numbers;

    /** Numbers these. */
    public NodeNumbers(Collection<String> nodes) {
        names = List.copyOf(new TreeSet<>(nodes));
        numbers = HashMap.newHashMap(names.size());
        for (int number = 0; number < names.size(); number++) {
            numbers.put(names.get(number), number);
        }
    }

    /** The names, in their order. */
    public List<String> names() {
        return names;
    }

    /** The node's number; empty if it has none. */
    OptionalInt of(String node) {
        @Nullable Integer number = numbers.get(node);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Those of these nodes that have numbers. */
    public BitSet of(Collection<String> nodes) {
        BitSet set = new BitSet(names.size());
        for (String node : nodes) {
            @Nullable Integer number = numbers.get(node);
            if (number != null) {
                set.set(number);
            }
        }
        return set;
    }
}
