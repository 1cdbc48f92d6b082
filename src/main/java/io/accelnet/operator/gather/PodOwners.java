package io.accelnet.operator.gather;

import io.accelnet.operator.gather.pod.PodReader;
import io.accelnet.operator.gather.pod.PodReader.InstanceName;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The AccelNetVMs and VirtualMachineInstances to which pods belong. */
final class PodOwners implements PodReader.Vms {
    /** A VirtualMachineInstance that runs. */
    private record Running(String uid, String node, boolean isEvacuated) {}

    private final VirtualMachines virtualMachines;
    private final Map<VmId, VmSnapshot> vms = new HashMap<>();
    private final Map<InstanceName, Running> running = new HashMap<>();

    PodOwners(ClusterObjects world, VirtualMachines virtualMachines, List<VmSnapshot> vms) {
        this.virtualMachines = virtualMachines;
        vms.forEach(vm -> this.vms.put(vm.id(), vm));
        world.kubeVirt()
                .instances()
                .objects()
                .forEach(instance -> instance.node()
                        .ifPresent(node -> running.put(
                                new InstanceName(
                                        instance.getMetadata().getNamespace(),
                                        instance.getMetadata().getName()),
                                new Running(
                                        Optional.ofNullable(
                                                        instance.getMetadata().getUid())
                                                .orElse(""),
                                        node,
                                        instance.isEvacuated()))));
    }

    @Override
    public Optional<VmId> of(InstanceName instance) {
        return virtualMachines.holder(instance.namespace(), instance.name());
    }

    @Override
    public List<String> networkAdapters(VmId vm) {
        return Optional.ofNullable(vms.get(vm))
                .flatMap(VmSnapshot::facts)
                .map(facts -> facts.networkAdapters())
                .orElse(List.of());
    }

    @Override
    public Optional<String> nodeOf(InstanceName instance, String uid) {
        return Optional.ofNullable(running.get(instance))
                .filter(found -> found.uid().equals(uid))
                .map(Running::node);
    }

    @Override
    public boolean isEvacuated(InstanceName instance, String uid) {
        return Optional.ofNullable(running.get(instance))
                .filter(found -> found.uid().equals(uid) && found.isEvacuated())
                .isPresent();
    }
}
