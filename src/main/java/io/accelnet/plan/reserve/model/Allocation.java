package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Placement;
import org.jspecify.annotations.Nullable;

/** The host that gives a VM its VFs, and how many each port gives. VMs with as many VFs of the same ports may share one. */
public final class Allocation {

    private final HostState host;
    private final Split split;
    private @Nullable Placement placement;

    /**
     * @param host the host that gives the VFs
     * @param split how they are divided among its ports
     */
    public Allocation(HostState host, Split split) {
        this.host = host;
        this.split = split;
    }

    public HostState host() {
        return host;
    }

    public Split split() {
        return split;
    }

    /** The same with names. */
    public Placement placement() {
        Placement known = placement;
        if (known == null) {
            known = new Placement(host.name(), split.byPort());
            placement = known;
        }
        return known;
    }
}
