package io.accelnet.plan;

import java.util.List;

/**
 * What an admitted VM was promised. While it has no virtual functions, this is what it gets back, whatever it asks for by then:
 * anything else is a change, which is judged as one.
 *
 * @param level the level
 * @param networkAdapters the VM's network adapters, each with one virtual function
 */
public record Promise(Level level, List<String> networkAdapters) {
    public Promise {
        networkAdapters = List.copyOf(networkAdapters);
    }

    /** Whether it promises nothing, which nobody can be owed. */
    public boolean isEmpty() {
        return networkAdapters.isEmpty();
    }
}
