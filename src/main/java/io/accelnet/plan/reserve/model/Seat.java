package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Placement;
import org.jspecify.annotations.Nullable;

/** Where a VM's VFs are, or could be. Many VMs may share one: those with as many VFs of the same ports. */
public final class Seat {

    private final HostState host;
    private final Split split;
    private @Nullable Placement placement;

    /**
     * @param host the host that gives the VFs
     * @param split how they are divided among its ports
     */
    public Seat(HostState host, Split split) {
        this.host = host;
        this.split = split;
    }

    public HostState host() {
        return host;
    }

    public Split split() {
        return split;
    }

    /** The same in words. */
    public Placement placement() {
        Placement known = placement;
        if (known == null) {
            known = new Placement(host.name(), split.byPort());
            placement = known;
        }
        return known;
    }
}
