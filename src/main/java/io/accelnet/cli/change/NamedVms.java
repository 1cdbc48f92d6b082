package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.change.VmName.Kind;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.plan.VmId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which VMs are meant by names that are said together. An AccelNetVM may have the name of another one's VirtualMachine, and a
 * VirtualMachine several AccelNetVMs: where a name could mean several, none of them is changed.
 */
final class NamedVms {
    private final VmDirectory directory;
    private final Set<VmId> accelNetVms = new LinkedHashSet<>();

    /** By what there is. */
    NamedVms(VmDirectory directory) {
        this.directory = directory;
    }

    /** Those that these names mean, each once. */
    List<VmMeant> of(Collection<VmName> names) {
        names.stream()
                .filter(name -> name.kind() != Kind.VIRTUAL_MACHINE)
                .map(VmName::id)
                .filter(name -> directory.vmNamed(name).isPresent())
                .forEach(accelNetVms::add);
        Map<Object, VmMeant> meant = new LinkedHashMap<>();
        for (VmName name : names) {
            meant(name)
                    .ifPresent(vm -> meant.putIfAbsent(
                            vm instanceof VmMeant.ByAccelNetVm its ? VmDirectory.id(its.vm()) : vm, vm));
        }
        return List.copyOf(meant.values());
    }

    /** Empty if all that the name could mean is named itself. */
    private Optional<VmMeant> meant(VmName name) {
        VmId said = name.id();
        List<AccelNetVM> vms = couldBe(directory, name);
        boolean isLabelToo = name.kind() == Kind.ANY && !vms.isEmpty() && isEnabledByLabelAlone(said);
        if (vms.isEmpty()) {
            return Optional.of(
                    name.kind() == Kind.ACCELNET_VM
                            ? new VmMeant.Unclear(
                                    said, "there is no AccelNetVM " + said.name() + " in namespace " + said.namespace())
                            : new VmMeant.ByVirtualMachine(said));
        }
        if (vms.size() == 1 && !isLabelToo) {
            return Optional.of(new VmMeant.ByAccelNetVm(said, vms.getFirst()));
        }
        Optional<AccelNetVM> own = directory.vmNamed(said).filter(_ -> name.kind() == Kind.ANY);
        boolean areOthersSaid = vms.stream()
                .map(VmDirectory::id)
                .filter(id -> own.isEmpty() || !id.equals(said))
                .allMatch(accelNetVms::contains);
        return areOthersSaid && !isLabelToo
                ? own.map(vm -> new VmMeant.ByAccelNetVm(said, vm))
                : Optional.of(new VmMeant.Unclear(said, unclear(said, vms, isLabelToo)));
    }

    /** The AccelNetVMs that a name could mean: first those for the VirtualMachine of this name, the one that counts before the others. */
    static List<AccelNetVM> couldBe(VmDirectory directory, VmName name) {
        Stream<AccelNetVM> ofMachine =
                name.kind() == Kind.ACCELNET_VM ? Stream.of() : directory.vmsFor(name.id()).stream();
        Stream<AccelNetVM> called =
                name.kind() == Kind.VIRTUAL_MACHINE ? Stream.of() : directory.vmNamed(name.id()).stream();
        Set<VmId> known = new LinkedHashSet<>();
        return Stream.concat(ofMachine, called)
                .filter(vm -> known.add(VmDirectory.id(vm)))
                .toList();
    }

    private boolean isEnabledByLabelAlone(VmId machine) {
        return directory.vmFor(machine).isEmpty()
                && directory
                        .machine(machine)
                        .flatMap(KubeVirtVirtualMachine::performanceLabel)
                        .isPresent();
    }

    private static String unclear(VmId said, List<AccelNetVM> vms, boolean isLabelToo) {
        List<String> meanings = new ArrayList<>();
        List<String> clear = new ArrayList<>();
        for (AccelNetVM vm : vms) {
            meanings.add(words(vm));
            clear.add(new VmName(VmDirectory.id(vm), Kind.ACCELNET_VM).toString());
        }
        if (isLabelToo) {
            meanings.add("label " + KubeVirtVirtualMachine.PERFORMANCE_LABEL + " of VirtualMachine " + said.name());
            clear.add(new VmName(said, Kind.VIRTUAL_MACHINE).toString());
        }
        return "this name means " + String.join(", and ", meanings) + ": say " + String.join(" or ", clear)
                + ", with -n " + said.namespace();
    }

    /** An AccelNetVM with what it is for. */
    private static String words(AccelNetVM vm) {
        return "AccelNetVM " + vm.getMetadata().getName()
                + VmDirectory.reference(vm)
                        .map(machine -> " for VirtualMachine " + machine)
                        .orElse("");
    }
}
