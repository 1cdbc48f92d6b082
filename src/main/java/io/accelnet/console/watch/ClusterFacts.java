package io.accelnet.console.watch;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;

/** What is known of a cluster at this moment. A kind that can't be read says why. */
public interface ClusterFacts {
    /** All AccelNetClusters. */
    Listing<AccelNetCluster> clusters();

    /** All AccelNetNodes. */
    Listing<AccelNetNode> nodes();

    /** All NetworkIntents. */
    Listing<NetworkIntent> intents();

    /** The AccelNetVMs of the namespaces that the console is for. */
    Listing<AccelNetVM> vms();

    /** KubeVirt's VirtualMachines of these namespaces. */
    Listing<KubeVirtVirtualMachine> machines();

    /** A number that is another one after each change. */
    long version();

    /** Whether the API server tells of changes now; if not, all is as it was when it told last. */
    boolean isConnected();
}
