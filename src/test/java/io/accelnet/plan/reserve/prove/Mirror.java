package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.HostEvents;
import io.accelnet.plan.reserve.Reserve;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** An engine that is told only what is different from what it was told before. */
final class Mirror {

    private final Cluster cluster;
    private Reserve reserve;
    private final Map<String, Host> told = new HashMap<>();
    private int failures;

    Mirror(Cluster cluster) {
        this.cluster = cluster;
        this.reserve = Fleets.of(cluster);
        this.failures = cluster.failures();
        cluster.nodes.forEach(node -> told.put(node.name, Fleets.host(node)));
    }

    Reserve reserve() {
        return reserve;
    }

    /** Tells of the nodes that joined, left or changed, and of another percentage. */
    void tell() {
        Set<String> gone = new HashSet<>(told.keySet());
        for (Node node : cluster.nodes) {
            gone.remove(node.name);
            Host host = Fleets.host(node);
            if (!host.equals(told.put(node.name, host))) {
                reserve.put(host);
            }
        }
        gone.forEach(told::remove);
        boolean other = failures != cluster.failures();
        failures = cluster.failures();
        if (reserve instanceof Fleet fleet) {
            gone.forEach(host -> HostEvents.remove(fleet, host));
            if (other) {
                HostEvents.tolerate(fleet, failures);
            }
        } else if (other || !gone.isEmpty()) {
            reserve = Fleets.of(cluster);
        }
    }

    /** Tells what a VM has that had part of its VFs on adapters that are gone. */
    void tell(Vm vm) {
        reserve.release(vm.name);
        reserve.hold(vm.name, vm.node.name, vm.demand, Fleets.split(vm.node, vm.split));
    }
}
