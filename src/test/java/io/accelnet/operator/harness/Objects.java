package io.accelnet.operator.harness;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeSpec;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.IntentType;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentSpec;
import io.accelnet.api.v1alpha1.NodeAdapter;
import io.accelnet.api.v1alpha1.OperatingSystem;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.SriovSupport;
import io.accelnet.api.v1alpha1.VirtualMachineFacts;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects as users write them. */
public final class Objects {
    /** The name of the intent. */
    public static final String INTENT = "compute";

    /** The name of the cluster. */
    public static final String CLUSTER = "main";

    /** The name of every node's port. */
    public static final String PORT = "port-1";

    private Objects() {}

    public static NetworkIntent intent() {
        NetworkIntent intent = new NetworkIntent();
        intent.setMetadata(named(INTENT));
        intent.setSpec(new NetworkIntentSpec(List.of(IntentType.COMPUTE), List.of(PORT)));
        return intent;
    }

    /** An intent whose virtual functions are handed out under an extended resource. */
    public static NetworkIntent intent(String resource) {
        NetworkIntent intent = intent();
        intent.setSpec(new NetworkIntentSpec(List.of(IntentType.COMPUTE), List.of(PORT), resource));
        return intent;
    }

    public static AccelNetCluster cluster(int percentage) {
        AccelNetCluster cluster = new AccelNetCluster();
        cluster.setMetadata(named(CLUSTER));
        cluster.setSpec(new AccelNetClusterSpec(INTENT, percentage, null, null, null, null, null, null));
        return cluster;
    }

    public static AccelNetNode node(String name, int virtualFunctions) {
        return node(name, virtualFunctions, HostType.EXTERNAL, Availability.AVAILABLE);
    }

    public static AccelNetNode node(
            String name, int virtualFunctions, HostType hostType, @Nullable Availability availability) {
        AccelNetNode node = new AccelNetNode();
        node.setMetadata(named(name));
        node.setSpec(new AccelNetNodeSpec(
                hostType,
                OperatingSystem.LINUX,
                "Ubuntu 24.04",
                "6.8.0",
                true,
                availability,
                null,
                true,
                null,
                null,
                null,
                List.of(new NodeAdapter(
                        PORT,
                        List.of(),
                        SriovSupport.SUPPORTED,
                        true,
                        null,
                        virtualFunctions,
                        null,
                        List.of(),
                        null,
                        null))));
        return node;
    }

    public static AccelNetNode with(AccelNetNode node, Availability availability) {
        AccelNetNodeSpec spec = node.getSpec();
        node.setSpec(new AccelNetNodeSpec(
                spec.hostType(),
                spec.operatingSystem(),
                spec.osImage(),
                spec.kernelVersion(),
                spec.hyperthreading(),
                availability,
                spec.failoverClusterMember(),
                spec.virtualizationEnabled(),
                spec.azureArcManaged(),
                spec.validSubscription(),
                spec.networkHudRunning(),
                spec.adapters()));
        return node;
    }

    public static AccelNetVM vm(String namespace, String name) {
        return vm(namespace, name, Performance.LOW, List.of("nic-1"), null);
    }

    public static AccelNetVM vm(
            String namespace, String name, Performance performance, List<String> adapters, @Nullable String node) {
        AccelNetVM vm = new AccelNetVM();
        ObjectMeta metadata = named(name);
        metadata.setNamespace(namespace);
        vm.setMetadata(metadata);
        vm.setSpec(new AccelNetVMSpec(CLUSTER, performance, null, new VirtualMachineFacts(8, adapters, node)));
        return vm;
    }

    /** An AccelNetVM for a VirtualMachine. */
    public static AccelNetVM reference(String namespace, String name, String virtualMachine) {
        AccelNetVM vm = new AccelNetVM();
        ObjectMeta metadata = named(name);
        metadata.setNamespace(namespace);
        vm.setMetadata(metadata);
        vm.setSpec(new AccelNetVMSpec(CLUSTER, Performance.LOW, new VirtualMachineRef(virtualMachine), null));
        return vm;
    }

    private static ObjectMeta named(String name) {
        return new ObjectMetaBuilder().withName(name).build();
    }
}
