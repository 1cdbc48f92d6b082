package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds of KubeVirt, Multus and the SR-IOV network operator that the actor reads or writes. */
public final class KubeVirtKinds {
    public static final ResourceDefinitionContext VIRTUAL_MACHINE = kubeVirt("VirtualMachine", "virtualmachines");
    public static final ResourceDefinitionContext INSTANCE =
            kubeVirt("VirtualMachineInstance", "virtualmachineinstances");
    public static final ResourceDefinitionContext MIGRATION =
            kubeVirt("VirtualMachineInstanceMigration", "virtualmachineinstancemigrations");
    public static final ResourceDefinitionContext NETWORK = new ResourceDefinitionContext.Builder()
            .withGroup("k8s.cni.cncf.io")
            .withVersion("v1")
            .withKind("NetworkAttachmentDefinition")
            .withPlural("network-attachment-definitions")
            .withNamespaced(true)
            .build();
    public static final ResourceDefinitionContext NODE_STATE = new ResourceDefinitionContext.Builder()
            .withGroup("sriovnetwork.openshift.io")
            .withVersion("v1")
            .withKind("SriovNetworkNodeState")
            .withPlural("sriovnetworknodestates")
            .withNamespaced(true)
            .build();

    private KubeVirtKinds() {}

    private static ResourceDefinitionContext kubeVirt(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("kubevirt.io")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
