package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The VirtualMachines and AccelNetVMs of some namespaces, and which belong together. */
public final class VmDirectory {
    private final SortedMap<VmId, AccelNetVM> vms = new TreeMap<>();
    private final SortedMap<VmId, KubeVirtVirtualMachine> machines = new TreeMap<>();
    /** By the VirtualMachine that they name. */
    private final SortedMap<VmId, AccelNetVM> vmsOfMachines = new TreeMap<>();

    /** Of these objects, as the API server has them. */
    public VmDirectory(Collection<AccelNetVM> vms, Collection<KubeVirtVirtualMachine> machines) {
        machines.forEach(machine -> this.machines.put(id(machine), machine));
        for (AccelNetVM vm : vms) {
            this.vms.put(id(vm), vm);
            reference(vm)
                    .ifPresent(named -> vmsOfMachines.merge(
                            new VmId(vm.getMetadata().getNamespace(), named), vm, VmDirectory::older));
        }
    }

    /** Of two for one VirtualMachine the older one counts. */
    private static AccelNetVM older(AccelNetVM one, AccelNetVM other) {
        return created(other).compareTo(created(one)) < 0 ? other : one;
    }

    private static String created(AccelNetVM vm) {
        return Optional.ofNullable(vm.getMetadata().getCreationTimestamp()).orElse("");
    }

    static VmId id(HasMetadata object) {
        return new VmId(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    /** The VirtualMachine that it is for; empty if its facts are stated. */
    static Optional<String> reference(AccelNetVM vm) {
        return Optional.ofNullable(vm.getSpec().virtualMachineRef()).map(VirtualMachineRef::name);
    }

    /** All AccelNetVMs, by name. */
    public Collection<AccelNetVM> vms() {
        return vms.values();
    }

    /** All VirtualMachines, by name. */
    public Collection<KubeVirtVirtualMachine> machines() {
        return machines.values();
    }

    Optional<KubeVirtVirtualMachine> machine(VmId name) {
        return Optional.ofNullable(machines.get(name));
    }

    Optional<AccelNetVM> vmNamed(VmId name) {
        return Optional.ofNullable(vms.get(name));
    }

    /** The AccelNetVM for the VirtualMachine of this name. */
    Optional<AccelNetVM> vmFor(VmId machine) {
        return Optional.ofNullable(vmsOfMachines.get(machine));
    }

    /** The AccelNetVM that somebody means who says this name: that for the VirtualMachine, else the one that is called so. */
    Optional<AccelNetVM> vmMeant(VmId said) {
        return vmFor(said).or(() -> vmNamed(said));
    }

    /** The VirtualMachine of an AccelNetVM. */
    Optional<KubeVirtVirtualMachine> machineOf(AccelNetVM vm) {
        return reference(vm).flatMap(named -> machine(new VmId(vm.getMetadata().getNamespace(), named)));
    }
}
