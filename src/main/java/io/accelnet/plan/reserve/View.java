package io.accelnet.plan.reserve;

import java.util.List;

/**
 * The hosts that a test speaks of, and how many of them may fail. Whoever isn't in it gives nothing; a host that is down
 * and in it counts as returned.
 *
 * @param state the fleet they are from
 * @param hosts in the order of names
 * @param failures 0 or more
 */
record View(FleetState state, List<HostState> hosts, int failures) {

    /** Whether the host's free VFs are room for VMs of others. */
    static boolean supplies(HostState host) {
        return !host.host.cordoned();
    }
}
