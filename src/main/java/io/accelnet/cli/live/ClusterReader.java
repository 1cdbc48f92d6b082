package io.accelnet.cli.live;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import java.util.List;
import java.util.Optional;

/** What a cluster has, with the statuses that its operator has written: of a live cluster, or of manifests in its place. */
public interface ClusterReader extends AutoCloseable {
    /** All AccelNetClusters. */
    List<AccelNetCluster> clusters();

    /** The AccelNetCluster of this name; empty if there is none. */
    Optional<AccelNetCluster> cluster(String name);

    /** All AccelNetNodes. */
    List<AccelNetNode> nodes();

    /**
     * AccelNetVMs.
     *
     * @param scope where
     * @param cluster only those of this AccelNetCluster; empty: of all
     */
    List<AccelNetVM> vms(Scope scope, Optional<String> cluster);

    /** KubeVirt's VirtualMachines, or why they aren't known. */
    Listing<KubeVirtVirtualMachine> virtualMachines(Scope scope);

    /**
     * All that plans are made from.
     *
     * @param hosts which hosts count
     */
    PlannedObjects planned(PlannedHosts hosts);

    /** Where the command was told to look for namespaced objects. */
    Scope scope();

    @Override
    void close();
}
