package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.HostEvents;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** An engine that is told only what is different from what it was told before. */
final class Mirror {

    private final Cluster cluster;
    private final Fleet fleet;
    private final Map<String, Host> told = new HashMap<>();
    private int failures;

    Mirror(Cluster cluster) {
        this.cluster = cluster;
        this.fleet = Fleets.of(cluster);
        this.failures = cluster.failures();
        cluster.nodes.forEach(node -> told.put(node.name, Fleets.host(node)));
    }

    Fleet fleet() {
        return fleet;
    }

    /** Tells of the nodes that joined, left or changed, and of another percentage. */
    void tell() {
        Set<String> gone = new HashSet<>(told.keySet());
        for (Node node : cluster.nodes) {
            gone.remove(node.name);
            Host host = Fleets.host(node);
            if (!host.equals(told.put(node.name, host))) {
                HostEvents.put(fleet, host);
            }
        }
        gone.forEach(host -> HostEvents.remove(fleet, host));
        gone.forEach(told::remove);
        if (failures != cluster.failures()) {
            failures = cluster.failures();
            HostEvents.tolerate(fleet, failures);
        }
    }

    /** Tells what a VM has that had part of its VFs on adapters that are gone. */
    void tell(Vm vm) {
        fleet.release(vm.name);
        fleet.hold(vm.name, vm.node.name, Fleets.demand(vm), Fleets.split(vm.node, vm.split));
    }
}
