package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Demand;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a VM has: its demand, its host, and the VFs of each port, as far as they are known. Held by one fleet at most, which
 * alone changes it.
 */
public final class Holding {

    final String vm;
    Demand demand;
    HostState on;
    Split split;
    /** The neighbours in the list of what is held on the host. */
    @Nullable Holding next;

    @Nullable Holding previous;

    private int listed;

    public Holding(String vm, Demand demand, HostState on, Split split) {
        this.vm = vm;
        this.demand = demand;
        this.on = on;
        this.split = split;
    }

    public String vm() {
        return vm;
    }

    public HostState on() {
        return on;
    }

    public Split split() {
        return split;
    }

    /** Its place in the list of VMs that were last displaced together. */
    public int listed() {
        return listed;
    }

    public void listed(int place) {
        listed = place;
    }

    public Demand demand() {
        return demand;
    }

    public String host() {
        return on.name();
    }

    public Map<String, Integer> functionsPerPort() {
        return split.byPort();
    }
}
