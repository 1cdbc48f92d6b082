package io.accelnet.plan;

import java.util.List;

/**
 * What an admitted VM was promised. While it has no virtual functions, this is what it gets back, if it doesn't ask for less by
 * then: to ask for more is a change, which is judged as one.
 *
 * @param level the level
 * @param networkAdapters the VM's network adapters, each with one virtual function
 */
public record Promise(Level level, List<String> networkAdapters) {
    public Promise {
        networkAdapters = List.copyOf(networkAdapters);
    }

    /**
     * What is left of it for a VM that asks for this. Less of either kind needs no admission: wherever there is room for all
     * that was promised, there is room for a part of it.
     *
     * @param askedLevel the level that it asks for
     * @param askedAdapters its network adapters; none if they aren't known, which asks for nothing less
     */
    public Promise within(Level askedLevel, List<String> askedAdapters) {
        boolean fewer = !askedAdapters.isEmpty() && askedAdapters.size() < networkAdapters.size();
        return new Promise(
                askedLevel.compareTo(level) < 0 ? askedLevel : level, fewer ? askedAdapters : networkAdapters);
    }

    /** Whether it promises nothing, which nobody can be owed. */
    public boolean isEmpty() {
        return networkAdapters.isEmpty();
    }
}
