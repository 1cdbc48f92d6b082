package io.accelnet.operator.gather.pod;

import java.util.Optional;

/** Which virtual function of a node has a PCI address. */
@FunctionalInterface
public interface VirtualFunctionIndex {
    /**
     * A virtual function.
     *
     * @param adapter the physical port
     * @param virtualFunction its number on that port, 0 or more
     */
    record Location(String adapter, int virtualFunction) {}

    /**
     * The virtual function at an address; empty if none is known to be there.
     *
     * @param node the Kubernetes Node
     * @param pciAddress the address in lower case, such as 0000:3b:02.5
     */
    Optional<Location> find(String node, String pciAddress);
}
