package io.accelnet.operator.gather.kubevirt;

import java.util.List;

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
    /** Where all kinds are known, and there is no object. */
    public static final KubeVirtObjects NONE = new KubeVirtObjects(
            Listing.of(List.of()),
            Listing.of(List.of()),
            Listing.of(List.of()),
            Listing.of(List.of()),
            Listing.of(List.of()),
            Listing.of(List.of()));
}
