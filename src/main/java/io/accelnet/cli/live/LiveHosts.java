package io.accelnet.cli.live;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * What a live cluster says of its hosts.
 *
 * @param objects our objects, and the Nodes
 * @param states what the SR-IOV network operator says; nothing if it isn't installed
 */
public record LiveHosts(ClusterObjects objects, List<SriovNetworkNodeState> states) {
    /**
     * Reads a cluster.
     *
     * @param connection how it is reached
     */
    public static LiveHosts read(Connection connection) {
        try (KubernetesClient client = connection.client()) {
            ClusterObjects objects = new ClusterObjects(
                    LiveCluster.all(client, NetworkIntent.class, Trimming::ours),
                    LiveCluster.all(client, AccelNetNode.class, Trimming::ours),
                    LiveCluster.all(client, AccelNetCluster.class, Trimming::ours),
                    LiveCluster.all(client, AccelNetVM.class, Trimming::ours),
                    LiveCluster.all(client, Node.class, Trimming::node),
                    List.of());
            return new LiveHosts(
                    objects,
                    client.supports(SriovNetworkNodeState.class)
                            ? LiveCluster.all(client, SriovNetworkNodeState.class, state -> state)
                            : List.of());
        }
    }
}
