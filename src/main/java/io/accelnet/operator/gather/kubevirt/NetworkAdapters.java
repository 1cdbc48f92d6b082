package io.accelnet.operator.gather.kubevirt;

import io.accelnet.api.schema.Bounds;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine.Interface;
import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The network adapters of a VM that get virtual functions.
 *
 * @param names those that do, by the names of the interfaces
 * @param intents the intent to which each belongs; empty if the resources of the intents aren't known
 * @param others the other virtual functions of the VM, each with the reason why it isn't one of them, for people
 */
record NetworkAdapters(List<String> names, Map<String, String> intents, List<String> others) {
    private static final Pattern NAME = Pattern.compile(Bounds.PORT);

    /**
     * Finds them.
     *
     * @param intents the extended resources whose virtual functions count, each with the intent whose it is; empty: those of all do
     * @param networks all NetworkAttachmentDefinitions
     */
    static NetworkAdapters of(
            KubeVirtVirtualMachine machine, Map<String, String> intents, ByName<NetworkAttachmentDefinition> networks)
            throws UnresolvedReferenceException {
        List<String> names = new ArrayList<>();
        Map<String, String> intentOf = new HashMap<>();
        List<String> others = new ArrayList<>();
        for (Interface each : machine.virtualFunctions()) {
            String name = Objects.requireNonNullElse(each.name(), "");
            if (intents.isEmpty()) {
                names.add(name);
                continue;
            }
            Optional<String> network = machine.networkOf(each);
            if (network.isEmpty()) {
                others.add(name + " (it has no Multus network)");
                continue;
            }
            Optional<String> found = resourceOf(machine, name, network.get(), networks);
            Optional<String> intent = found.map(intents::get);
            if (intent.isPresent()) {
                names.add(name);
                intentOf.put(name, intent.get());
            } else {
                others.add(name + " (NetworkAttachmentDefinition " + network.get() + " names "
                        + found.map(other -> "resource " + other).orElse("no resource") + ")");
            }
        }
        check(machine, names);
        return new NetworkAdapters(names, intentOf, others);
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
