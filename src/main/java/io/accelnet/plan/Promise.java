package io.accelnet.plan;

import java.util.List;
import java.util.Map;

/**
 * What an admitted VM was promised. While the VM has no virtual functions, it gets this back as soon as there is room. If it asks
 * for less by then, it gets less. If it asks for more, that is a change, which needs an admission.
 *
 * @param level the level
 * @param networkAdapters the VM's network adapters, each with one virtual function
 * @param intents the intents from whose adapters network adapters have them; one that isn't in the map, from the first of the cluster
 * @param differentPorts whether those of one pool come from different ports
 */
public record Promise(Level level, List<String> networkAdapters, Map<String, String> intents, boolean differentPorts) {
    public Promise {
        networkAdapters = List.copyOf(networkAdapters);
        intents = Map.copyOf(intents);
    }

    /** A promise of virtual functions of the cluster's first intent, from any ports. */
    public Promise(Level level, List<String> networkAdapters) {
        this(level, networkAdapters, Map.of(), false);
    }

    /**
     * The smaller of the promise and what the VM asks for now, level and network adapters each for itself. A smaller promise needs no
     * admission: wherever the larger one fits, it fits too.
     *
     * @param askedLevel the level that it asks for
     * @param askedAdapters its network adapters; empty if they aren't known, and then the promise keeps its own
     */
    public Promise within(Level askedLevel, List<String> askedAdapters) {
        boolean fewer = !askedAdapters.isEmpty() && askedAdapters.size() < networkAdapters.size();
        return new Promise(
                askedLevel.compareTo(level) < 0 ? askedLevel : level,
                fewer ? askedAdapters : networkAdapters,
                intents,
                differentPorts);
    }

    /** Whether it promises no virtual function. */
    public boolean isEmpty() {
        return networkAdapters.isEmpty();
    }
}
