package io.accelnet.operator.planning;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachineInstance;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The VirtualMachines that AccelNetVMs name. Of all others no plan is made, however often they start, stop and move. */
final class NamedVirtualMachines {
    private record Name(@Nullable String namespace, String name) {
        static Name of(ObjectMeta metadata) {
            return new Name(metadata.getNamespace(), metadata.getName());
        }

        static Optional<Name> in(AccelNetVM vm) {
            return Optional.ofNullable(vm.getSpec())
                    .map(spec -> spec.virtualMachineRef())
                    .map(reference -> new Name(vm.getMetadata().getNamespace(), reference.name()));
        }
    }

    /** How many AccelNetVMs name it. */
    private final Map<Name, Integer> counts = new ConcurrentHashMap<>();

    void came(AccelNetVM vm) {
        Name.in(vm).ifPresent(name -> counts.merge(name, 1, Integer::sum));
    }

    void went(AccelNetVM vm) {
        Name.in(vm).ifPresent(name -> counts.computeIfPresent(name, (key, count) -> count > 1 ? count - 1 : null));
    }

    /** Whether a plan may depend on the object. */
    boolean concerns(ReferencedObject<?, ?> object) {
        return switch (object) {
            case KubeVirtVirtualMachine machine -> counts.containsKey(Name.of(machine.getMetadata()));
            case KubeVirtVirtualMachineInstance instance -> counts.containsKey(Name.of(instance.getMetadata()));
            default -> true;
        };
    }
}
