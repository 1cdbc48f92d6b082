package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The same cluster in the engine's words. */
final class Fleets {

    private Fleets() {}

    static Fleet of(Cluster cluster) {
        Tiers tiers = new Tiers(Arrays.stream(cluster.pairs).boxed().toList());
        Fleet fleet = Fleet.of(
                tiers,
                cluster.failures(),
                cluster.nodes.stream().map(Fleets::host).toList());
        for (Vm vm : cluster.vms) {
            fleet.hold(vm.name, vm.node.name, demand(vm), split(vm.node, vm.split));
        }
        return fleet;
    }

    static Demand demand(Vm vm) {
        return new Demand(vm.size, vm.tier);
    }

    static Host host(Node node) {
        List<Port> ports = new ArrayList<>();
        for (int port = 0; port < node.ports(); port++) {
            int budget = node.budget[port] == Node.UNBOUNDED ? Port.UNBOUNDED : node.budget[port];
            ports.add(new Port("port" + port, node.functions[port], budget, node.most[port]));
        }
        return new Host(node.name, node.down, node.cordoned, ports);
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
        functions.forEach((port, count) -> split[Integer.parseInt(port.substring("port".length()))] = count);
        return split;
    }
}
