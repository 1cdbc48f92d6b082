package io.accelnet.plan.reserve;

import java.util.List;

/**
 * A member of the cluster, up or down.
 *
 * @param name unique in the cluster
 * @param down gives nothing now; counts in the number of hosts all the same
 * @param cordoned keeps the VMs that it has, takes no new ones, and its free VFs are no room for failover
 * @param leaving will be no member soon, unless it stays: an admission counts its free VFs as no room and puts nobody there,
 *     while a recovery may use them where others don't do
 * @param ports the adapters that count, with distinct names
 */
public record Host(String name, boolean down, boolean cordoned, boolean leaving, List<Port> ports) {

    /** @throws IllegalArgumentException if two ports have one name */
    public Host {
        ports = List.copyOf(ports);
        if (ports.stream().map(Port::name).distinct().count() != ports.size()) {
            throw new IllegalArgumentException("two ports of one name on host " + name);
        }
    }

    /** A host that stays. */
    public Host(String name, boolean down, boolean cordoned, List<Port> ports) {
        this(name, down, cordoned, false, ports);
    }

    /** The same host while it takes nobody new. */
    public Host cordonedNow() {
        return new Host(name, down, true, leaving, ports);
    }

    /** A host that is up and takes VMs. */
    public static Host up(String name, Port... ports) {
        return new Host(name, false, false, List.of(ports));
    }
}
