package io.accelnet.plan.cluster;

import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.Optional;

/**
 * Whether somebody can choose the ports of a VM's virtual functions. Of a VirtualMachine, kubelet and the device plugin choose them, from all
 * ports of a resource: so its ports differ for sure only where each network adapter has a resource, and with it an intent, of its own.
 */
final class PortSelection {
    private PortSelection() {}

    /** Why the VM can't have the different ports for which it asks, and what to do; empty if it can, or doesn't ask. */
    static Optional<String> obstacle(ClusterView view, VmSnapshot vm) {
        boolean chosenByOthers = vm.virtualMachine() instanceof VirtualMachine.Resolved;
        return chosenByOthers && view.asksForDifferentPorts(vm)
                ? Optional.of("Different ports can't be promised to VirtualMachine "
                        + ((VirtualMachine.Resolved) vm.virtualMachine()).name()
                        + ": kubelet and the device plugin choose the virtual functions of a resource, and two of its network"
                        + " adapters have the same one. Make a pool for each port: a resource and a NetworkIntent of its own,"
                        + " named in spec.additionalIntentNames of cluster "
                        + vm.cluster()
                        + ", with a network for each. Or ask for spec.portPolicy: Any in the AccelNetVM.")
                : Optional.empty();
    }
}
