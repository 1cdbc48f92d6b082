package io.accelnet.plan.reserve;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a VM has: its demand, its host, and the VFs of each port, as far as they are known. Held by one fleet at most, which
 * alone changes it.
 */
final class Holding {

    final String vm;
    Demand demand;
    HostState on;
    Split split;
    /** The neighbours in the list of what is held on the host. */
    @Nullable Holding next;

    @Nullable Holding previous;
    /** Its place in the list of VMs that were last displaced together. */
    int listed;

    Holding(String vm, Demand demand, HostState on, Split split) {
        this.vm = vm;
        this.demand = demand;
        this.on = on;
        this.split = split;
    }

    Demand demand() {
        return demand;
    }

    String host() {
        return on.name();
    }

    Map<String, Integer> functionsPerPort() {
        return split.byPort();
    }
}
