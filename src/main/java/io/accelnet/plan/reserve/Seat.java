package io.accelnet.plan.reserve;

/**
 * Where a VM's VFs are, or could be.
 *
 * @param host the host that gives them
 * @param split how they are divided among its ports
 */
record Seat(HostState host, Split split) {

    Placement placement() {
        return new Placement(host.name(), split.byPort());
    }
}
