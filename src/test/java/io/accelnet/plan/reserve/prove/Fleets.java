package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.PoolFleet;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Reserve;
import io.accelnet.plan.reserve.Tiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The same cluster in the engine's words. */
final class Fleets {

    private Fleets() {}

    /** An engine that has been told everything. */
    static Reserve of(Cluster cluster) {
        return of(cluster, cluster.failures());
    }

    /** The same, if so many nodes may be down at once. */
    static Reserve of(Cluster cluster, int failures) {
        Tiers tiers = new Tiers(Arrays.stream(cluster.pairs).boxed().toList());
        List<Host> hosts = cluster.nodes.stream().map(Fleets::host).toList();
        Reserve reserve = cluster.selective
                ? PoolFleet.of(tiers, failures, cluster.pools, hosts)
                : Fleet.of(tiers, failures, hosts);
        for (Vm vm : cluster.vms) {
            reserve.hold(vm.name, vm.node.name, vm.demand, split(vm.node, vm.split));
        }
        return reserve;
    }

    static Host host(Node node) {
        List<Port> ports = new ArrayList<>();
        for (int port = 0; port < node.ports(); port++) {
            int budget = node.budget[port] == Node.UNBOUNDED ? Port.UNBOUNDED : node.budget[port];
            ports.add(new Port("port" + port, node.functions[port], budget, node.most[port], node.pool[port]));
        }
        return new Host(node.name, node.down, node.cordoned, node.leaving, ports);
    }

    /** What of a VM's VFs is on ports that are there. */
    static Map<String, Integer> split(Node node, int[] split) {
        Map<String, Integer> functions = new TreeMap<>();
        for (int port = 0; port < Math.min(node.ports(), split.length); port++) {
            if (split[port] > 0) {
                functions.put("port" + port, split[port]);
            }
        }
        return functions;
    }

    static int[] split(Node node, Map<String, Integer> functions) {
        int[] split = new int[node.ports()];
        functions.forEach((port, count) -> split[port(port)] = count);
        return split;
    }

    /** The place of the port of this name. */
    static int port(String name) {
        return Integer.parseInt(name.substring("port".length()));
    }
}
