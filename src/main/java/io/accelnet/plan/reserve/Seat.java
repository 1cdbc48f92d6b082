package io.accelnet.plan.reserve;

import org.jspecify.annotations.Nullable;

/** Where a VM's VFs are, or could be. Many VMs may share one: those with as many VFs of the same ports. */
final class Seat {

    private final HostState host;
    private final Split split;
    private @Nullable Placement placement;

    /**
     * @param host the host that gives the VFs
     * @param split how they are divided among its ports
     */
    Seat(HostState host, Split split) {
        this.host = host;
        this.split = split;
    }

    HostState host() {
        return host;
    }

    Split split() {
        return split;
    }

    /** The same in words. */
    Placement placement() {
        Placement known = placement;
        if (known == null) {
            known = new Placement(host.name(), split.byPort());
            placement = known;
        }
        return known;
    }
}
