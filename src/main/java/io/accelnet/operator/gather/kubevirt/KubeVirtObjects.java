package io.accelnet.operator.gather.kubevirt;

import java.util.List;
import java.util.Optional;

/**
 * The objects that references are resolved from.
 *
 * @param virtualMachines all VirtualMachines
 * @param instances all VirtualMachineInstances
 * @param instanceTypes the instance types of namespaces
 * @param clusterInstanceTypes the instance types of the whole cluster
 * @param revisions the instance types that KubeVirt keeps for the VMs made from them
 * @param networks all NetworkAttachmentDefinitions
 */
public record KubeVirtObjects(
        Listing<KubeVirtVirtualMachine> virtualMachines,
        Listing<KubeVirtVirtualMachineInstance> instances,
        Listing<VirtualMachineInstancetype> instanceTypes,
        Listing<VirtualMachineClusterInstancetype> clusterInstanceTypes,
        Listing<InstanceTypeRevision> revisions,
        Listing<NetworkAttachmentDefinition> networks) {
    /** The kinds. */
    public static final List<Class<? extends ReferencedObject<?, ?>>> KINDS = List.of(
            KubeVirtVirtualMachine.class,
            KubeVirtVirtualMachineInstance.class,
            VirtualMachineInstancetype.class,
            VirtualMachineClusterInstancetype.class,
            InstanceTypeRevision.class,
            NetworkAttachmentDefinition.class);

    /** Where all kinds are known, and there is no object. */
    public static final KubeVirtObjects NONE = of(List.of());

    /**
     * The kind that the API server has to serve so that this one is worth listing. Every API server serves ControllerRevisions;
     * without KubeVirt there are none of instance types. All others stand for themselves.
     */
    public static Class<? extends ReferencedObject<?, ?>> servedWith(Class<? extends ReferencedObject<?, ?>> type) {
        return type.equals(InstanceTypeRevision.class) ? KubeVirtVirtualMachine.class : type;
    }

    /** Selects those objects of a kind that are read; empty: all are. */
    public static Optional<String> labelSelector(Class<? extends ReferencedObject<?, ?>> type) {
        return type.equals(InstanceTypeRevision.class) ? Optional.of(InstanceTypeRevision.SELECTOR) : Optional.empty();
    }

    /** Lists the objects of a kind. */
    public interface Lister {
        /** All objects of this kind. */
        <T extends ReferencedObject<?, ?>> Listing<T> list(Class<T> type);
    }

    /** What is listed of each kind. */
    public static KubeVirtObjects from(Lister lister) {
        return new KubeVirtObjects(
                lister.list(KubeVirtVirtualMachine.class),
                lister.list(KubeVirtVirtualMachineInstance.class),
                lister.list(VirtualMachineInstancetype.class),
                lister.list(VirtualMachineClusterInstancetype.class),
                lister.list(InstanceTypeRevision.class),
                lister.list(NetworkAttachmentDefinition.class));
    }

    /** Where these are all objects that there are. */
    public static KubeVirtObjects of(List<? extends ReferencedObject<?, ?>> objects) {
        return from(new Lister() {
            @Override
            public <T extends ReferencedObject<?, ?>> Listing<T> list(Class<T> type) {
                return Listing.of(objects.stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList());
            }
        });
    }
}
