package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.operator.gather.Vms;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.Selector;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The VirtualMachines and AccelNetVMs of some namespaces, and which belong together. */
public final class VmDirectory {
    private final SortedMap<VmId, AccelNetVM> vms = new TreeMap<>();
    private final SortedMap<VmId, KubeVirtVirtualMachine> machines = new TreeMap<>();
    /** By the VirtualMachine that they name: of several first the one that counts. */
    private final SortedMap<VmId, List<AccelNetVM>> vmsOfMachines = new TreeMap<>();

    private final Listing<AccelNetCluster> clusters;
    private final Optional<String> unknown;

    /**
     * Of these objects, as the API server has them.
     *
     * @param machines the VirtualMachines, or why they aren't known
     * @param clusters the AccelNetClusters, or why they aren't known; none are needed if no VirtualMachine has a label
     */
    public VmDirectory(
            Collection<AccelNetVM> vms, Listing<KubeVirtVirtualMachine> machines, Listing<AccelNetCluster> clusters) {
        this.unknown = machines.unknown();
        this.clusters = clusters;
        machines.objects().forEach(machine -> this.machines.put(id(machine), machine));
        for (AccelNetVM vm : vms) {
            this.vms.put(id(vm), vm);
            machineNamed(vm)
                    .ifPresent(machine -> vmsOfMachines
                            .computeIfAbsent(machine, _ -> new ArrayList<>())
                            .add(vm));
        }
        vmsOfMachines.values().forEach(several -> several.sort(Vms.PRECEDENCE));
    }

    static VmId id(HasMetadata object) {
        return new VmId(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    /** The VirtualMachine that it is for; empty if its facts are stated. */
    static Optional<String> reference(AccelNetVM vm) {
        return Optional.ofNullable(vm.getSpec().virtualMachineRef()).map(VirtualMachineRef::name);
    }

    private static Optional<VmId> machineNamed(AccelNetVM vm) {
        return reference(vm).map(named -> new VmId(vm.getMetadata().getNamespace(), named));
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
                .filter(machine ->
                        !fresh || (vmFor(machine.getKey()).isEmpty() && !isEnabledByLabel(machine.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isEnabledByLabel(KubeVirtVirtualMachine machine) {
        return machine.performanceLabel().isPresent() && hindrance(machine).isEmpty();
    }

    /**
     * Why the operator makes no AccelNetVM from the labels of a VirtualMachine, or leaves it otherwise; empty if it follows them.
     *
     * @param machine with the labels that it has, or would have
     */
    Optional<String> hindrance(KubeVirtVirtualMachine machine) {
        return LabelRule.hindrance(machine, couldBe(new VmName(id(machine), VmName.Kind.ANY)), clusters);
    }

    /** Whether there is one AccelNetCluster for sure, so that labels needn't name it. */
    boolean hasOneCluster() {
        return clusters.unknown().isEmpty() && clusters.objects().size() == 1;
    }

    /**
     * The VMs that are enabled: each AccelNetVM, and each VirtualMachine whose label asks for one that isn't there.
     *
     * @param labels which of them, by the labels of their VirtualMachines or of their AccelNetVMs
     */
    public List<VmMeant> enabled(Selector labels) {
        List<VmMeant> meant = new ArrayList<>();
        vms.values().forEach(vm -> {
            if (labels.matches(labels(vm))
                    || machineOf(vm)
                            .filter(machine -> labels.matches(labels(machine)))
                            .isPresent()) {
                meant.add(new VmMeant.ByAccelNetVm(vm));
            }
        });
        machines.forEach((name, machine) -> {
            if (machine.performanceLabel().isPresent() && vmFor(name).isEmpty() && labels.matches(labels(machine))) {
                meant.add(new VmMeant.ByVirtualMachine(name));
            }
        });
        return meant.stream().sorted(Comparator.comparing(VmMeant::said)).toList();
    }

    /** The VMs that are named, by their VirtualMachines or AccelNetVMs. */
    public List<VmMeant> named(Collection<VmName> names) {
        return new NamedVms(this).of(names);
    }

    /** The AccelNetVMs that a name could mean: first that which counts for the VirtualMachine of this name. */
    public List<AccelNetVM> couldBe(VmName name) {
        return NamedVms.couldBe(this, name);
    }

    static Map<String, String> labels(HasMetadata object) {
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
        return vmsFor(machine).stream().findFirst();
    }

    /** All AccelNetVMs for the VirtualMachine of this name, first the one that counts. */
    List<AccelNetVM> vmsFor(VmId machine) {
        return vmsOfMachines.getOrDefault(machine, List.of());
    }

    /** The other AccelNetVMs for the same VirtualMachine. */
    List<AccelNetVM> besides(AccelNetVM vm) {
        return machineNamed(vm).map(this::vmsFor).orElse(List.of()).stream()
                .filter(other -> !id(other).equals(id(vm)))
                .toList();
    }

    /** The VirtualMachine of an AccelNetVM. */
    Optional<KubeVirtVirtualMachine> machineOf(AccelNetVM vm) {
        return machineNamed(vm).flatMap(this::machine);
    }

    /** The same, if no other AccelNetVM counts for it. */
    Optional<KubeVirtVirtualMachine> machineHeldBy(AccelNetVM vm) {
        return machineOf(vm)
                .filter(machine ->
                        vmFor(id(machine)).filter(its -> id(its).equals(id(vm))).isPresent());
    }
}
