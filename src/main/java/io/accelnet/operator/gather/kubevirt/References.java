package io.accelnet.operator.gather.kubevirt;

import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine.InstanceTypeMatcher;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Resolves references to VirtualMachines: to a VM's facts, or to what is missing. */
public final class References {
    private final ByName<KubeVirtVirtualMachine> virtualMachines;
    private final ByName<KubeVirtVirtualMachineInstance> instances;
    private final InstanceTypes instanceTypes;
    private final ByName<NetworkAttachmentDefinition> networks;
    private final NodeLabels nodes;

    /**
     * References to these objects.
     *
     * @param nodes the labels of all Nodes, of which VirtualMachines' own rules speak
     */
    public References(KubeVirtObjects objects, NodeLabels nodes) {
        this.nodes = nodes;
        virtualMachines = new ByName<>(objects.virtualMachines());
        instances = new ByName<>(objects.instances());
        instanceTypes = new InstanceTypes(objects);
        networks = new ByName<>(objects.networks());
    }

    /**
     * The VM that a reference names.
     *
     * @param namespace the namespace of the reference, and of what it names
     * @param name the VirtualMachine's name
     * @param intents the extended resources whose virtual functions count, each with the intent whose it is; empty: those of all do
     */
    public VirtualMachine resolve(String namespace, String name, Map<String, String> intents) {
        try {
            KubeVirtVirtualMachine machine = virtualMachines.get(
                    namespace, name, Obstacle.NOT_FOUND, "VirtualMachine " + name + " in namespace " + namespace);
            Optional<KubeVirtVirtualMachineInstance> last = instances.find(
                    namespace,
                    name,
                    Obstacle.NOT_FOUND,
                    "the VirtualMachineInstances, which say whether VirtualMachine " + name + " in namespace "
                            + namespace + " runs");
            Optional<KubeVirtVirtualMachineInstance> running = last.filter(instance -> !instance.hasEnded());
            NetworkAdapters adapters = NetworkAdapters.of(machine, intents, networks);
            return new VirtualMachine.Resolved(
                    name,
                    new VmFacts(
                            vCpus(machine, running),
                            adapters.names(),
                            adapters.intents(),
                            running.flatMap(KubeVirtVirtualMachineInstance::node)),
                    adapters.others(),
                    nodes.excludedBy(machine.nodeRules()),
                    machine.isStopped(last));
        } catch (UnresolvedReferenceException e) {
            return new VirtualMachine.Unresolved(name, e.obstacle(), e.sentence());
        }
    }

    /** A VM that runs has what it was given, whatever its template says by now. */
    private int vCpus(KubeVirtVirtualMachine machine, Optional<KubeVirtVirtualMachineInstance> running)
            throws UnresolvedReferenceException {
        OptionalInt now = running.flatMap(KubeVirtVirtualMachineInstance::topology)
                .map(CpuTopology::vCpus)
                .orElse(OptionalInt.empty());
        if (now.isPresent()) {
            return now.getAsInt();
        }
        Optional<InstanceTypeMatcher> instanceType = machine.instanceType();
        return instanceType.isPresent() ? instanceTypes.vCpus(machine, instanceType.get()) : VCpus.of(machine);
    }
}
