package io.accelnet.plan.reserve;

import java.util.List;
import java.util.Optional;

/**
 * What added to hosts would admit a VM: the same on each of some ports of one pool. One VF less on each wouldn't do, nor one
 * queue pair less on each, nor all of it on all but one of up to 32 ports. That something smaller would do elsewhere, or with
 * more here and less there, isn't ruled out.
 *
 * @param pool the pool of all these ports, by {@link Port#pool}
 * @param virtualFunctions VFs more on each port; 0 if only queue pairs are missing
 * @param queuePairs queue pairs more in each port's budget; 0 if VFs alone do, as on ports without a budget
 * @param places where, at least one; where VMs are pinned that host is the first. Several of one host only for a VM that needs
 *     different ports
 */
public record Addition(int pool, int virtualFunctions, int queuePairs, List<Place> places) {

    /** Takes a copy of the list. */
    public Addition {
        places = List.copyOf(places);
    }

    /** The hosts, by name, in the order of the places, each once. */
    public List<String> hosts() {
        return places.stream().map(Place::host).distinct().toList();
    }

    /** Whether they are ports that the hosts don't have yet. */
    public boolean onNewPorts() {
        return places.stream().allMatch(place -> place.port().isEmpty());
    }

    /**
     * A port.
     *
     * @param host the host's name
     * @param port the port's name; empty for a further one, which serves the tier asked for and has no budget of queue pairs
     */
    public record Place(String host, Optional<String> port) {}
}
