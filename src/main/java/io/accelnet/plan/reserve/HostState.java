package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member, what is in use on its ports, and how many VMs of each class it has. */
final class HostState {

    final Host host;
    final List<PortState> ports;
    private int[] virtualMachines = new int[8];

    HostState(Host host, Tiers tiers) {
        this.host = host;
        this.ports = host.ports().stream()
                .sorted(Comparator.comparing(Port::name))
                .map(port -> new PortState(port, tiers))
                .toList();
    }

    String name() {
        return host.name();
    }

    boolean takesMachines() {
        return !host.down() && !host.cordoned();
    }

    /** Adds a VM, or takes one away if the sign is -1. Ports that the host doesn't have are no supply and not counted. */
    void count(int demandClass, Map<String, Integer> split, int queuePairsEach, int sign) {
        if (demandClass >= virtualMachines.length) {
            virtualMachines = Arrays.copyOf(virtualMachines, Math.max(demandClass + 1, 2 * virtualMachines.length));
        }
        virtualMachines[demandClass] += sign;
        use(split, queuePairsEach, sign);
    }

    /** Takes VFs into use for no VM in particular, or gives them back if the sign is -1. */
    void use(Map<String, Integer> split, int queuePairsEach, int sign) {
        for (Map.Entry<String, Integer> entry : split.entrySet()) {
            PortState port = port(entry.getKey());
            if (port != null) {
                port.use(sign * entry.getValue(), queuePairsEach);
            }
        }
    }

    int virtualMachines(int demandClass) {
        return demandClass < virtualMachines.length ? virtualMachines[demandClass] : 0;
    }

    /** Equal for hosts that are interchangeable for whoever comes next and takes these VFs. */
    List<Integer> likeness(Map<String, Integer> split) {
        List<Integer> likeness = new ArrayList<>();
        for (PortState port : ports) {
            likeness.add(port.tier);
            likeness.add(port.freeFunctions());
            likeness.add(port.freeQueuePairs());
            likeness.add(split.getOrDefault(port.port.name(), 0));
        }
        for (int machines : virtualMachines) {
            likeness.add(machines);
        }
        return likeness;
    }

    @Nullable PortState port(String name) {
        for (PortState port : ports) {
            if (port.port.name().equals(name)) {
                return port;
            }
        }
        return null;
    }

    /** The highest tier that any port with a VF can serve. */
    int tier() {
        int tier = PortState.INCAPABLE;
        for (PortState port : ports) {
            if (port.port.virtualFunctions() > 0) {
                tier = Math.max(tier, port.tier);
            }
        }
        return tier;
    }
}
