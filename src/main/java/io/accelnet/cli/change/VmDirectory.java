package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.operator.gather.Vms;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.Selector;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/** The VirtualMachines and AccelNetVMs of some namespaces, and which belong together. */
public final class VmDirectory {
    private final SortedMap<VmId, AccelNetVM> vms = new TreeMap<>();
    private final SortedMap<VmId, KubeVirtVirtualMachine> machines = new TreeMap<>();
    /** By the VirtualMachine that they name: of several the one that counts. */
    private final SortedMap<VmId, AccelNetVM> vmsOfMachines = new TreeMap<>();

    private final Optional<String> unknown;

    /**
     * Of these objects, as the API server has them.
     *
     * @param machines the VirtualMachines, or why they aren't known
     */
    public VmDirectory(Collection<AccelNetVM> vms, Listing<KubeVirtVirtualMachine> machines) {
        this.unknown = machines.unknown();
        machines.objects().forEach(machine -> this.machines.put(id(machine), machine));
        for (AccelNetVM vm : vms) {
            this.vms.put(id(vm), vm);
            reference(vm)
                    .ifPresent(named -> vmsOfMachines.merge(
                            new VmId(vm.getMetadata().getNamespace(), named),
                            vm,
                            BinaryOperator.minBy(Vms.PRECEDENCE)));
        }
    }

    static VmId id(HasMetadata object) {
        return new VmId(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    /** The VirtualMachine that it is for; empty if its facts are stated. */
    static Optional<String> reference(AccelNetVM vm) {
        return Optional.ofNullable(vm.getSpec().virtualMachineRef()).map(VirtualMachineRef::name);
    }

    /** Why the VirtualMachines aren't known, as the end of a sentence; empty if they are. */
    Optional<String> unknown() {
        return unknown;
    }

    /**
     * The VirtualMachines that can be enabled, by name: those with a virtual function among their interfaces.
     *
     * @param labels which of them, by their labels
     * @param fresh only those that aren't enabled yet
     */
    public List<VmId> machines(Selector labels, boolean fresh) {
        return machines.entrySet().stream()
                .filter(machine -> labels.matches(labels(machine.getValue())))
                .filter(machine -> machine.getValue().hasVirtualFunctions())
                .filter(machine -> !fresh
                        || (machine.getValue().performanceLabel().isEmpty()
                                && vmFor(machine.getKey()).isEmpty()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The VMs that are enabled, by the names of their VirtualMachines, or else of their AccelNetVMs. An AccelNetVM that doesn't count, since
     * another one is for its VirtualMachine, is named itself.
     *
     * @param labels which of them, by the labels of their VirtualMachines or of their AccelNetVMs
     */
    public List<VmId> enabled(Selector labels) {
        SortedSet<VmId> names = new TreeSet<>();
        vms.forEach((name, vm) -> {
            if (labels.matches(labels(vm))
                    || machineOf(vm)
                            .filter(machine -> labels.matches(labels(machine)))
                            .isPresent()) {
                names.add(machineHeldBy(vm).map(VmDirectory::id).orElse(name));
            }
        });
        machines.forEach((name, machine) -> {
            if (machine.performanceLabel().isPresent() && labels.matches(labels(machine))) {
                names.add(name);
            }
        });
        return List.copyOf(names);
    }

    private static Map<String, String> labels(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
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

    /** The same, if no other AccelNetVM counts for it. */
    Optional<KubeVirtVirtualMachine> machineHeldBy(AccelNetVM vm) {
        return machineOf(vm)
                .filter(machine ->
                        vmFor(id(machine)).filter(its -> id(its).equals(id(vm))).isPresent());
    }
}
