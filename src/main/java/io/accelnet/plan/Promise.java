package io.accelnet.plan;

import java.util.HashMap;
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
     * The smaller of the promise and what the VM asks for now: level, network adapters, and different ports each for itself. A smaller
     * promise needs no admission: wherever the larger one fits, it fits too.
     *
     * @param asked what it asks for; empty if its network adapters aren't known, and then the promise keeps its own
     */
    public Promise within(Promise asked) {
        boolean fewer = !asked.isEmpty() && asked.networkAdapters.size() < networkAdapters.size() && contains(asked);
        return new Promise(
                asked.level.compareTo(level) < 0 ? asked.level : level,
                fewer ? asked.networkAdapters : networkAdapters,
                fewer ? asked.intents : intents,
                differentPorts && (asked.isEmpty() || asked.differentPorts));
    }

    /** Whether it has as many network adapters of each intent as the other one. */
    private boolean contains(Promise other) {
        Map<String, Integer> left = new HashMap<>();
        networkAdapters.forEach(name -> left.merge(intents.getOrDefault(name, ""), 1, Integer::sum));
        return other.networkAdapters.stream()
                .allMatch(name -> left.merge(other.intents.getOrDefault(name, ""), -1, Integer::sum) >= 0);
    }

    /** Whether it promises no virtual function. */
    public boolean isEmpty() {
        return networkAdapters.isEmpty();
    }
}
