package io.accelnet.operator.gather.kubevirt;

import io.accelnet.api.schema.Bounds;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine.Interface;
import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The network adapters of a VM that get virtual functions.
 *
 * @param names those that do, by the names of the interfaces
 * @param others the other virtual functions of the VM, each with the reason why it isn't one of them, for people
 */
record NetworkAdapters(List<String> names, List<String> others) {
    private static final Pattern NAME = Pattern.compile(Bounds.PORT);

    /**
     * Finds them.
     *
     * @param resource the extended resource whose virtual functions count; empty: all do
     * @param networks all NetworkAttachmentDefinitions
     */
    static NetworkAdapters of(
            KubeVirtVirtualMachine machine, Optional<String> resource, ByName<NetworkAttachmentDefinition> networks)
            throws UnresolvedReferenceException {
        List<String> names = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Interface each : machine.virtualFunctions()) {
            String name = Objects.requireNonNullElse(each.name(), "");
            if (resource.isEmpty()) {
                names.add(name);
                continue;
            }
            Optional<String> network = machine.networkOf(each);
            if (network.isEmpty()) {
                others.add(name + " (it has no Multus network)");
                continue;
            }
            Optional<String> found = resourceOf(machine, name, network.get(), networks);
            if (found.equals(resource)) {
                names.add(name);
            } else {
                others.add(name + " (NetworkAttachmentDefinition " + network.get() + " names "
                        + found.map(other -> "resource " + other).orElse("no resource") + ")");
            }
        }
        check(machine, names);
        return new NetworkAdapters(names, others);
    }

    private static Optional<String> resourceOf(
            KubeVirtVirtualMachine machine,
            String networkInterface,
            String network,
            ByName<NetworkAttachmentDefinition> networks)
            throws UnresolvedReferenceException {
        int slash = network.indexOf('/');
        String namespace = slash < 0 ? machine.getMetadata().getNamespace() : network.substring(0, slash);
        String name = network.substring(slash + 1);
        return networks.get(
                        namespace,
                        name,
                        Obstacle.NETWORK_NOT_FOUND,
                        "NetworkAttachmentDefinition " + name + " in namespace " + namespace
                                + ", which names the resource of interface " + networkInterface + " of VirtualMachine "
                                + machine.getMetadata().getName())
                .resourceName();
    }

    /** KubeVirt accepts no others; but a manifest on its own may have anything. */
    private static void check(KubeVirtVirtualMachine machine, List<String> names) throws UnresolvedReferenceException {
        boolean sound = names.size() <= Bounds.NETWORK_ADAPTERS
                && names.stream().distinct().count() == names.size()
                && names.stream()
                        .allMatch(name -> name.length() <= Bounds.PORT_LENGTH
                                && NAME.matcher(name).matches());
        if (!sound) {
            throw new UnresolvedReferenceException(
                    Obstacle.INVALID,
                    "VirtualMachine " + machine.getMetadata().getName()
                            + " needs at most " + Bounds.NETWORK_ADAPTERS
                            + " interfaces with sriov, each with a name of its own, in"
                            + " spec.template.spec.domain.devices.interfaces.");
        }
    }
}
