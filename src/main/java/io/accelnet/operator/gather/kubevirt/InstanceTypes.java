package io.accelnet.operator.gather.kubevirt;

import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine.InstanceTypeMatcher;
import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The vCPUs of instance types. KubeVirt keeps an instance type as it was when a VM was made from it, in a ControllerRevision;
 * that one counts, and the instance type itself only where there is none.
 */
final class InstanceTypes {
    private final ByName<VirtualMachineInstancetype> ofNamespaces;
    private final ByName<VirtualMachineClusterInstancetype> ofCluster;
    private final ByName<InstanceTypeRevision> revisions;

    InstanceTypes(KubeVirtObjects objects) {
        ofNamespaces = new ByName<>(objects.instanceTypes());
        ofCluster = new ByName<>(objects.clusterInstanceTypes());
        revisions = new ByName<>(objects.revisions());
    }

    /** The vCPUs that a VM has from the instance type that it names. */
    int vCpus(KubeVirtVirtualMachine machine, InstanceTypeMatcher named) throws UnresolvedReferenceException {
        Optional<String> stated = text(named.revisionName());
        if (stated.isPresent()) {
            return vCpus(machine, revision(machine, stated.get()));
        }
        String name = text(named.name())
                .orElseThrow(() -> new UnresolvedReferenceException(
                        Obstacle.INSTANCE_TYPE_NOT_FOUND,
                        "Waiting for KubeVirt to infer the instance type of VirtualMachine " + name(machine)
                                + ": spec.instancetype names none yet."));
        Optional<String> seen = machine.revisionInStatus();
        if (seen.isPresent()) {
            InstanceTypeRevision revision = revision(machine, seen.get());
            // While the VM names another one already, the status may still have the revision of the former.
            if (revision.isOf(name)) {
                return vCpus(machine, revision);
            }
        }
        return live(machine, text(named.kind()).orElse(""), name);
    }

    private int live(KubeVirtVirtualMachine machine, String kind, String name) throws UnresolvedReferenceException {
        String namespace = machine.getMetadata().getNamespace();
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "virtualmachineinstancetype", "virtualmachineinstancetypes" -> {
                String what = "VirtualMachineInstancetype " + name + " in namespace " + namespace;
                yield stated(
                        machine,
                        what,
                        ofNamespaces
                                .get(namespace, name, Obstacle.INSTANCE_TYPE_NOT_FOUND, what + usedBy(machine))
                                .getSpec());
            }
            case "", "virtualmachineclusterinstancetype", "virtualmachineclusterinstancetypes" -> {
                String what = "VirtualMachineClusterInstancetype " + name;
                yield stated(
                        machine,
                        what,
                        ofCluster
                                .get("", name, Obstacle.INSTANCE_TYPE_NOT_FOUND, what + usedBy(machine))
                                .getSpec());
            }
            default ->
                throw new UnresolvedReferenceException(
                        Obstacle.INVALID,
                        "spec.instancetype.kind of VirtualMachine " + name(machine)
                                + " has to be VirtualMachineInstancetype or VirtualMachineClusterInstancetype.");
        };
    }

    private InstanceTypeRevision revision(KubeVirtVirtualMachine machine, String revision)
            throws UnresolvedReferenceException {
        String namespace = machine.getMetadata().getNamespace();
        return revisions.get(
                namespace,
                revision,
                Obstacle.INSTANCE_TYPE_NOT_FOUND,
                "ControllerRevision " + revision + " in namespace " + namespace + usedBy(machine));
    }

    private static int vCpus(KubeVirtVirtualMachine machine, InstanceTypeRevision revision)
            throws UnresolvedReferenceException {
        return orInvalid(machine, "ControllerRevision " + revision.getMetadata().getName(), revision.vCpus());
    }

    private static int stated(KubeVirtVirtualMachine machine, String what, @Nullable InstanceTypeSpec spec)
            throws UnresolvedReferenceException {
        return orInvalid(machine, what, Optional.ofNullable(spec).flatMap(InstanceTypeSpec::vCpus));
    }

    private static int orInvalid(KubeVirtVirtualMachine machine, String what, Optional<Integer> vCpus)
            throws UnresolvedReferenceException {
        return vCpus.orElseThrow(() -> new UnresolvedReferenceException(
                Obstacle.INVALID,
                what + ", the instance type of VirtualMachine " + name(machine)
                        + ", states no number of vCPUs in spec.cpu.guest."));
    }

    private static String usedBy(KubeVirtVirtualMachine machine) {
        return ", from which VirtualMachine " + name(machine) + " has its vCPUs";
    }

    private static String name(KubeVirtVirtualMachine machine) {
        return machine.getMetadata().getName();
    }

    private static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).filter(it -> !it.isEmpty());
    }
}
